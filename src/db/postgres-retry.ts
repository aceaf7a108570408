import { unavailable } from "../shared/app-error.ts";
import { elapsed, waitAbout } from "../shared/wait.ts";
import { inWords, isConflict, isStalePlan } from "./postgres-connection.ts";
import { Turns } from "./turns.ts";

const passes = (error: unknown) => isConflict(error) || isStalePlan(error);

/** Runs again, with a growing and uneven pause, while it fails for reasons that pass by themselves. */
export async function tryAgain<T>(until: number, attempt: () => Promise<T>): Promise<T> {
  for (let pause = 2; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error)) throw inWords(error);
      if (elapsed() > until)
        throw unavailable("Too many people changed this at once. Try again in a few seconds.", error);
      await waitAbout(pause);
    }
  }
}

/**
 * Tries a write, and again for `retryMs` when it met another. Those that try again take turns within this process:
 * side by side they would only meet each other. A long write goes its own way, or it would hold up the short ones.
 */
export function retrying(retryMs: number, maxWaiting: number) {
  const turns = new Turns(maxWaiting, retryMs);
  return async <T>(limitMs: number, attempt: () => Promise<T>): Promise<T> => {
    try {
      return await attempt();
    } catch (error) {
      if (!passes(error)) throw inWords(error);
    }
    if (limitMs > retryMs) return tryAgain(elapsed() + limitMs, attempt);
    const until = elapsed() + retryMs;
    return turns.take(() => tryAgain(until, attempt));
  };
}
