import { getTableName, type Table } from "drizzle-orm";
import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";
import { engine } from "../config.ts";

type Config = {
  columns: { name: string; primary: boolean }[];
  primaryKeys: { columns: { name: string }[] }[];
  foreignKeys: { reference(): { columns: { name: string }[]; foreignTable: Table } }[];
};

/** The kit's tables are typed as PostgreSQL's; each engine reads its own. */
const configOf = (table: pg.PgTable): Config =>
  engine === "postgres"
    ? pg.getTableConfig(table)
    : lite.getTableConfig(table as unknown as lite.SQLiteTable);

/** The names of the columns that tell a table's rows apart. */
export function keyOf(table: pg.PgTable): string[] {
  const { columns, primaryKeys } = configOf(table);
  const [together] = primaryKeys;
  return (together?.columns ?? columns.filter(({ primary }) => primary)).map(({ name }) => name);
}

/** Which table each column points to, by the column's name. */
export const referencesOf = (table: pg.PgTable): Map<string, string> =>
  new Map(
    configOf(table).foreignKeys.map(key => {
      const { columns, foreignTable } = key.reference();
      return [columns[0]?.name ?? "", getTableName(foreignTable)];
    }),
  );
