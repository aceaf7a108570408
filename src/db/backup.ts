import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Config } from "../config.ts";
import { conflict, invalid, notFound } from "../shared/app-error.ts";
import { refuseNoBackup } from "./backup-file.ts";
import type { Content } from "./content.ts";
import { knownTo } from "./migrate.ts";
import { sqlitePath } from "./open.ts";

type Where = Pick<Config, "engine" | "databaseUrl">;

/** A backup takes the place of an older backup, never of anything else. */
async function refusePlace(target: string, database: string | null): Promise<void> {
  if (!existsSync(dirname(target))) throw notFound(`There is no folder ${dirname(target)}. Make it first.`);
  if (!existsSync(target)) return;
  if (statSync(target).isDirectory())
    throw invalid(`${target} is a folder. Name the file to write, such as ${target}/crosswalk-backup.db.`);
  if (database && realpathSync(target) === realpathSync(database))
    throw conflict(`${target} is the database itself. Name another file.`);
  if (statSync(target).size === 0) return;
  await refuseNoBackup(target).catch(() => {
    throw conflict(`${target} is there and is no backup of Crosswalk. Name another file.`);
  });
}

/** Refuses where there is nothing to read yet, instead of making an empty database. */
export function sqliteFileThere(databaseUrl: string): string {
  const path = sqlitePath(databaseUrl);
  if (!existsSync(path)) throw notFound(`There is no database at ${path}. Check DATABASE_URL.`);
  return path;
}

/** Writes all records into one SQLite file, whichever engine they are in, as they stand at one moment. */
export async function backUp({ engine, databaseUrl }: Where, target: string): Promise<Content> {
  if (engine === "postgres") {
    await refusePlace(target, null);
    const { backUpPostgres } = await import("./postgres-backup.ts");
    return backUpPostgres(databaseUrl, target, knownTo("sqlite"));
  }
  const path = sqliteFileThere(databaseUrl);
  await refusePlace(target, path);
  const { copySqliteFile } = await import("./sqlite-copy.ts");
  return copySqliteFile(path, target);
}
