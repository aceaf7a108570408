import { addDays, type Day, isDay } from "../shared/dates.ts";
import {
  dayFrom,
  type Edge,
  impossible,
  kept,
  plain,
  type ReadDay,
  readAs,
  readMonthName,
  readYears,
  refused,
} from "./written-spans.ts";

type Order = "month first" | "day first";
type Reading = { edge: Edge; fiscalYearStart: string; order: Order | null };

const numericShape = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;

/** Both readings of a date such as 7/1/2025, null where a reading is no day. */
function bothReadings(text: string): { monthFirst: Day | null; dayFirst: Day | null } | null {
  const parts = numericShape.exec(text);
  if (!parts) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const year = Number(parts[4]) + (parts[4]?.length === 2 ? 2000 : 0);
  const real = (day: Day) => (isDay(day) ? day : null);
  return { monthFirst: real(dayFrom(year, first, second)), dayFirst: real(dayFrom(year, second, first)) };
}

/** The order that this date can only have; null when it says nothing about order. */
function orderOf(text: string): Order | null {
  const both = bothReadings(withoutTime(text));
  if (!both || (both.monthFirst === null) === (both.dayFirst === null)) return null;
  return both.monthFirst === null ? "day first" : "month first";
}

function readNumeric(text: string, { order }: Reading): ReadDay | null {
  const both = bothReadings(text);
  if (!both) return null;
  const { monthFirst, dayFirst } = both;
  const couldBeYearFirst = /^(1[3-9]|[2-9]\d)\D\d{1,2}\D\d{2}$/.test(text);
  if (couldBeYearFirst && dayFirst)
    return refused(text, "could begin with the day or the year. Write it as YYYY-MM-DD.");
  if (monthFirst && dayFirst && monthFirst !== dayFirst) {
    if (order === null)
      return refused(text, `could be ${monthFirst} or ${dayFirst}. Write the one that is meant.`);
    return readAs(
      text,
      order === "month first" ? monthFirst : dayFirst,
      `${order} as in the row's other date`,
    );
  }
  if (monthFirst) return plain(monthFirst);
  return dayFirst ? readAs(text, dayFirst, "day first") : impossible(text);
}

const withoutTime = (text: string): string =>
  text.replace(/(?<=\d)[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?(Z|[+-]\d{2}:?\d{2}))?$/i, "");

function readIso(text: string): ReadDay | null {
  const parts = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  if (!parts) return null;
  const day = dayFrom(Number(parts[1]), Number(parts[3]), Number(parts[4]));
  return isDay(day) ? plain(day) : impossible(text);
}

/** Spreadsheets count days from the end of 1899; five digits hold 1954 to 2119. */
function readSerial(text: string): ReadDay | null {
  if (!/^[2-7]\d{4}$/.test(text)) return null;
  return readAs(text, addDays("1899-12-30", Number(text)), "as a spreadsheet counts days");
}

function readDay(written: string, reading: Reading): ReadDay {
  const text = written.trim();
  if (text === "") return { day: null, note: null, problem: null };
  const date = withoutTime(text);
  const read =
    readIso(date) ??
    readNumeric(date, reading) ??
    readMonthName(date, reading.edge) ??
    readYears(text, reading.edge, reading.fiscalYearStart) ??
    readSerial(text) ??
    kept(text);
  if (read.day !== null && (read.day < "1970-01-01" || read.day > "2100-12-31"))
    return kept(text, "no plan reaches that far");
  return date !== text && read.day !== null && read.note === null
    ? readAs(text, read.day, "the time of day left out")
    : read;
}

/**
 * Reads the start and the end of a row together: where one of them shows whether month or day comes first, the other
 * follows; where neither does, both are asked about.
 */
export function readPeriod(
  start: string,
  end: string,
  fiscalYearStart: string,
): { start: ReadDay; end: ReadDay } {
  const orders = new Set([orderOf(start.trim()), orderOf(end.trim())].filter(order => order !== null));
  const order = orders.size === 1 ? ([...orders][0] ?? null) : null;
  const read = {
    start: readDay(start, { edge: "start", fiscalYearStart, order }),
    end: readDay(end, { edge: "end", fiscalYearStart, order }),
  };
  if (read.start.day === null || read.end.day === null || read.end.day >= read.start.day) return read;
  const why = `The end, ${read.end.day}, is before the start, ${read.start.day}. Correct one of them.`;
  return { start: read.start, end: { day: read.end.day, note: read.end.note, problem: why } };
}
