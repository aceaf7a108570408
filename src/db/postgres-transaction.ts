import { unavailable } from "../shared/app-error.ts";
import { wait } from "../shared/wait.ts";
import type { Attempt } from "./doors.ts";
import type { Run } from "./frame.ts";
import {
  inOrder,
  isConflict,
  isStalePlan,
  isUndone,
  type Pool,
  type PoolClient,
  runOnOne,
} from "./postgres-connection.ts";

type Take = ReturnType<typeof inOrder>;

const begin = (limitMs: number) =>
  `BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE; SET LOCAL statement_timeout = ${limitMs}; SET LOCAL idle_in_transaction_session_timeout = ${limitMs}`;

/** An error of COMMIT that is not the server's refusal leaves open whether the change was saved. */
async function commit(client: PoolClient): Promise<void> {
  const answer = await client.query("COMMIT").catch(error => {
    if (isUndone(error)) throw error;
    throw unavailable("Your change may have been saved. Look before you try again.", error);
  });
  if (answer.command !== "COMMIT") throw new Error("The server rolled the transaction back at COMMIT.");
}

/** Keeps the first conflict that a statement met, whatever the callback made of it. */
function watched(run: Run) {
  const met: { conflict: unknown } = { conflict: undefined };
  const watchedRun: Run = async (sql, params, shape) => {
    try {
      return await run(sql, params, shape);
    } catch (error) {
      if (isConflict(error)) met.conflict ??= error;
      throw error;
    }
  };
  return { met, watchedRun };
}

/** Gives the connection back clean, or ends it when it does not get clean at once. */
async function rollBack(client: PoolClient, take: Take, stale: boolean): Promise<void> {
  const done = take(() => client.query("ROLLBACK")).then(
    () => true,
    () => false,
  );
  const clean = await Promise.race([done, wait(200).then(() => false)]);
  client.release(stale || !clean);
}

/** Runs `attempt` in one serializable transaction on a connection of its own. */
export async function inTransaction<T>(
  pool: Pool,
  limitMs: number,
  attempt: Attempt<T>,
  end: "COMMIT" | "ROLLBACK",
): Promise<T> {
  const client = await pool.connect();
  const take = inOrder();
  const { met, watchedRun } = watched(runOnOne(client, take));
  try {
    await client.query(begin(limitMs));
    const value = await attempt(watchedRun);
    if (end === "ROLLBACK") await client.query(end);
    else await commit(client);
    client.release();
    return value;
  } catch (error) {
    await rollBack(client, take, isStalePlan(error));
    throw met.conflict ?? error;
  }
}
