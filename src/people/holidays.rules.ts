import { type Day, isDay } from "../shared/dates.ts";
import type { Holiday } from "../shared/federal-holidays.ts";

/** "2026-11-26 Thanksgiving Day", one a line: how people read, paste and mend the list. */
export const holidayLines = (holidays: readonly Holiday[]): string =>
  holidays.map(({ day, name }) => `${day} ${name}`.trim()).join("\n");

type Read = { holidays: Holiday[]; problem: null } | { holidays: null; problem: string };

const longestName = 80;
const mostHolidays = 400;

/** What somebody wrote, in order, or the first line that cannot be read. */
export function readHolidays(text: string): Read {
  const refused = (problem: string): Read => ({ holidays: null, problem });
  const found = new Map<Day, string>();
  for (const [index, line] of text.split("\n").entries()) {
    const [, day = "", name = ""] = /^\s*(\S*)\s*(.*?)\s*$/.exec(line) ?? [];
    if (day === "") continue;
    if (!isDay(day))
      return refused(`Line ${index + 1} begins with no day of the calendar. Write it like 2026-11-26.`);
    if (name.length > longestName)
      return refused(`Line ${index + 1} is too long. Keep the name under ${longestName} characters.`);
    if (found.has(day)) return refused(`${day} stands there twice. Keep one line for it.`);
    found.set(day, name);
  }
  if (found.size > mostHolidays)
    return refused(`These are ${found.size} days. Keep the list to ${mostHolidays}: past years can go.`);
  const holidays = [...found].map(([day, name]) => ({ day, name }));
  return { holidays: holidays.sort((a, b) => (a.day < b.day ? -1 : 1)), problem: null };
}

/** The list as somebody wrote it, with those of these days that it lacks; one that cannot be read stays as it is. */
export function withHolidays(text: string, more: readonly Holiday[]): string {
  const { holidays } = readHolidays(text);
  if (!holidays) return text;
  const known = new Set(holidays.map(({ day }) => day));
  const all = [...holidays, ...more.filter(({ day }) => !known.has(day))];
  return holidayLines(all.sort((a, b) => (a.day < b.day ? -1 : 1)));
}
