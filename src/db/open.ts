import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import type { Database } from "./database.ts";
import type { PostgresOptions } from "./postgres.ts";
import type { SqliteOptions } from "./sqlite.ts";

type Where = Pick<Config, "engine" | "databaseUrl">;

export const sqlitePath = (databaseUrl: string): string =>
  databaseUrl.startsWith("file://") ? fileURLToPath(databaseUrl) : databaseUrl.replace(/^file:/, "");

/** Opens the engine that the settings name; the other one's driver is never loaded. */
export async function openDatabase(
  config: Where,
  options: SqliteOptions & PostgresOptions = {},
): Promise<Database> {
  if (config.engine === "postgres") {
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(config.databaseUrl, options);
  }
  const { openSqlite } = await import("./sqlite.ts");
  return openSqlite(sqlitePath(config.databaseUrl), options);
}
