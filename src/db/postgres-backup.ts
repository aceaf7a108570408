import { rmSync } from "node:fs";
import { notFound } from "../shared/app-error.ts";
import { putInPlace } from "../shared/finished-file.ts";
import { type Content, ContentSum } from "./content.ts";
import { layTables } from "./migrate-sqlite.ts";
import { ledger } from "./migration-guard.ts";
import { type Migration, MigrationError } from "./migrations.ts";
import { type CatalogTable, type Client, keptRows, readCatalog } from "./postgres-catalog.ts";
import { beginMoment, connectOnce } from "./postgres-connection.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { verifyFile } from "./sqlite-copy.ts";

async function copyTable(client: Client, table: CatalogTable, file: SqliteConnection) {
  const list = table.columns.map(({ name }) => `"${name}"`).join(", ");
  const marks = table.columns.map(() => "?").join(", ");
  const insert = file.raw.prepare<unknown[]>(`insert into "${table.name}" (${list}) values (${marks})`);
  const sum = new ContentSum();
  for await (const rows of keptRows(client, table))
    for (const row of rows) {
      insert.run(...row);
      sum.add(row);
    }
  return sum.end();
}

/** The SQLite twins of what was applied to this database. */
async function twinsOfApplied(client: Client, known: Migration[]): Promise<Migration[]> {
  const there = await client.query("select to_regclass($1) as ledger", [ledger]);
  if (there.rows[0]?.ledger === null)
    throw notFound("The database holds no records of Crosswalk yet. Check DATABASE_URL.");
  const { rows } = await client.query<{ name: string }>(`select name from ${ledger} order by name`);
  return rows.map(({ name }) => {
    const twin = known.find(each => each.name === name);
    if (twin) return twin;
    throw new MigrationError(
      `The database was changed by ${name}, which this version does not know. Install the newer version.`,
    );
  });
}

/**
 * Writes all that this client's transaction sees into one SQLite file, read back and compared before it gets its name.
 * The file is as far along as the database: what was applied here is applied there, under the same names.
 */
export async function writeBackup(client: Client, target: string, known: Migration[]): Promise<Content> {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  const applied = await twinsOfApplied(client, known);
  const file = new SqliteConnection(unfinished);
  try {
    // Nobody sees the file before it is whole: neither a journal nor a flush for each statement is needed.
    for (const pragma of ["journal_mode = OFF", "synchronous = OFF"]) file.raw.pragma(pragma);
    file.raw.exec("BEGIN");
    await layTables(file, applied);
    const content: Content = new Map();
    for (const table of await readCatalog(client))
      content.set(table.name, await copyTable(client, table, file));
    file.raw.exec("COMMIT");
    file.close();
    verifyFile(unfinished, content, [ledger]);
    putInPlace(unfinished, target);
    return content;
  } finally {
    file.close();
    rmSync(unfinished, { force: true });
  }
}

export async function backUpPostgres(url: string, target: string, known: Migration[]): Promise<Content> {
  const client = await connectOnce(url);
  try {
    await client.query(beginMoment);
    const content = await writeBackup(client, target, known);
    await client.query("commit");
    return content;
  } finally {
    await client.end();
  }
}
