import { AsyncLocalStorage } from "node:async_hooks";
import { unavailable } from "../shared/app-error.ts";

/** Runs one statement; `arrays` gives each row as an array of values, `objects` by column name. */
export type Run = (sql: string, params: unknown[], shape: "arrays" | "objects") => Promise<unknown[]>;

type Frame = { owner: object; ended: boolean; pending: number; failure: unknown };

const frames = new AsyncLocalStorage<Frame>();

/** Throws where `what` would hang or deceive: inside a running write of the same database. */
export function refuseInsideWrite(owner: object, what: "read" | "write"): void {
  const frame = frames.getStore();
  if (frame?.owner !== owner || frame.ended) return;
  throw new Error(
    what === "write"
      ? "A write was opened inside a write. Pass the tx on instead."
      : "A read went past the running write and would not see its changes. Read through the tx.",
  );
}

function refuseMisuse(frame: Frame): void {
  if (frame.ended) throw new Error("A transaction was used after it ended. Await every statement inside it.");
  if (frames.getStore() !== frame)
    throw new Error("A transaction was used outside the callback it was given to.");
  if (frame.failure !== undefined)
    throw new Error("An earlier statement of this transaction failed; it takes no more.", {
      cause: frame.failure,
    });
}

const guard =
  (frame: Frame, run: Run): Run =>
  async (sql, params, shape) => {
    refuseMisuse(frame);
    frame.pending += 1;
    try {
      return await run(sql, params, shape);
    } catch (error) {
      frame.failure ??= error;
      throw error;
    } finally {
      frame.pending -= 1;
    }
  };

function refuseUnsoundEnd(frame: Frame): void {
  if (frame.failure !== undefined)
    throw new Error("A statement failed and its error was swallowed; nothing was saved.", {
      cause: frame.failure,
    });
  if (frame.pending > 0) throw new Error("A write ended before its statements did. Await every one.");
}

/** Rejects when the callback has held the transaction for too long; the transaction is dead from then on. */
function watchdog(frame: Frame, limitMs: number) {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    frame.ended = true;
    reject(
      unavailable(
        "This took too long and was not saved. Try again.",
        new Error(`A write held on for ${limitMs} ms.`),
      ),
    );
  }, limitMs);
  return { promise, stop: () => clearTimeout(timer) };
}

/** Runs a write's callback with statements that work only inside it, and only while it is healthy. */
export async function runInFrame<T>(
  owner: object,
  limitMs: number,
  run: Run,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const frame: Frame = { owner, ended: false, pending: 0, failure: undefined };
  const limit = watchdog(frame, limitMs);
  const running = frames.run(frame, async () => work(guard(frame, run)));
  try {
    const value = await Promise.race([running, limit.promise]);
    refuseUnsoundEnd(frame);
    return value;
  } finally {
    frame.ended = true;
    limit.stop();
    running.catch(() => {});
  }
}
