import Sqlite from "better-sqlite3";
import { unavailable } from "../shared/app-error.ts";
import { elapsed, waitAbout } from "../shared/wait.ts";
import { hasCode } from "./errors.ts";
import type { Run } from "./frame.ts";

const statementsKept = 500;

const isBusy = (error: unknown) => hasCode(error, code => code.startsWith("SQLITE_BUSY"));

/** The driver binds numbers, text and bytes; builders have made them already, hand-written SQL may not have. */
function bindable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return typeof value === "boolean" ? Number(value) : value;
}

/** One connection that never blocks the event loop on a foreign lock and prepares each SQL text once. */
export class SqliteConnection {
  readonly raw: Sqlite.Database;
  readonly #prepared = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor(path: string) {
    this.raw = new Sqlite(path, { timeout: 0 });
  }

  readonly run: Run = async (sql, params, shape) => {
    const statement = this.#statement(sql);
    const values = params.map(bindable);
    if (statement.reader) return statement.raw(shape === "arrays").all(...values);
    statement.run(...values);
    return [];
  };

  #statement(sql: string): Sqlite.Statement<unknown[]> {
    const kept = this.#prepared.get(sql);
    if (kept) return kept;
    const [oldest] = this.#prepared.keys();
    if (oldest !== undefined && this.#prepared.size >= statementsKept) this.#prepared.delete(oldest);
    const statement = this.raw.prepare<unknown[]>(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#prepared.clear();
    this.raw.close();
  }
}

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
