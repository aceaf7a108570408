import { unavailable } from "../shared/app-error.ts";
import { elapsed } from "../shared/wait.ts";
import type { Database } from "./database.ts";
import { type Attempt, openDoors } from "./doors.ts";
import { postgresBuilder } from "./postgres-builder.ts";
import { openPool, runOn } from "./postgres-connection.ts";
import { retrying, tryAgain } from "./postgres-retry.ts";
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

/** PostgreSQL behind the two doors: reads on any connection, writes serializable and tried again. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const { connections = 10, maxWaiting = 500, retryMs = 2_000, rerun = false } = options;
  const pool = openPool(url, connections);
  const runOnPool = runOn(pool);
  const retry = retrying(retryMs, maxWaiting);

  function refuseOverload(): void {
    if (pool.waitingCount >= maxWaiting)
      throw unavailable("Too many people at once. Try again in a few seconds.");
  }

  return openDoors({
    engine: "postgres",
    builder: postgresBuilder,
    read(sql, params, shape) {
      refuseOverload();
      return tryAgain(elapsed() + retryMs, () => runOnPool(sql, params, shape));
    },
    async write<T>(attempt: Attempt<T>, limitMs: number) {
      refuseOverload();
      return retry(limitMs, async () => {
        if (rerun) await inTransaction(pool, limitMs, attempt, "ROLLBACK");
        return inTransaction(pool, limitMs, attempt, "COMMIT");
      });
    },
    // Dead rows are the server's to clear: its autovacuum does, and no dump holds them.
    forget: async () => {},
    ping: async () => void (await tryAgain(0, () => pool.query("select 1"))),
    close: () => pool.end(),
  });
}
