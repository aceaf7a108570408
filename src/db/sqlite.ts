import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { SQL } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { unavailable } from "../shared/app-error.ts";
import type { Builder, Database, Tx, WriteOptions } from "./database.ts";
import { hasCode } from "./errors.ts";
import { type Run, refuseInsideWrite, runInFrame } from "./frame.ts";
import { SqliteConnection, whenFree } from "./sqlite-connection.ts";
import { Turns } from "./turns.ts";

export type SqliteOptions = {
  /** How many writes may wait for their turn. */
  maxWaiting?: number;
  /** How long a write may wait for its turn. */
  waitMs?: number;
  /** How long to wait for another process that holds the lock. */
  busyMs?: number;
  /** How long a callback may hold the lock. */
  limitMs?: number;
  /** For tests: run every callback twice, so that side effects inside a transaction show. */
  rerun?: boolean;
};

const defaults = { maxWaiting: 500, waitMs: 5_000, busyMs: 5_000, limitMs: 2_000, rerun: false };
const dialect = new SQLiteAsyncDialect();

function builder(run: Run): Tx {
  // The types are PostgreSQL's on both engines (kit.ts); this says so for the doors.
  const db = drizzle(async (sql, params) => ({
    rows: await run(sql, params, "arrays"),
  })) as unknown as Builder;
  const rows = async <T>(query: SQL) => {
    const { sql, params } = dialect.sqlToQuery(query);
    return (await run(sql, params, "objects")) as T[];
  };
  return Object.assign(db, { rows });
}

function refuseOldLibrary(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003)
    throw new Error(`SQLite ${version} can damage a database in WAL mode. Install 3.51.3 or later.`);
}

async function connect(path: string, busyMs: number, pragmas: string[]): Promise<SqliteConnection> {
  const connection = new SqliteConnection(path);
  await whenFree(busyMs, () => {
    for (const pragma of pragmas) connection.raw.pragma(pragma);
  });
  return connection;
}

const openWriter = (path: string, busyMs: number) =>
  connect(path, busyMs, [
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
  ]);

const openReader = (path: string, busyMs: number) =>
  connect(path, busyMs, ["trusted_schema = OFF", "query_only = ON"]);

/** SQLite behind the two doors: one writer that takes turns, one reader that cannot write. */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Database> {
  const settings = { ...defaults, ...options };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let writer = await openWriter(path, settings.busyMs);
  refuseOldLibrary(String(writer.raw.prepare("select sqlite_version()").pluck().get()));
  const reader = await openReader(path, settings.busyMs);
  const turns = new Turns(settings.maxWaiting, settings.waitMs);
  const owner = {};

  const runRead: Run = (sql, params, shape) => {
    refuseInsideWrite(owner, "read");
    return whenFree(settings.busyMs, () => reader.run(sql, params, shape));
  };

  async function commit(): Promise<void> {
    try {
      await whenFree(settings.busyMs, () => writer.run("COMMIT", [], "arrays"));
    } catch (error) {
      if (hasCode(error, code => code.startsWith("SQLITE_CONSTRAINT"))) throw error;
      writer.close();
      writer = await openWriter(path, settings.busyMs);
      throw unavailable("Your change may have been saved. Look before you try again.", error);
    }
  }

  async function attempt<T>(
    work: (tx: Tx) => Promise<T>,
    limitMs: number,
    end: () => Promise<void>,
  ): Promise<T> {
    await whenFree(settings.busyMs, () => writer.run("BEGIN IMMEDIATE", [], "arrays"));
    try {
      const value = await runInFrame(owner, limitMs, writer.run, run => work(builder(run)));
      await end();
      return value;
    } finally {
      if (writer.raw.open && writer.raw.inTransaction) writer.raw.exec("ROLLBACK");
    }
  }

  async function write<T>(work: (tx: Tx) => Promise<T>, { limitMs = settings.limitMs }: WriteOptions = {}) {
    refuseInsideWrite(owner, "write");
    return turns.take(async () => {
      if (settings.rerun) await attempt(work, limitMs, async () => {});
      return attempt(work, limitMs, commit);
    });
  }

  return {
    engine: "sqlite",
    read: builder(runRead),
    write,
    async ping() {
      await reader.run("select 1", [], "arrays");
      await writer.run("select 1", [], "arrays");
    },
    async close() {
      await turns.take(async () => {
        reader.close();
        writer.close();
      });
    },
  };
}
