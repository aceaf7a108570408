import { createHash } from "node:crypto";
import type { Day } from "../shared/dates.ts";
import { sha256 } from "../shared/ids.ts";
import { type CsvFile, openCsv } from "./csv-file.ts";
import type { ChosenEncoding } from "./file-text.ts";
import { FileRefused, type Finding, Findings, ReadingEnds } from "./findings.ts";
import {
  type PlanColumn,
  type PlanReading,
  planColumns,
  planLimits,
  requiredPlanColumns,
} from "./plan.rules.ts";
import { PlanGathering } from "./plan-gathering.ts";
import { readPlanRow } from "./plan-row.ts";

export type PlanOptions = {
  encoding?: ChosenEncoding | undefined;
  today: Day;
  /** Month and day, "07-01". */
  fiscalYearStart: string;
};

/** Spaces around a cell are typing; tabs and line ends inside its quotes are text. */
function trimSpaces(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text[from] === " ") from += 1;
  while (to > from && text[to - 1] === " ") to -= 1;
  return text.slice(from, to);
}

const textOfCell = (text: string): string => (text.trim() === "" ? "" : trimSpaces(text));

async function readRows(file: CsvFile, gathering: PlanGathering, findings: Findings, options: PlanOptions) {
  const places = new Map(file.header.columns.map((name, at) => [name, at]));
  const seen = new Map<string, number>();
  const has = (column: PlanColumn) => places.has(column);
  let checked = 0;
  try {
    for await (const { line, cells } of file.rows) {
      checked += 1;
      if (cells === null) continue;
      const texts = cells.map(textOfCell);
      const same = sha256(JSON.stringify(texts));
      const first = seen.get(same);
      if (first !== undefined) {
        findings.note(line, null, `This row repeats line ${first} exactly. It counts once.`);
        continue;
      }
      seen.set(same, line);
      const cell = (column: PlanColumn) => texts[places.get(column) ?? -1] ?? "";
      const row = readPlanRow(line, cell, has, options.fiscalYearStart, findings);
      if (row) gathering.add(row);
    }
    if (checked === 0)
      throw new FileRefused("This file has a header but no rows. Add rows, or choose another file.");
  } catch (error) {
    if (!(error instanceof ReadingEnds) || error instanceof FileRefused) throw error;
    return { checked, end: error.finding };
  }
  return { checked, end: null };
}

/** Passes the bytes on, and knows their hash once all of them went by. */
function hashing(source: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const known = { sha256: "" };
  async function* bytes() {
    for await (const piece of source) {
      hash.update(piece);
      yield piece;
    }
    known.sha256 = hash.digest("hex");
  }
  return { bytes: bytes(), known };
}

/**
 * Reads a district's plan from CSV and says all that is wrong or odd in it; touches no database. With problems the
 * counts say what could be read, and nothing of it may go in. A file refused as a whole has one problem, without row.
 */
export async function readPlan(
  source: AsyncIterable<Uint8Array>,
  options: PlanOptions,
): Promise<PlanReading> {
  const findings = new Findings();
  const gathering = new PlanGathering(findings, options.today, options.fiscalYearStart);
  const { bytes, known } = hashing(source);
  try {
    const columns = { all: planColumns, required: requiredPlanColumns };
    const csvOptions = { known: columns, limits: planLimits, encoding: options.encoding };
    const file = await openCsv(bytes, csvOptions, findings);
    const { checked, end } = await readRows(file, gathering, findings, options);
    const problems = end ? [...findings.problems, end] : findings.problems;
    return { checked, ...known, ...gathering.gathered(), problems, notes: findings.notes() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refusedPlan(error.finding);
  }
}

/** A file of which nothing goes in, for a reason that is no row's. */
export const refusedPlan = (problem: Finding): PlanReading => ({
  checked: 0,
  sha256: "",
  rows: [],
  goals: [],
  measures: [],
  workItems: [],
  budgetLines: [],
  centsBySource: {},
  problems: [problem],
  notes: [],
});
