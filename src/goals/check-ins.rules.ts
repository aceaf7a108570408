import { z } from "zod";
import { addDays, addMonths, type Day, workingDaysBetween } from "../shared/dates.ts";
import { type Side, sides } from "../shared/deed.ts";
import { area, choice } from "../shared/fields.ts";
import { type GoalState, type Health, healths, type Rhythm } from "./goals.rules.ts";

export const checkInForm = z.strictObject({
  side: choice("For which side", sides),
  health: choice("Health", healths),
  changed: area("What changed", { max: 2000, hint: "One or two sentences that the other side understands." }),
  needed: area("What is needed from the other side", { max: 2000, rows: 3 }).optional(),
});
export type CheckInInput = z.output<typeof checkInForm>;

/** The sides that a goal asks. */
export const askedSides = ["leadership", "technology"] as const satisfies readonly Side[];

/** So many working days after a check-in was due, its side counts as silent. */
const graceWorkingDays = 2;

/** What decides when a goal asks: `activeSince` is the day it became active or was resumed. */
export type Pace = { state: GoalState; rhythm: Rhythm; activeSince: Day };
export type CheckedIn = { side: Side; health: Health; day: Day };

export type View<C extends CheckedIn = CheckedIn> = {
  side: Side;
  /** "stale" hides the last health: it is no longer anybody's word. */
  health: Health | "stale" | "none";
  last: C | null;
  /** The day since which there is no word. */
  since: Day;
  /** When the next check-in is due; null while nothing is asked. */
  dueOn: Day | null;
};

const next = (day: Day, rhythm: Rhythm): Day =>
  rhythm === "monthly" ? addMonths(day, 1) : addDays(day, rhythm === "weekly" ? 7 : 14);

const latest = <C extends CheckedIn>(checkIns: readonly C[], side: Side): C | null =>
  checkIns
    .filter(checkIn => checkIn.side === side)
    .reduce<C | null>((last, each) => (last === null || each.day >= last.day ? each : last), null);

/** How a side sees the goal today; check-ins come in the order in which they were made. */
export function viewOf<C extends CheckedIn>(
  goal: Pace,
  side: Side,
  checkIns: readonly C[],
  today: Day,
  holidays: readonly Day[],
): View<C> {
  const last = latest(checkIns, side);
  const since = last?.day ?? goal.activeSince;
  const isAsked = goal.state === "active" && side !== "educators";
  // A hold pauses the rhythm: it begins anew on the day the goal is resumed.
  const from = since > goal.activeSince ? since : goal.activeSince;
  const dueOn = isAsked ? next(from, goal.rhythm) : null;
  const silent = dueOn !== null && isSilent(dueOn, today, holidays);
  return { side, health: silent ? "stale" : (last?.health ?? "none"), last, since, dueOn };
}

const isSilent = (dueOn: Day, today: Day, holidays: readonly Day[]): boolean =>
  dueOn < today && workingDaysBetween(dueOn, today, holidays) >= graceWorkingDays;

export const isStale = (
  goal: Pace,
  side: Side,
  checkIns: readonly CheckedIn[],
  today: Day,
  holidays: readonly Day[],
): boolean => viewOf(goal, side, checkIns, today, holidays).health === "stale";

/** Whether a check-in is owed: from the day it is due. */
export const isOwed = (view: View, today: Day): boolean => view.dueOn !== null && view.dueOn <= today;

const isWord = (health: View["health"]): health is Health => health !== "stale" && health !== "none";

/** Whether two sides that both have a say today say different things. */
export const viewsDiffer = (one: View, other: View): boolean =>
  isWord(one.health) && isWord(other.health) && one.health !== other.health;

/** The last day that is too long ago: a side that last spoke on it, or before, is silent today. */
export function silentSince(rhythm: Rhythm, today: Day, holidays: readonly Day[]): Day {
  let day = addDays(today, rhythm === "weekly" ? -7 : rhythm === "monthly" ? -28 : -14);
  while (!isSilent(next(day, rhythm), today, holidays)) day = addDays(day, -1);
  return day;
}
