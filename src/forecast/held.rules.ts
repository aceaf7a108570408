import type { Day } from "../shared/dates.ts";
import { LEVELS } from "./quantiles.ts";

/** The days said with a promise, and the day of its delivery; null while it is open. */
export type Case = { p50: Day | null; p80: Day | null; p95: Day | null; doneOn: Day | null };

/** Of the promises whose day with this chance has passed. */
export type Held = { level: number; cases: number; before: number; on: number };

/**
 * For each chance, what came true by its day. Only days that have passed count: were a delivery counted at once and a
 * delay only once its day is over, early ones would look more frequent than they are.
 */
export function heldOf(cases: readonly Case[], today: Day): Held[] {
  const days = [(each: Case) => each.p50, (each: Case) => each.p80, (each: Case) => each.p95];
  return LEVELS.map((level, index) => {
    const over = cases.flatMap(each => {
      const day = days[index]?.(each) ?? null;
      return day !== null && day < today ? [{ day, doneOn: each.doneOn }] : [];
    });
    return {
      level,
      cases: over.length,
      before: over.filter(({ day, doneOn }) => doneOn !== null && doneOn < day).length,
      on: over.filter(({ day, doneOn }) => doneOn === day).length,
    };
  });
}
