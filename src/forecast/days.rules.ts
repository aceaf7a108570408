import { addDays, compareDays, type Day, daysBetween, weekdayOf } from "../shared/dates.ts";
import type { Capacity } from "./capacity.rules.ts";
import type { forecasts } from "./days.table.ts";
import { FEW_BELOW, RANGE_FROM } from "./forecast.rules.ts";
import type { DoneAfter, Task } from "./simulation.ts";

/** On what the days of a forecast rest. */
export const bases = ["past items", "few past items", "estimates"] as const;

export type DaysRow = typeof forecasts.$inferSelect;
/** What is said of a record, without when. */
export type Days = Pick<DaysRow, "basis" | "asEstimated" | "p50" | "p80" | "p95" | "lacks">;

/** What lacks where nobody has hours for projects. */
export const noHours = "no hours are planned for projects";

const none = { asEstimated: null, p50: null, p80: null, p95: null };

/** A day for each chance, or why there is none: never a made-up one. */
export function daysOf(
  { asEstimated, p50, p80, p95 }: DoneAfter,
  finished: number,
  capacity: Capacity,
  lacks: string | undefined,
): Days {
  const basis = finished < RANGE_FROM ? "estimates" : finished < FEW_BELOW ? "few past items" : "past items";
  if (lacks !== undefined) return { basis, ...none, lacks };
  if (capacity.dayAfter(Number.MIN_VALUE) === null) return { basis, ...none, lacks: noHours };
  const day = (hours: number | null) => (hours === null ? null : capacity.dayAfter(hours));
  const days = { asEstimated: day(asEstimated), p50: day(p50), p80: day(p80), p95: day(p95) };
  const said = p80 === null ? days.asEstimated : days.p80;
  return { basis, ...days, lacks: said === null ? "it is more than ten years away" : "" };
}

export type PromisedWeek = { monday: Day; hours: number };

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** Hours that are due, by week; what is overdue is due now. */
export function promisedByWeek(tasks: readonly Task[], today: Day) {
  const weeks = new Map<Day, number>();
  let undatedHours = 0;
  for (const { due, hoursLeft } of tasks) {
    if (due === null) undatedHours += hoursLeft;
    else {
      const monday = mondayOf(due < today ? today : due);
      weeks.set(monday, (weeks.get(monday) ?? 0) + hoursLeft);
    }
  }
  const promised = [...weeks].map(([monday, hours]): PromisedWeek => ({ monday, hours }));
  return { promised: promised.toSorted((a, b) => compareDays(a.monday, b.monday)), undatedHours };
}

/** Days from the day that is wanted to the one by which it is done with 80 %; null where either lacks. */
export const gapDays = (days: Pick<Days, "p80"> | undefined, due: Day | null): number | null =>
  due === null || !days?.p80 ? null : daysBetween(due, days.p80);

/** With 80 % only after its day. */
export const isPast = (days: Pick<Days, "p80"> | undefined, due: Day | null): boolean =>
  (gapDays(days, due) ?? 0) > 0;

export const saysTheSame = (a: Days, b: Days): boolean =>
  a.basis === b.basis &&
  a.asEstimated === b.asEstimated &&
  a.p50 === b.p50 &&
  a.p80 === b.p80 &&
  a.p95 === b.p95 &&
  a.lacks === b.lacks;
