import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { kinds } from "../records/records.rules.ts";
import { unavailable } from "../shared/app-error.ts";
import { type Content, ContentSum, differences } from "./content.ts";
import { hasCode } from "./errors.ts";
import { sortedJson } from "./json-columns.ts";
import { knownTo } from "./migrate.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { writeBackup } from "./postgres-backup.ts";
import { postgresBuilder } from "./postgres-builder.ts";
import { type CatalogTable, type Client, insertKept, keptRows, readCatalog } from "./postgres-catalog.ts";
import { connectOnce, runOnOne } from "./postgres-connection.ts";
import type { Accept, Replaced } from "./restore.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

const listOf = (tables: CatalogTable[]) => tables.map(({ name }) => `"${name}"`).join(", ");

async function holdsRows(client: Client, tables: CatalogTable[]): Promise<boolean> {
  const any = tables.map(({ name }) => `exists (select 1 from "${name}")`).join(" or ");
  return (await client.query(`select ${any} as any`)).rows[0].any;
}

/** Keeps out who writes, but lets the backup of what is there be read. */
async function keepWritersOut(client: Client, tables: CatalogTable[]): Promise<void> {
  await client.query("set local lock_timeout = '30s'");
  await client.query(`lock table ${listOf(tables)} in exclusive mode`);
}

/** Rows and bytes of one statement; mails hold whole pages. */
const rowsAtOnce = 1000;
const charactersAtOnce = 4_000_000;

async function fillTable(client: Client, table: CatalogTable, file: SqliteConnection) {
  const isJson = table.columns.map(({ type }) => type === "jsonb");
  const list = table.columns.map(({ name }) => `"${name}"`).join(", ");
  const sum = new ContentSum();
  let batch: unknown[][] = [];
  let characters = 0;
  for (const row of file.raw.prepare<[], unknown[]>(`select ${list} from "${table.name}"`).raw().iterate()) {
    sum.add(row.map((value, index) => (isJson[index] ? sortedJson(value) : value)));
    batch.push(row);
    for (const value of row) characters += typeof value === "string" ? value.length : 8;
    if (batch.length < rowsAtOnce && characters < charactersAtOnce) continue;
    await insertKept(client, table, batch);
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) await insertKept(client, table, batch);
  return sum.end();
}

async function contentIn(client: Client, tables: CatalogTable[]): Promise<Content> {
  const content: Content = new Map();
  for (const table of tables) {
    const sum = new ContentSum();
    for await (const rows of keptRows(client, table)) for (const row of rows) sum.add(row);
    content.set(table.name, sum.end());
  }
  return content;
}

/** The next numbers follow those that came with the backup. */
async function setCounters(client: Client): Promise<void> {
  for (const kind of kinds)
    await client.query(
      `select setval('number_${kind}', coalesce(max(number), 1), max(number) is not null) from records where kind = $1`,
      [kind],
    );
}

async function fill(client: Client, tables: CatalogTable[], file: SqliteConnection): Promise<Content> {
  // What refuses to change the history is lifted for this transaction alone: an error puts it back too.
  for (const { name } of tables) await client.query(`alter table "${name}" disable trigger user`);
  await client.query(`truncate ${listOf(tables)}`);
  const expected: Content = new Map();
  for (const table of tables) expected.set(table.name, await fillTable(client, table, file));
  await setCounters(client);
  for (const { name } of tables) await client.query(`alter table "${name}" enable trigger user`);
  const content = await contentIn(client, tables);
  const differing = differences(content, expected);
  if (differing.length > 0) throw new Error(`The rows did not come over whole: ${differing.join(", ")}`);
  return content;
}

async function replace(
  client: Client,
  file: SqliteConnection,
  saveTo: string,
  accept: Accept,
): Promise<Replaced> {
  await client.query("begin");
  const tables = await readCatalog(client);
  await keepWritersOut(client, tables);
  const saved = (await holdsRows(client, tables)) ? saveTo : null;
  if (saved) {
    mkdirSync(dirname(saved), { recursive: true, mode: 0o700 });
    await writeBackup(client, saved, knownTo("sqlite"));
  }
  const content = await fill(client, tables, file);
  await accept(postgresBuilder(runOnOne(client)));
  const answer = await client.query("commit");
  if (answer.command !== "COMMIT") throw new Error("The server rolled the restore back.");
  return { content, saved };
}

/** Puts the rows of a prepared copy in the place of what is there, in one transaction. */
export async function replacePostgres(
  url: string,
  prepared: string,
  saveTo: string,
  accept: Accept,
): Promise<Replaced> {
  await migratePostgres(url, knownTo("postgres"));
  const client = await connectOnce(url);
  const file = new SqliteConnection(prepared, { readonly: true });
  try {
    const replaced = await replace(client, file, saveTo, accept);
    await client.query("analyze");
    return replaced;
  } catch (error) {
    if (hasCode(error, code => code === "55P03"))
      throw unavailable("The database is in use. Stop Crosswalk, then restore again.", error);
    throw error;
  } finally {
    file.close();
    await client.end();
  }
}
