import { type Day, dayOf } from "./calendar.ts";

const made = new Map<string, Intl.DateTimeFormat>();

/** Formats are kept: making one takes five times as long as using it. */
function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.entries(options).join(" ")}`;
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat("en-US", { ...options, timeZone });
  made.set(key, fresh);
  return fresh;
}

const words = (day: Day, options: Intl.DateTimeFormatOptions): string =>
  format("UTC", options).format(new Date(`${day}T00:00:00Z`));

const sameYear = (a: Day, b: Day): boolean => a.slice(0, 4) === b.slice(0, 4);
const yearUnlessNow = (day: Day, today: Day): Intl.DateTimeFormatOptions =>
  sameYear(day, today) ? {} : { year: "numeric" };

/** "Mon, Feb 1", or "Mon, Feb 1, 2027" when that is not this year. */
export const formatDay = (day: Day, today: Day): string =>
  words(day, { weekday: "short", month: "short", day: "numeric", ...yearUnlessNow(day, today) });

/** "Feb 1", or "Feb 1, 2027" when that is not this year. */
export const formatShortDay = (day: Day, today: Day): string =>
  words(day, { month: "short", day: "numeric", ...yearUnlessNow(day, today) });

/** "3:42 PM" */
export const formatTime = (instant: Date, zone: string): string =>
  // Intl puts a narrow no-break space before PM, which mail programs and tests of text stumble over.
  format(zone, { hour: "numeric", minute: "2-digit" }).format(instant).replace(/\s/g, " ");

/** "Mon, Feb 1, 3:42 PM", with the year when that is not this one. */
export const formatInstant = (instant: Date, zone: string, today: Day): string =>
  `${formatDay(dayOf(instant, zone), today)}, ${formatTime(instant, zone)}`;

/** "Feb 1 to 14", "Feb 1 to Mar 3", "Feb 1 to 14, 2027", "Dec 20, 2026 to Jan 5, 2027". */
export function formatRange(from: Day, to: Day, today: Day): string {
  if (from === to) return formatShortDay(from, today);
  if (!sameYear(from, to)) {
    const dated = (day: Day) => words(day, { month: "short", day: "numeric", year: "numeric" });
    return `${dated(from)} to ${dated(to)}`;
  }
  const year = sameYear(from, today) ? "" : `, ${Number(from.slice(0, 4))}`;
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const end = sameMonth ? String(Number(to.slice(8))) : words(to, { month: "short", day: "numeric" });
  return `${words(from, { month: "short", day: "numeric" })} to ${end}${year}`;
}

const counted = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

/** A length in the largest unit that still says it: "today", "6 days", "1 week", "10 days", "3 weeks", "2 months", "1 year". */
export function durationWords(days: number): string {
  const length = Math.round(Math.abs(days));
  if (length === 0) return "today";
  if (length < 14) return length === 7 ? "1 week" : counted(length, "day");
  if (length < 60) return counted(Math.round(length / 7), "week");
  const months = Math.round(length / 30.44);
  if (months < 12 || (months > 12 && months < 24)) return counted(months, "month");
  return counted(Math.round(length / 365.25), "year");
}
