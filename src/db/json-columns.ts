import { getTableColumns, getTableName, is, Table } from "drizzle-orm";
import { canonical } from "../shared/canonical.ts";
import * as schema from "./schema.ts";

const jsonColumns = new Set(
  Object.values(schema)
    .filter(value => is(value, Table))
    .flatMap(table =>
      Object.values(getTableColumns(table))
        .filter(column => column.dataType === "json")
        .map(column => `${getTableName(table)}.${column.name}`),
    ),
);

/** SQLite keeps JSON as text, and its own tables do not say in which columns. */
export const holdsJson = (table: string, column: string): boolean => jsonColumns.has(`${table}.${column}`);

/** The same text for the same value, whichever engine wrote it; what is no JSON stays as it is. */
export function sortedJson(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return canonical(JSON.parse(text));
  } catch {
    return text;
  }
}
