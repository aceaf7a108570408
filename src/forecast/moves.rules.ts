import { type Day, daysBetween } from "../shared/dates.ts";
import type { Days } from "./days.rules.ts";
import type { Promised } from "./queue.queries.ts";
import type { Open } from "./tasks.rules.ts";

/** By when a record is done now, and then; null where that is no day within ten years. */
export type Moved = { id: string; from: Day | null; to: Day | null };

/** The day that counts: with 80 %, or if every estimate holds where too little is finished to say a chance. */
export const dayOfDays = (days: Days | undefined): Day | null => days?.p80 ?? days?.asEstimated ?? null;

/** As many as somebody reads before pressing a button. */
export const mostShown = 5;

const beyond = 3_653;

/** How far, with the sign of its direction. */
export const shiftOf = ({ from, to }: Pick<Moved, "from" | "to">): number =>
  from === null ? -beyond : to === null ? beyond : daysBetween(from, to);

/** Whose day is another one, the furthest first. What has no day for another reason than its place moves nowhere. */
export function movedBetween(before: ReadonlyMap<string, Days>, after: ReadonlyMap<string, Days>): Moved[] {
  const moved: Moved[] = [];
  for (const [id, days] of before) {
    const then = after.get(id);
    const [from, to] = [dayOfDays(days), dayOfDays(then)];
    if (then && from !== to) moved.push({ id, from, to });
  }
  const far = (each: Moved) => Math.abs(shiftOf(each));
  return moved.sort((a, b) => far(b) - far(a) || (a.id < b.id ? -1 : 1));
}

/** The queue with a request at its place in it, and without it. */
export const withRequest = (open: Open, request: Promised): Open => ({
  ...open,
  promised: [...withoutRequest(open, request.id).promised, request],
});

export const withoutRequest = (open: Open, id: string): Open => ({
  ...open,
  promised: open.promised.filter(each => each.id !== id),
});
