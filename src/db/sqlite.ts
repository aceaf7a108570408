import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Database } from "./database.ts";
import { type Attempt, openDoors } from "./doors.ts";
import { sqliteBuilder } from "./sqlite-builder.ts";
import { connect, whenFree } from "./sqlite-connection.ts";
import { SqliteWriter } from "./sqlite-writer.ts";
import { Turns } from "./turns.ts";

export type SqliteOptions = {
  /** How many writes may wait for their turn. */
  maxWaiting?: number;
  /** How long a write may wait for its turn. */
  waitMs?: number;
  /** How long to wait for another process that holds the lock. */
  busyMs?: number;
  /** For tests: run every callback twice, so that side effects inside a transaction show. */
  rerun?: boolean;
};

/** SQLite behind the two doors: one writer that takes turns, one reader that cannot write. */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Database> {
  const { maxWaiting = 500, waitMs = 5_000, busyMs = 5_000, rerun = false } = options;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const writer = await SqliteWriter.open(path, busyMs);
  const reader = await connect(path, busyMs, [
    "trusted_schema = OFF",
    "cache_size = -16000",
    "query_only = ON",
  ]);
  const turns = new Turns(maxWaiting, waitMs);

  const write = <T>(attempt: Attempt<T>) =>
    turns.take(async () => {
      if (rerun) await writer.transaction(attempt, "roll back");
      return writer.transaction(attempt, "commit");
    });

  return openDoors({
    engine: "sqlite",
    builder: sqliteBuilder,
    read: (sql, params, shape) => whenFree(busyMs, () => reader.run(sql, params, shape)),
    write,
    forget: () => turns.take(() => writer.emptyLog()),
    async ping() {
      await reader.run("select 1", [], "arrays");
      await writer.run("select 1", [], "arrays");
    },
    async close() {
      await turns.end();
      reader.close();
      writer.close();
    },
  });
}
