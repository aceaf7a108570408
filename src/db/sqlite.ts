import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { SQL } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import type { Builder, Database, Tx } from "./database.ts";
import { type Attempt, openDoors } from "./doors.ts";
import type { Run } from "./frame.ts";
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

const dialect = new SQLiteAsyncDialect();

function builder(run: Run): Tx {
  // The second half of the kit's cast: builders of SQLite's tables, typed as PostgreSQL's.
  const db = drizzle(async (sql, params) => ({
    rows: await run(sql, params, "arrays"),
  })) as unknown as Builder;
  const rows = async <T>(query: SQL) => {
    const { sql, params } = dialect.sqlToQuery(query);
    return (await run(sql, params, "objects")) as T[];
  };
  return Object.assign(db, { rows });
}

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
    builder,
    read: (sql, params, shape) => whenFree(busyMs, () => reader.run(sql, params, shape)),
    write,
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
