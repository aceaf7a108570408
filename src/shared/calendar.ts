import { Temporal } from "temporal-polyfill";

/** A calendar day, "YYYY-MM-DD", never a midnight. */
export type Day = string;

const plain = (day: Day): Temporal.PlainDate => Temporal.PlainDate.from(day, { overflow: "reject" });
const at = (instant: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

/** Whether the text is a real day of the years 0001 to 9999, written "YYYY-MM-DD". */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < "0001-01-01") return false;
  try {
    return plain(text).toString() === text;
  } catch {
    return false;
  }
}

const dayMs = 86_400_000;
const daysKept = 20_000;
const offsets = new Map<string, Map<number, number | null>>();

const offsetAt = (ms: number, zone: string): number => at(new Date(ms), zone).offsetNanoseconds / 1_000_000;

/** How far a zone is from UTC on a day of UTC, in milliseconds; null on a day on which clocks change. */
function offsetOn(utcDay: number, zone: string): number | null {
  const ofZone = offsets.get(zone) ?? new Map<number, number | null>();
  offsets.set(zone, ofZone);
  const known = ofZone.get(utcDay);
  if (known !== undefined) return known;
  const first = offsetAt(utcDay * dayMs, zone);
  const found = first === offsetAt((utcDay + 1) * dayMs - 1, zone) ? first : null;
  if (ofZone.size >= daysKept) ofZone.clear();
  ofZone.set(utcDay, found);
  return found;
}

/** The day that the instant falls on in the zone: asked for each row of a list, at a hundredth of Temporal's time. */
export function dayOf(instant: Date, zone: string): Day {
  const ms = instant.getTime();
  const offset = offsetOn(Math.floor(ms / dayMs), zone);
  if (offset === null) return at(instant, zone).toPlainDate().toString();
  return new Date(ms + offset).toISOString().slice(0, 10);
}

/** The instant at which a clock in the zone shows the time ("07:00"); a time skipped in spring is an hour later. */
export const instantOf = (day: Day, time: string, zone: string): Date =>
  new Date(plain(day).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);

/**
 * Milliseconds of the day's start in UTC, where every day has 24 hours. Working days are counted one by one: this is a
 * tenth of Temporal's time. @throws RangeError where there is no such day
 */
function utcOf(day: Day): number {
  const at = new Date(day);
  if (!at.toISOString().startsWith(day)) throw new RangeError(`${day} is no day`);
  return at.getTime();
}

export const addDays = (day: Day, days: number): Day =>
  new Date(utcOf(day) + days * dayMs).toISOString().slice(0, 10);

/** The same day of another month, or that month's last: Jan 31 and one month is Feb 28. */
export const addMonths = (day: Day, months: number): Day => plain(day).add({ months }).toString();

/** Negative when `to` is before `from`. */
export const daysBetween = (from: Day, to: Day): number => (utcOf(to) - utcOf(from)) / dayMs;

/** For sorting; days of the years 0001 to 9999 also compare as text. */
export const compareDays = (a: Day, b: Day): -1 | 0 | 1 => (a === b ? 0 : a < b ? -1 : 1);

/** Monday is 1, Sunday 7. */
export const weekdayOf = (day: Day): number => new Date(utcOf(day)).getUTCDay() || 7;

/** "2026-W48": the week's own year, which near New Year is not the day's. */
export function isoWeekOf(day: Day): string {
  const { yearOfWeek, weekOfYear } = plain(day);
  return `${String(yearOfWeek).padStart(4, "0")}-W${String(weekOfYear).padStart(2, "0")}`;
}

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The year a fiscal year ends in: with a start of "07-01", 2027 is Jul 1, 2026 to Jun 30, 2027; with "01-01" it is the calendar's. */
export function fiscalYearOf(day: Day, start: string): number {
  const year = Number(day.slice(0, 4));
  return start !== "01-01" && day.slice(5) >= start ? year + 1 : year;
}

/** The first and the last day of a fiscal year. */
export function fiscalYearDays(fiscalYear: number, start: string): { first: Day; last: Day } {
  const firstOf = (year: number) =>
    `${String(start === "01-01" ? year : year - 1).padStart(4, "0")}-${start}`;
  return { first: firstOf(fiscalYear), last: addDays(firstOf(fiscalYear + 1), -1) };
}

/** "2026-27" for 2027; "2027" where fiscal years are the calendar's. */
export const fiscalYearName = (fiscalYear: number, start = "07-01"): string =>
  start === "01-01"
    ? String(fiscalYear)
    : `${fiscalYear - 1}-${String(((fiscalYear % 100) + 100) % 100).padStart(2, "0")}`;
