import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { systemClock } from "../shared/clock.ts";
import { prepareBackup } from "./backup-file.ts";
import type { Content } from "./content.ts";
import type { Read } from "./database.ts";
import { knownTo } from "./migrate.ts";
import { sqlitePath } from "./open.ts";

type Where = Pick<Config, "engine" | "databaseUrl" | "dataDir">;

/** Looks at what was restored before it counts; throws to leave everything as it was. */
export type Accept = (db: Read) => Promise<void>;

/** `saved` is where the database that was there is now; null where there was nothing. */
export type Replaced = { content: Content; saved: string | null };

/**
 * Puts a backup of either engine in the place of what is there, whole or not at all; what is there is backed up first.
 * `applied` is what brought an older backup up to this version. @throws AppError in words, with nothing changed
 */
export async function restoreBackup(
  { engine, databaseUrl, dataDir }: Where,
  file: string,
  accept: Accept,
): Promise<Replaced & { applied: string[] }> {
  const folder = join(dataDir, "backups");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = systemClock.now().toISOString().replaceAll(":", "-");
  const prepared = join(folder, `${stamp}-to-restore.unfinished`);
  const saveTo = join(folder, `${stamp}-before-restore.db`);
  try {
    const applied = await prepareBackup(file, prepared, knownTo("sqlite"));
    if (engine === "postgres") {
      const { replacePostgres } = await import("./postgres-restore.ts");
      return { applied, ...(await replacePostgres(databaseUrl, prepared, saveTo, accept)) };
    }
    const { replaceSqlite } = await import("./sqlite-restore.ts");
    const path = sqlitePath(databaseUrl);
    return { applied, ...(await replaceSqlite(path, prepared, saveTo, knownTo("sqlite"), accept)) };
  } finally {
    rmSync(prepared, { force: true });
  }
}
