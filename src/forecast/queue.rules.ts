import type { Day } from "../shared/dates.ts";

/** A piece of open work, or a committed request that has none yet. */
export type Queued = {
  id: string;
  /** The liaisons' order; none stands behind all that have one. */
  rank: number | null;
  due: Day | null;
  number: number;
  /** What must be done before it; those that are not queued are done, or not known. */
  after: readonly string[];
};

const last = <T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b);

/** Rank, then due day, then number; what has none stands last. */
const byTurn = (a: Queued, b: Queued): number =>
  last(a.rank, b.rank, (x, y) => x - y) ||
  last(a.due, b.due, (x, y) => (x === y ? 0 : x < y ? -1 : 1)) ||
  a.number - b.number ||
  (a.id < b.id ? -1 : 1);

/**
 * The one order in which all is done: each in its turn, what it waits for before it. A circle cannot be recorded;
 * if one is there all the same, it is broken where it closes.
 */
export function inOrder<T extends Queued>(queued: readonly T[]): T[] {
  const byId = new Map(queued.map(each => [each.id, each]));
  const seen = new Set<string>();
  const ordered: T[] = [];
  for (const start of queued.toSorted(byTurn)) {
    // No recursion: a chain of ten thousand is somebody's import.
    const stack = [{ item: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (!top) break;
      if (top.next === 0 && seen.has(top.item.id)) {
        stack.pop();
        continue;
      }
      seen.add(top.item.id);
      const before = top.item.after[top.next];
      top.next += 1;
      if (before === undefined) {
        ordered.push(top.item);
        stack.pop();
        continue;
      }
      const blocker = byId.get(before);
      if (blocker && !seen.has(blocker.id)) stack.push({ item: blocker, next: 0 });
    }
  }
  return ordered;
}

/** The ids of a circle that `id` would close by waiting for `before`, from `before` back to `id`; null where it closes none. */
export function circleOf(
  id: string,
  before: string,
  afterOf: (id: string) => readonly string[],
): string[] | null {
  const cameFrom = new Map<string, string | null>([[before, null]]);
  const queue = [before];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === id) {
      const path: string[] = [];
      for (let step: string | null = at; step !== null; step = cameFrom.get(step) ?? null) path.unshift(step);
      return path;
    }
    for (const next of afterOf(at)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return null;
}
