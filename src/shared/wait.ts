import { randomInt } from "node:crypto";
import { setImmediate, setTimeout } from "node:timers/promises";

/** Milliseconds that only go forward, whatever happens to the wall clock; for limits, not for dates. */
export const elapsed = (): number => performance.now();

export const wait = (ms: number): Promise<void> => setTimeout(ms);

/** Waits between half and all of `ms`, so that two that collided do not collide again. */
export const waitAbout = (ms: number): Promise<void> =>
  setTimeout(randomInt(Math.ceil(ms / 2), Math.ceil(ms) + 1));

/** Lets whatever else waits for this thread have its turn. */
export const breathe = (): Promise<void> => setImmediate();

/** As long as nobody notices that the thread was busy. */
const turnMs = 10;

/** For long reckoning: called at each step, it lets others have their turn whenever one is over. */
export function inTurns(): () => Promise<void> {
  let began = elapsed();
  return async () => {
    if (elapsed() - began < turnMs) return;
    await breathe();
    began = elapsed();
  };
}

/** What comes of it within so many milliseconds; null where it takes longer, and goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  const stop = new AbortController();
  try {
    return await Promise.race([work, setTimeout(ms, null, { signal: stop.signal })]);
  } finally {
    stop.abort();
  }
}
