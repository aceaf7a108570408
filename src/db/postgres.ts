import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pg-proxy";
import { AppError, unavailable } from "../shared/app-error.ts";
import { elapsed, waitAbout } from "../shared/wait.ts";
import type { Database, Tx, WriteOptions } from "./database.ts";
import { hasCode } from "./errors.ts";
import { type Run, refuseInsideWrite, runInFrame } from "./frame.ts";
import { openPool, runOn } from "./postgres-connection.ts";

export type PostgresOptions = {
  connections?: number;
  /** How long conflicting writes are tried again. */
  retryMs?: number;
  limitMs?: number;
  rerun?: boolean;
};

const defaults = { connections: 10, retryMs: 2_000, limitMs: 2_000, rerun: false };
const dialect = new PgDialect();

function builder(run: Run): Tx {
  const db = drizzle(async (sql, params) => ({ rows: await run(sql, params, "arrays") }));
  const rows = async <T>(query: SQL) => {
    const { sql, params } = dialect.sqlToQuery(query);
    return (await run(sql, params, "objects")) as T[];
  };
  return Object.assign(db, { rows });
}

const isConflict = (error: unknown) => hasCode(error, code => code === "40001" || code === "40P01");

export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const settings = { ...defaults, ...options };
  const pool = openPool(url, settings.connections);
  const owner = {};
  const runRead: Run = (sql, params, shape) => {
    refuseInsideWrite(owner, "read");
    return runOn(pool)(sql, params, shape);
  };

  async function attempt<T>(
    work: (tx: Tx) => Promise<T>,
    limitMs: number,
    end: "COMMIT" | "ROLLBACK",
  ): Promise<T> {
    const client = await pool.connect();
    let broken = true;
    try {
      await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE");
      const value = await runInFrame(owner, limitMs, runOn(client), run => work(builder(run)));
      const answer = await client.query(end);
      if (answer.command !== end) throw new Error("The transaction was rolled back by the server.");
      broken = false;
      return value;
    } catch (error) {
      await client.query("ROLLBACK");
      broken = false;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async function write<T>(work: (tx: Tx) => Promise<T>, { limitMs = settings.limitMs }: WriteOptions = {}) {
    refuseInsideWrite(owner, "write");
    const start = elapsed();
    for (let pause = 4; ; pause = Math.min(pause * 2, 200)) {
      try {
        if (settings.rerun) await attempt(work, limitMs, "ROLLBACK");
        return await attempt(work, limitMs, "COMMIT");
      } catch (error) {
        if (error instanceof AppError || !isConflict(error)) throw error;
        if (elapsed() - start > settings.retryMs)
          throw unavailable("Too many people changed this at once. Try again in a few seconds.", error);
        await waitAbout(pause);
      }
    }
  }

  return {
    engine: "postgres",
    read: builder(runRead),
    write,
    ping: async () => void (await pool.query("select 1")),
    close: () => pool.end(),
  };
}
