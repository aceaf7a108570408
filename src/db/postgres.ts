import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pg-proxy";
import { unavailable } from "../shared/app-error.ts";
import { elapsed, waitAbout } from "../shared/wait.ts";
import type { Database, Tx } from "./database.ts";
import { type Attempt, openDoors } from "./doors.ts";
import type { Run } from "./frame.ts";
import { inWords, isConflict, isStalePlan, openPool, runOn } from "./postgres-connection.ts";
import { inTransaction } from "./postgres-transaction.ts";

export type PostgresOptions = {
  connections?: number;
  /** How many may wait for a connection. */
  maxWaiting?: number;
  /** How long writes that meet others are tried again. */
  retryMs?: number;
  /** For tests: run every callback twice, so that side effects inside a transaction show. */
  rerun?: boolean;
};

const dialect = new PgDialect();

function builder(run: Run): Tx {
  const db = drizzle(async (sql, params) => ({ rows: await run(sql, params, "arrays") }));
  const rows = async <T>(query: SQL) => {
    const { sql, params } = dialect.sqlToQuery(query);
    return (await run(sql, params, "objects")) as T[];
  };
  return Object.assign(db, { rows });
}

/** Runs again, with a growing and uneven pause, while it fails for reasons that pass by themselves. */
async function tryAgain<T>(retryMs: number, passes: (error: unknown) => boolean, attempt: () => Promise<T>) {
  const start = elapsed();
  for (let pause = 4; ; pause = Math.min(pause * 2, 200)) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error)) throw inWords(error);
      if (elapsed() - start > retryMs)
        throw unavailable("Too many people changed this at once. Try again in a few seconds.", error);
      await waitAbout(pause);
    }
  }
}

/** PostgreSQL behind the two doors: reads on any connection, writes serializable and tried again. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const { connections = 10, maxWaiting = 500, retryMs = 2_000, rerun = false } = options;
  const pool = openPool(url, connections);
  const runOnPool = runOn(pool);

  function refuseOverload(): void {
    if (pool.waitingCount >= maxWaiting)
      throw unavailable("Too many people at once. Try again in a few seconds.");
  }

  return openDoors({
    engine: "postgres",
    builder,
    read(sql, params, shape) {
      refuseOverload();
      return tryAgain(retryMs, isStalePlan, () => runOnPool(sql, params, shape));
    },
    async write<T>(attempt: Attempt<T>, limitMs: number) {
      refuseOverload();
      const passes = (error: unknown) => isConflict(error) || isStalePlan(error);
      return tryAgain(retryMs, passes, async () => {
        if (rerun) await inTransaction(pool, limitMs, attempt, "ROLLBACK");
        return inTransaction(pool, limitMs, attempt, "COMMIT");
      });
    },
    ping: async () =>
      void (await tryAgain(
        0,
        () => false,
        () => pool.query("select 1"),
      )),
    close: () => pool.end(),
  });
}
