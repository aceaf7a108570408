import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Config } from "../config.ts";
import type { Database, Engine, Read } from "./database.ts";
import { ledger } from "./migration-guard.ts";
import { type Applied, MigrationError, pendingOf, readMigrations } from "./migrations.ts";
import { sqlitePath } from "./open.ts";

type Log = { info(fields: object, message: string): void };
type Where = Pick<Config, "engine" | "databaseUrl" | "dataDir">;

const root = join(import.meta.dirname, "../../migrations");
const folderOf = (engine: Engine) => join(root, engine);

/** All migrations that this version has for an engine. */
export const knownTo = (engine: Engine) => readMigrations(folderOf(engine));

async function run({ engine, databaseUrl, dataDir }: Where, folder: string) {
  const known = readMigrations(folder);
  if (engine === "postgres") {
    const { migratePostgres } = await import("./migrate-postgres.ts");
    return { applied: await migratePostgres(databaseUrl, known), backup: null };
  }
  const { migrateSqlite } = await import("./migrate-sqlite.ts");
  return migrateSqlite(sqlitePath(databaseUrl), dataDir, known);
}

/**
 * Brings the database up to this version, whole or not at all, one process at a time; backs a SQLite file up first.
 * @throws MigrationError
 */
export async function migrate(config: Where, log: Log, folder = folderOf(config.engine)) {
  const { applied, backup } = await run(config, folder);
  if (backup) log.info({ backup }, "Backed up before migrating");
  for (const name of applied) log.info({ name }, "Applied migration");
  return { applied };
}

const hasLedger = {
  sqlite: sql`select 1 as one from sqlite_schema where name = ${ledger}`,
  postgres: sql`select 1 as one where to_regclass(${ledger}) is not null`,
};

/** The names of what `migrate` would apply; empty on a database that is ready. @throws MigrationError */
export const pendingMigrations = ({ read, engine }: Database): Promise<string[]> => pendingOn(read, engine);

async function pendingOn(db: Read, engine: Engine): Promise<string[]> {
  const there = await db.rows(hasLedger[engine]);
  const past =
    there.length === 0
      ? []
      : await db.rows<Applied>(sql.raw(`select name, hash from ${ledger} order by name`));
  return pendingOf(readMigrations(folderOf(engine)), past).map(({ name }) => name);
}

/** @throws MigrationError where the database is not of this version */
export async function refuseUnlike(db: Read, engine: Engine): Promise<void> {
  if ((await pendingOn(db, engine)).length > 0)
    throw new MigrationError("The database is older than this version. Run migrate first.");
}
