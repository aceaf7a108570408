import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { systemClock } from "../shared/clock.ts";
import { hasCode } from "./errors.ts";
import { applyPending, type MigrationSession, readLedger } from "./migration-guard.ts";
import { type Migration, MigrationError, pendingOf } from "./migrations.ts";
import { SqliteConnection, whenFree } from "./sqlite-connection.ts";
import { copySqliteFile } from "./sqlite-copy.ts";

/** How long to wait while another process migrates. */
const patienceMs = 60_000;

/** Makes what these migrations make, inside the caller's transaction. */
export const layTables = async (connection: SqliteConnection, known: Migration[]): Promise<string[]> =>
  applyPending(session(connection), known);

export const appliedTo = (connection: SqliteConnection) => readLedger(session(connection));

const session = (connection: SqliteConnection): MigrationSession => ({
  rows: async <T>(sql: string, values: string[] = []) =>
    (await connection.run(sql.replaceAll(/\$\d/g, "?"), values, "objects")) as T[],
  script: async sql => void connection.raw.exec(sql),
  tablesSql: `select name from pragma_table_list
    where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
  triggersSql: "select name from sqlite_schema where type = 'trigger' order by name",
});

async function backUp(path: string, dataDir: string, next: string): Promise<string> {
  const stamp = systemClock.now().toISOString().replaceAll(":", "-");
  const target = join(dataDir, "backups", `${stamp}-before-${next}.db`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  await copySqliteFile(path, target);
  return target;
}

async function applyInTransaction(connection: SqliteConnection, known: Migration[]): Promise<string[]> {
  await whenFree(patienceMs, () => connection.raw.exec("BEGIN IMMEDIATE"));
  const applied = await applyPending(session(connection), known);
  const [orphan] = await connection.run("pragma foreign_key_check", [], "objects");
  if (orphan) throw new MigrationError(`A row would point to one that is gone: ${JSON.stringify(orphan)}.`);
  await whenFree(patienceMs, () => connection.raw.exec("COMMIT"));
  return applied;
}

/** Brings a file up to this version that nobody else has open. */
export async function migrateFile(path: string, known: Migration[]): Promise<string[]> {
  const connection = new SqliteConnection(path);
  try {
    for (const pragma of ["foreign_keys = OFF", "trusted_schema = OFF"]) connection.raw.pragma(pragma);
    return await applyInTransaction(connection, known);
  } finally {
    connection.close();
  }
}

/** Foreign keys are off before BEGIN: inside a transaction the pragma does nothing, and rebuilds delete children. */
export async function migrateSqlite(
  path: string,
  dataDir: string,
  known: Migration[],
): Promise<{ applied: string[]; backup: string | null }> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const connection = new SqliteConnection(path);
  try {
    const pragmas = [
      "journal_mode = WAL",
      "synchronous = FULL",
      "foreign_keys = OFF",
      "trusted_schema = OFF",
    ];
    for (const pragma of pragmas) await whenFree(patienceMs, () => connection.raw.pragma(pragma));
    const past = await whenFree(patienceMs, () => readLedger(session(connection)));
    const [next] = pendingOf(known, past);
    const backup = next && past.length > 0 ? await backUp(path, dataDir, next.name) : null;
    return { applied: await applyInTransaction(connection, known), backup };
  } catch (error) {
    if (!hasCode(error, code => code === "SQLITE_NOTADB")) throw error;
    throw new MigrationError(`${path} is not a database. Check DATABASE_URL.`, { cause: error });
  } finally {
    connection.close();
  }
}
