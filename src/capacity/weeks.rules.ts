import { hoursBetween, type Team } from "../forecast/capacity.rules.ts";
import { mondayOf, type PromisedWeek } from "../forecast/days.rules.ts";
import { addDays, type Day } from "../shared/dates.ts";

export type Week = {
  monday: Day;
  /** Hours for projects, of the first week what is left of it. */
  available: number;
  /** Hours of open work that are due in it. */
  promised: number;
  /** What is promised up to its end beyond what there is up to then; 0 where all fits. */
  short: number;
};

const weeksShown = 26;

/** Promised against available, week by week from today's on. */
export function weeksOf(team: Team, promised: readonly PromisedWeek[], today: Day): Week[] {
  const due = new Map(promised.map(({ monday, hours }) => [monday, hours]));
  const first = mondayOf(today);
  let left = 0;
  return Array.from({ length: weeksShown }, (_, index) => {
    const monday = addDays(first, index * 7);
    const available = hoursBetween(monday < today ? today : monday, addDays(monday, 6), team);
    const hours = due.get(monday) ?? 0;
    left += available - hours;
    return { monday, available, promised: hours, short: Math.max(0, -left) };
  });
}
