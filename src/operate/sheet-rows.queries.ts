import { asc, eq, getTableColumns, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Read } from "../db/database.ts";
import { keyOf } from "../db/references.ts";
import type { EventRow } from "../events/events.queries.ts";
import { events } from "../events/events.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";

export type SheetRow = { row: Record<string, unknown>; record: RecordRow | null };
export type Named = Pick<RecordRow, "id" | "kind" | "number" | "title">;

const rowsAtOnce = 500;

const columnNamed = (table: PgTable, name: string): [key: string, column: PgColumn] => {
  const found = Object.entries<PgColumn>(getTableColumns(table)).find(([, column]) => column.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
};

function after(columns: PgColumn[], values: unknown[]): SQL {
  const left = sql.join(
    columns.map(column => sql`${column}`),
    sql`, `,
  );
  const right = sql.join(
    columns.map((column, index) => sql`${sql.param(values[index], column)}`),
    sql`, `,
  );
  return sql`(${left}) > (${right})`;
}

/** All rows of a table by key, a batch at a time; those of a noun with their records. */
export async function* batchesOf(db: Read, table: PgTable, isNoun: boolean): AsyncGenerator<SheetRow[]> {
  const keys = keyOf(table).map(name => columnNamed(table, name));
  const columns = keys.map(([, column]) => column);
  const [id] = columns;
  for (let last: unknown[] | null = null; ; ) {
    const where = last ? after(columns, last) : undefined;
    const order = columns.map(column => asc(column));
    const row = getTableColumns(table);
    const batch: SheetRow[] =
      isNoun && id
        ? await db
            .select({ row, record: records })
            .from(table)
            .innerJoin(records, eq(records.id, id))
            .where(where)
            .orderBy(...order)
            .limit(rowsAtOnce)
        : (
            await db
              .select({ row })
              .from(table)
              .where(where)
              .orderBy(...order)
              .limit(rowsAtOnce)
          ).map(each => ({
            ...each,
            record: null,
          }));
    if (batch.length > 0) yield batch;
    const end = batch.at(-1);
    if (!end || batch.length < rowsAtOnce) return;
    last = keys.map(([key]) => end.row[key]);
  }
}

/** What these ids are called; the whole district is read, so nobody's view limits it. */
export async function namesOf(db: Read, ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: records.id, kind: records.kind, number: records.number, title: records.title })
    .from(records)
    .where(inArray(records.id, [...new Set(ids)]));
  return new Map(rows.map(row => [row.id, row]));
}

/** Every entry of every history, a batch at a time, in the order in which they were made. */
export async function* eventBatches(db: Read): AsyncGenerator<EventRow[]> {
  for (let last: EventRow | undefined; ; ) {
    const batch: EventRow[] = await db
      .select()
      .from(events)
      .where(last && gt(events.id, last.id))
      .orderBy(asc(events.id))
      .limit(rowsAtOnce);
    if (batch.length > 0) yield batch;
    last = batch.at(-1);
    if (!last || batch.length < rowsAtOnce) return;
  }
}
