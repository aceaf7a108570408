import { type Day, dayOf } from "./calendar.ts";

type Words = { format: Intl.DateTimeFormat; said: Map<string, string> };

const made = new Map<Intl.DateTimeFormatOptions, Map<string, Words>>();
const daysKept = 5_000;

/** Formats are kept by the options, so these must be constants: making one takes five times as long as using it. */
function wordsIn(timeZone: string, options: Intl.DateTimeFormatOptions): Words {
  const byZone = made.get(options) ?? new Map<string, Words>();
  made.set(options, byZone);
  const known = byZone.get(timeZone);
  if (known) return known;
  const fresh = { format: new Intl.DateTimeFormat("en-US", { ...options, timeZone }), said: new Map() };
  byZone.set(timeZone, fresh);
  return fresh;
}

/** A list says the same few days again and again. */
function words(day: Day, options: Intl.DateTimeFormatOptions): string {
  const { format, said } = wordsIn("UTC", options);
  const known = said.get(day);
  if (known !== undefined) return known;
  const found = format.format(new Date(`${day}T00:00:00Z`));
  if (said.size >= daysKept) said.clear();
  said.set(day, found);
  return found;
}

const short = { month: "short", day: "numeric" } as const;
const shortOfYear = { ...short, year: "numeric" } as const;
const long = { weekday: "short", ...short } as const;
const longOfYear = { ...long, year: "numeric" } as const;
const hourAndMinute = { hour: "numeric", minute: "2-digit" } as const;

const sameYear = (a: Day, b: Day): boolean => a.slice(0, 4) === b.slice(0, 4);

/** "Mon, Feb 1", or "Mon, Feb 1, 2027" when that is not this year. */
export const formatDay = (day: Day, today: Day): string =>
  words(day, sameYear(day, today) ? long : longOfYear);

/** "Feb 1", or "Feb 1, 2027" when that is not this year. */
export const formatShortDay = (day: Day, today: Day): string =>
  words(day, sameYear(day, today) ? short : shortOfYear);

/** "3:42 PM" */
export const formatTime = (instant: Date, zone: string): string =>
  // Intl puts a narrow no-break space before PM, which mail programs and tests of text stumble over.
  wordsIn(zone, hourAndMinute).format.format(instant).replace(/\s/g, " ");

/** "Mon, Feb 1, 3:42 PM", with the year when that is not this one. */
export const formatInstant = (instant: Date, zone: string, today: Day): string =>
  `${formatDay(dayOf(instant, zone), today)}, ${formatTime(instant, zone)}`;

/** "Feb 1 to 14", "Feb 1 to Mar 3", "Feb 1 to 14, 2027", "Dec 20, 2026 to Jan 5, 2027". */
export function formatRange(from: Day, to: Day, today: Day): string {
  if (from === to) return formatShortDay(from, today);
  if (!sameYear(from, to)) return `${words(from, shortOfYear)} to ${words(to, shortOfYear)}`;
  const year = sameYear(from, today) ? "" : `, ${Number(from.slice(0, 4))}`;
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const end = sameMonth ? String(Number(to.slice(8))) : words(to, short);
  return `${words(from, short)} to ${end}${year}`;
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
