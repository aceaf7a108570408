import { createReadStream } from "node:fs";
import { openCsv } from "../imports/csv-file.ts";
import type { ChosenEncoding } from "../imports/file-text.ts";
import { type Finding, Findings, quoted } from "../imports/findings.ts";
import { readHours } from "../imports/written-hours.ts";
import { type Day, isDay } from "../shared/dates.ts";
import { canTeach, type Pair } from "./history.ts";

const REQUIRED = ["started_on", "estimate_hours", "actual_hours"];
const KNOWN = [...REQUIRED, "category"];
const LIMITS = { bytes: 1e9, rows: 2_000_000, columns: 1000, characters: 1_000_000 };
const SHOWN_AT_MOST = 20;

export type EffortFile = { pairs: Pair[]; rows: number; leftOut: { count: number; shown: Finding[] } };

/** Rows that cannot be used are counted and the first of them kept: they do not stop the reading. */
class LeftOut extends Findings {
  readonly shown: Finding[] = [];
  count = 0;
  #last: number | null = null;

  has(line: number): boolean {
    return this.#last === line;
  }

  override problem(row: number | null, column: string | null, message: string): void {
    const elsewhere = column !== null && !KNOWN.includes(column);
    if (elsewhere || row === this.#last) return;
    this.#last = row;
    this.count += 1;
    if (this.shown.length < SHOWN_AT_MOST) this.shown.push({ row, column, message });
  }
}

/**
 * Reads finished tasks from a CSV file of any origin. @throws ReadingEnds where the file as a whole cannot be read,
 * and what the file system throws.
 */
export async function readEffortFile(
  path: string,
  encoding?: ChosenEncoding,
  onProgress: (rows: number) => void = () => {},
): Promise<EffortFile> {
  const leftOut = new LeftOut();
  const options = { known: { all: KNOWN, required: REQUIRED }, limits: LIMITS, encoding };
  const file = await openCsv(createReadStream(path), options, leftOut);
  const pairs: Pair[] = [];
  let rows = 0;
  for await (const { line, cells } of file.rows) {
    rows += 1;
    onProgress(rows);
    if (cells === null || leftOut.has(line)) continue;
    const cell = (column: string) => cells[file.header.columns.indexOf(column)]?.trim() ?? "";
    const pair = pairOf(cell, (column, message) => leftOut.problem(line, column, message));
    if (pair) pairs.push(pair);
  }
  return { pairs, rows, leftOut };
}

type Complain = (column: string, message: string) => void;

function pairOf(cell: (column: string) => string, complain: Complain): Pair | null {
  const startedOn = dayIn(cell("started_on"));
  if (startedOn === null) {
    complain("started_on", `${orEmpty(cell("started_on"))} no day. Write it like 2026-02-01.`);
    return null;
  }
  const [likelyHours, actualHours] = ["estimate_hours", "actual_hours"].map(column => {
    const hours = hoursIn(cell(column));
    if (typeof hours === "string") complain(column, hours);
    return hours;
  });
  if (typeof likelyHours !== "number" || typeof actualHours !== "number") return null;
  const pair = { startedOn, likelyHours, actualHours, kind: cell("category") };
  if (canTeach(pair)) return pair;
  complain("actual_hours", `${quoted(cell("actual_hours"))} is too far from the estimate. Check the digits.`);
  return null;
}

const orEmpty = (text: string): string => (text === "" ? "This cell is empty:" : `${quoted(text)} is`);

/** The year comes first: a file of days like 2/3/2026 does not say which number is the month. A time of day is left out. */
function dayIn(text: string): Day | null {
  const date = text.replace(/[T ]\d{1,2}:\d{2}.*$/, "");
  const parts = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(date) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(date);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[3]?.padStart(2, "0")}-${parts[4]?.padStart(2, "0")}`;
  return isDay(day) ? day : null;
}

/** Hours that can be compared, or what is wrong with them. */
function hoursIn(text: string): number | string {
  if (text === "") return "This cell is empty. Enter hours like 7.5.";
  const hours = readHours(text);
  if (typeof hours === "string" || hours > 0) return hours;
  return `${quoted(text)} is not above zero. Only hours above zero can be compared.`;
}
