import { allForYear } from "@18f/us-federal-holidays";
import type { Day } from "./dates.ts";

export type Holiday = { day: Day; name: string };

/** The federal holidays of these years as offices keep them, in order: where a district's own list begins. */
export function federalHolidays(years: readonly number[]): Holiday[] {
  // The list of a year can hold the last day of the year before, when New Year's is kept on a Friday.
  const byDay = new Map(
    years.flatMap(year => allForYear(year)).map(({ dateString, name }): [Day, string] => [dateString, name]),
  );
  return [...byDay]
    .map(([day, name]) => ({ day, name }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
