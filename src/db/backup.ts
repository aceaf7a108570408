import { existsSync, realpathSync } from "node:fs";
import type { Config } from "../config.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { refusePlace } from "../shared/finished-file.ts";
import { refuseNoBackup } from "./backup-file.ts";
import type { Content } from "./content.ts";
import { knownTo } from "./migrate.ts";
import { sqlitePath } from "./open.ts";

type Where = Pick<Config, "engine" | "databaseUrl">;

const isBackup = (path: string): Promise<boolean> =>
  refuseNoBackup(path).then(
    () => true,
    () => false,
  );

/** Refuses where there is nothing to read yet, instead of making an empty database. */
export function sqliteFileThere(databaseUrl: string): string {
  const path = sqlitePath(databaseUrl);
  if (!existsSync(path)) throw notFound(`There is no database at ${path}. Check DATABASE_URL.`);
  return path;
}

/** Writes all records into one SQLite file, whichever engine they are in, as they stand at one moment. */
export async function backUp({ engine, databaseUrl }: Where, target: string): Promise<Content> {
  if (engine === "postgres") {
    await refusePlace(target, "backup of Crosswalk", isBackup);
    const { backUpPostgres } = await import("./postgres-backup.ts");
    return backUpPostgres(databaseUrl, target, knownTo("sqlite"));
  }
  const path = sqliteFileThere(databaseUrl);
  if (existsSync(target) && realpathSync(target) === realpathSync(path))
    throw conflict(`${target} is the database itself. Name another file.`);
  await refusePlace(target, "backup of Crosswalk", isBackup);
  const { copySqliteFile } = await import("./sqlite-copy.ts");
  return copySqliteFile(path, target);
}
