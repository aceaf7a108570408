import { type Content, ContentSum, type TableContent } from "./content.ts";
import { holdsJson, sortedJson } from "./json-columns.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

type Raw = SqliteConnection["raw"];

/** The tables that people's records are in, without those that SQLite or its full-text index keep for themselves. */
export const tablesIn = (raw: Raw, schema = "main"): string[] =>
  raw
    .prepare<[string], string>(
      `select name from pragma_table_list
       where schema = ? and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .pluck()
    .all(schema);

const columnsOf = (raw: Raw, table: string, schema: string): string[] =>
  raw
    .prepare<[string, string], string>("select name from pragma_table_info(?, ?) order by name")
    .pluck()
    .all(table, schema);

function contentOfTable(raw: Raw, table: string, schema: string): TableContent {
  const columns = columnsOf(raw, table, schema);
  const inJson = columns.map(column => holdsJson(table, column));
  const list = columns.map(column => `"${column}"`).join(", ");
  const rows = raw.prepare<[], unknown[]>(`select ${list} from "${schema}"."${table}"`).raw();
  const sum = new ContentSum();
  for (const row of rows.iterate())
    sum.add(row.map((value, index) => (inJson[index] ? sortedJson(value) : value)));
  return sum.end();
}

/** What the file holds, as this connection sees it now. */
export const contentOf = (raw: Raw, schema = "main"): Content =>
  new Map(tablesIn(raw, schema).map(table => [table, contentOfTable(raw, table, schema)]));
