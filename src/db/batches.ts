import { breathe } from "../shared/wait.ts";

const rowsAtOnce = 100;
const keysAtOnce = 500;

/**
 * Hands rows on some at a time: one statement for many rows is several times faster than one for each. In between,
 * others have the thread: SQLite's driver never waits, so that a long write would otherwise stop all pages.
 */
export async function inBatches<T>(
  rows: readonly T[],
  work: (some: T[]) => Promise<unknown>,
  atOnce = rowsAtOnce,
): Promise<void> {
  for (let start = 0; start < rows.length; start += atOnce) {
    await work(rows.slice(start, start + atOnce));
    await breathe();
  }
}

/** All rows that `find` has for these keys, asked for some at a time. */
export async function findAll<K, T>(keys: readonly K[], find: (some: K[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  await inBatches(keys, async some => found.push(...(await find(some))), keysAtOnce);
  return found;
}
