import Sqlite from "better-sqlite3";
import { unavailable } from "../shared/app-error.ts";
import { elapsed, waitAbout } from "../shared/wait.ts";
import { hasCode } from "./errors.ts";
import type { Run } from "./frame.ts";

const statementsKept = 500;

/** The driver binds numbers, text and bytes; builders have made them already, hand-written SQL may not have. */
function bindable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return typeof value === "boolean" ? Number(value) : value;
}

/** One connection that never blocks the event loop on a foreign lock and prepares each SQL text once. */
export class SqliteConnection {
  readonly raw: Sqlite.Database;
  readonly #prepared = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor(path: string, { readonly = false } = {}) {
    this.raw = new Sqlite(path, { timeout: 0, readonly, fileMustExist: readonly });
  }

  readonly run: Run = async (sql, params, shape) => {
    const statement = this.#statement(sql);
    const values = params.map(bindable);
    if (statement.reader) return statement.raw(shape === "arrays").all(...values);
    statement.run(...values);
    return [];
  };

  /** The least lately used one goes when there are too many. */
  #statement(sql: string): Sqlite.Statement<unknown[]> {
    const kept = this.#prepared.get(sql);
    const statement = kept ?? this.raw.prepare<unknown[]>(sql);
    if (kept) this.#prepared.delete(sql);
    this.#prepared.set(sql, statement);
    if (this.#prepared.size > statementsKept) {
      const [oldest = ""] = this.#prepared.keys();
      this.#prepared.delete(oldest);
    }
    return statement;
  }

  close(): void {
    this.#prepared.clear();
    this.raw.close();
  }
}

const isBusy = (error: unknown) => hasCode(error, code => code.startsWith("SQLITE_BUSY"));

/** Tries again while another process holds the lock, without blocking, then gives up. */
export async function whenFree<T>(busyMs: number, attempt: () => T | Promise<T>): Promise<T> {
  const start = elapsed();
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (elapsed() - start > busyMs)
        throw unavailable("Another program is changing the records. Try again in a few seconds.", error);
      await waitAbout(pause);
    }
  }
}

/** @throws Error when the library is too old to be trusted with a database in WAL mode. */
export function refuseOldLibrary(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003)
    throw new Error(`SQLite ${version} can damage a database in WAL mode. Install 3.51.3 or later.`);
}

/** Opens the file and sets what each connection must have. */
export async function connect(path: string, busyMs: number, pragmas: string[]): Promise<SqliteConnection> {
  const connection = new SqliteConnection(path);
  try {
    refuseOldLibrary(String(connection.raw.prepare("select sqlite_version()").pluck().get()));
    for (const pragma of pragmas) await whenFree(busyMs, () => connection.raw.pragma(pragma));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
