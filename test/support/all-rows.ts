import { getTableName, is, sql, Table } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Read } from "../../src/db/database.ts";
import * as schema from "../../src/db/schema.ts";

const isTable = (value: unknown): value is PgTable => is(value, Table);

/** Every row of every table, as texts in an order of their own: two of these are equal where nothing changed. */
export async function allRows(db: Read): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of Object.values(schema).filter(isTable))
    rows[getTableName(table)] = (await db.select().from(table)).map(row => JSON.stringify(row)).sort();
  const texts = await db.rows(sql`select record_id, title, words from search_texts`);
  rows.search_texts = texts.map(row => JSON.stringify(row)).sort();
  return rows;
}

export const countRows = (rows: Record<string, string[]>): number =>
  Object.values(rows).reduce((sum, some) => sum + some.length, 0);
