import { z } from "zod";
import { addDays, type Day, isDay, weekdayOf } from "../shared/dates.ts";
import { hours } from "../shared/fields.ts";
import { mostHoursADay } from "./work.rules.ts";

/** `days` are those until today: hours are logged once they are worked. */
export type SheetWeek = { monday: Day; all: Day[]; days: Day[] };

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** The week that an address asks for, if it is none of those to come; else this one. */
export function weekOf(unsafe: string | null, today: Day): SheetWeek {
  const asked = unsafe !== null && isDay(unsafe) && unsafe <= today ? unsafe : today;
  const monday = mondayOf(asked);
  const all = [0, 1, 2, 3, 4, 5, 6].map(n => addDays(monday, n));
  return { monday, all, days: all.filter(day => day <= today) };
}

export const cellName = (number: number, day: Day): string => `w${number}-${day}`;

/** More work items than this nobody works on in a week. */
const rowsAtMost = 60;

/** The work items whose hours a form sends: those on the page when it was made. */
export function numbersSent(body: unknown): number[] {
  if (typeof body !== "object" || body === null) return [];
  const found = Object.keys(body).flatMap(name => /^w([1-9]\d{0,8})-\d{4}-\d\d-\d\d$/.exec(name)?.[1] ?? []);
  return [...new Set(found)].map(Number).slice(0, rowsAtMost);
}

/** A field for each work item and day; the labels are those of the errors. */
export const sheetForm = (numbers: readonly number[], days: readonly Day[], labelOf: (day: Day) => string) =>
  z.strictObject(
    Object.fromEntries(
      numbers.flatMap(number =>
        days.map(day => [
          cellName(number, day),
          hours(`W-${number}, ${labelOf(day)}`, { min: 0.25, max: mostHoursADay, unit: "" }).optional(),
        ]),
      ),
    ),
  );

export type SheetEntry = { number: number; day: Day; hours: number };

/** What was typed, day by day. */
export const entriesIn = (
  numbers: readonly number[],
  days: readonly Day[],
  said: Record<string, unknown>,
): SheetEntry[] =>
  days.flatMap(day =>
    numbers.flatMap(number => {
      const value = said[cellName(number, day)];
      return typeof value === "number" ? [{ number, day, hours: value }] : [];
    }),
  );
