import { sortedJson } from "./json-columns.ts";
import { ledger } from "./migration-guard.ts";
import type { connectOnce } from "./postgres-connection.ts";

export type Client = Awaited<ReturnType<typeof connectOnce>>;

type Column = { name: string; type: string };
export type CatalogTable = { name: string; columns: Column[] };

const columnsSql = `select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attgenerated = ''
  order by c.relname, a.attname`;

const parentsSql = `select c.relname as child, p.relname as parent
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
  where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace and c.oid <> p.oid`;

/** Parents before their children, so that rows can go in with foreign keys on. */
function inOrder(names: string[], parentsOf: Map<string, string[]>): string[] {
  const placed = new Set<string>();
  const place = (name: string): void => {
    if (placed.has(name)) return;
    for (const parent of parentsOf.get(name) ?? []) place(parent);
    placed.add(name);
  };
  for (const name of names) place(name);
  return [...placed];
}

/** The tables that people's records are in, as this database has them, with the columns that hold what was put in. */
export async function readCatalog(client: Client): Promise<CatalogTable[]> {
  const columns = (await client.query<Column & { table: string }>(columnsSql)).rows;
  const ties = (await client.query<{ child: string; parent: string }>(parentsSql)).rows;
  const byTable = Map.groupBy(columns, ({ table }) => table);
  byTable.delete(ledger);
  const parentsOf = new Map(
    [...Map.groupBy(ties, ({ child }) => child)].map(([child, all]) => [
      child,
      all.map(({ parent }) => parent),
    ]),
  );
  return inOrder([...byTable.keys()], parentsOf).map(name => ({
    name,
    columns: (byTable.get(name) ?? []).map(column => ({ name: column.name, type: column.type })),
  }));
}

/** The value as SQLite keeps it. */
function asKept({ name, type }: Column): string {
  if (type === "timestamp with time zone") return `(extract(epoch from "${name}") * 1000)::bigint`;
  if (type === "boolean") return `"${name}"::int`;
  if (type === "date") return `to_char("${name}", 'YYYY-MM-DD')`;
  if (type === "jsonb" || type === "uuid") return `"${name}"::text`;
  return `"${name}"`;
}

/** The value as PostgreSQL reads it out of JSON. */
function asGiven({ type }: Column, value: unknown): unknown {
  if (value === null) return null;
  if (type === "timestamp with time zone") return new Date(Number(value)).toISOString();
  if (type === "boolean") return value === 1;
  if (type === "jsonb") return JSON.parse(String(value));
  return value;
}

const rowsAtOnce = 500;

/** All rows of a table in batches, as SQLite keeps them, JSON with sorted keys. Inside a transaction. */
export async function* keptRows(client: Client, table: CatalogTable): AsyncGenerator<unknown[][]> {
  const isJson = table.columns.map(({ type }) => type === "jsonb");
  const list = table.columns.map(asKept).join(", ");
  await client.query(`declare kept_rows no scroll cursor for select ${list} from "${table.name}"`);
  const query = { text: `fetch ${rowsAtOnce} from kept_rows`, rowMode: "array" as const };
  while (true) {
    const { rows } = await client.query<unknown[]>(query);
    if (rows.length === 0) break;
    yield rows.map(row => row.map((value, index) => (isJson[index] ? sortedJson(value) : value)));
  }
  await client.query("close kept_rows");
}

/** Puts rows in as one parameter: PostgreSQL takes each value out of JSON by its column's own type. */
export async function insertKept(client: Client, table: CatalogTable, rows: unknown[][]): Promise<void> {
  const list = table.columns.map(({ name }) => `"${name}"`).join(", ");
  const objects = rows.map(row =>
    Object.fromEntries(table.columns.map((column, index) => [column.name, asGiven(column, row[index])])),
  );
  await client.query(
    `insert into "${table.name}" (${list}) overriding system value
     select ${list} from json_populate_recordset(null::"${table.name}", $1::json)`,
    [JSON.stringify(objects)],
  );
}
