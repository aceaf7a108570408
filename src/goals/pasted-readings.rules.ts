import { z } from "zod";
import { type Day, isDay } from "../shared/dates.ts";
import { area, decimal, line, oneOf } from "../shared/fields.ts";

export const mostPasted = 500;

export const pastedReadingsForm = z.strictObject({
  measureId: oneOf("Measure"),
  rows: area("Days and values", {
    max: 40_000,
    rows: 10,
    hint: "One reading a line, copied from a spreadsheet or a CSV file: a day like 9/1/2026 or 2026-09-01, then the value.",
  }),
  source: line("Source system", { max: 120, width: "half", hint: "Where the numbers were read." }).optional(),
});
export type PastedReadings = z.output<typeof pastedReadingsForm>;

export type PastedReading = { day: Day; value: number };

const value = decimal("Value");

/** As spreadsheets in this country write it, or as standards do. */
function dayIn(text: string): Day | null {
  const [, month = "", day = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const written = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
  return isDay(written) ? written : null;
}

const bare = (cell: string | undefined): string => (cell ?? "").trim().replace(/^"(.*)"$/, "$1");

/** A day ends at a tab, a semicolon, the first comma, or a blank: what comes after is the value. */
function cellsIn(row: string): [day: string, value: string] {
  const [, day = "", rest = ""] = /^\s*("[^"]*"|[^\t;,\s]+)\s*[\t;,\s]\s*(.*)$/.exec(row) ?? [];
  const [number = ""] = rest.split(/[\t;]/);
  return [bare(day), bare(number).replace(/\s*%$/, "")];
}

/** The readings of a pasted text, or what is wrong with it, line by line. A head of words is left out. */
export function readingsIn(text: string, today: Day): { readings: PastedReading[]; problems: string[] } {
  const readings: PastedReading[] = [];
  const problems: string[] = [];
  for (const [index, row] of text.split("\n").entries()) {
    if (row.trim() === "" || (readings.length === 0 && problems.length === 0 && !/\d/.test(row))) continue;
    const [written, number] = cellsIn(row);
    const day = dayIn(written);
    const read = value.safeParse(number);
    const at = `Line ${index + 1}`;
    if (day === null) problems.push(`${at} does not begin with a day. Write it like 9/1/2026 or 2026-09-01.`);
    else if (day > today) problems.push(`${at} is in the future. Leave it out until that day.`);
    else if (!read.success) problems.push(`${at} has no number after its day. Write one like 48.6.`);
    else readings.push({ day, value: read.data });
  }
  if (readings.length === 0 && problems.length === 0) problems.push("No line holds a day and a value.");
  if (readings.length > mostPasted)
    problems.push(`These are ${readings.length} readings. Add at most ${mostPasted} at a time.`);
  return { readings, problems };
}
