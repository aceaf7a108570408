import type { Recurrence } from "../estimates/estimates.rules.ts";
import type { Side } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { webAddress } from "../shared/web-address.ts";
import { type Findings, quoted } from "./findings.ts";
import { nameCharacters, type PlanColumn, recurrenceOf, sideOf } from "./plan.rules.ts";
import { readPeriod } from "./written-days.ts";
import { readMoney } from "./written-money.ts";
import type { ReadDay } from "./written-spans.ts";
import { type ReadTarget, readTarget } from "./written-targets.ts";

/** Gives the cell of a column; "" where the file has no such column. */
export type Cells = (column: PlanColumn) => string;

/** A row of the plan with its cells understood. */
export type PlanRow = {
  line: number;
  code: string;
  priority: string;
  goal: string;
  why: string;
  action: string;
  ownerRole: string;
  side: Side | null;
  start: ReadDay & { text: string };
  end: ReadDay & { text: string };
  measure: string;
  baseline: ReadTarget;
  target: ReadTarget;
  source: string;
  /** null where there is no cost, or none that could be read. */
  cents: number | null;
  recurrence: Recurrence;
  system: string;
  link: string;
  linkUrl: string | null;
};

/** Says things about this row; notes of absent columns were made once, at the header. */
type Say = {
  note(column: PlanColumn, message: string): void;
  problem(column: PlanColumn, message: string): void;
};

function readDates(cells: Cells, fiscalYearStart: string, say: Say) {
  const period = readPeriod(cells("start"), cells("end"), fiscalYearStart);
  for (const column of ["start", "end"] as const) {
    const { problem, note } = period[column];
    if (problem) say.problem(column, problem);
    if (note) say.note(column, note);
    if (cells(column) === "") say.note(column, `The ${column} is empty.`);
  }
  return {
    start: { ...period.start, text: cells("start") },
    end: { ...period.end, text: cells("end") },
  };
}

function readCost(cells: Cells, say: Say): number | null {
  const { cents, note, problem } = readMoney(cells("cost_usd"));
  if (problem) say.problem("cost_usd", problem);
  const remarks = note ? [note] : [];
  if (cents === 0) remarks.push("A cost of 0 makes no budget line.");
  if (cents !== null && cents < 0)
    remarks.push(`A cost below 0 (${formatCents(cents)}) makes no budget line and is in no sum. Check it.`);
  if (remarks.length > 0) say.note("cost_usd", remarks.join(" "));
  return cents;
}

function readRecurrence(cells: Cells, cents: number | null, say: Say): Recurrence {
  const text = cells("recurring");
  const recurrence = recurrenceOf(text);
  if (recurrence !== null) return recurrence;
  if (text !== "") say.note("recurring", `${quoted(text)} is neither annual nor one-time. Read as one-time.`);
  else if (cents !== null && cents > 0)
    say.note("recurring", "Neither annual nor one-time. Read as one-time.");
  return "one-time";
}

function readMeasure(cells: Cells, say: Say) {
  const read = { baseline: readTarget(cells("baseline")), target: readTarget(cells("target")) };
  const named = cells("measure") !== "";
  for (const column of ["baseline", "target"] as const) {
    const { kind, text, value } = read[column];
    const fromBaseline = kind === "maintain" && read.baseline.value !== null;
    if (kind !== "none" && !named) say.note(column, `A ${column} without a measure is not kept.`);
    else if (kind !== "none" && value === null && !fromBaseline)
      say.note(
        column,
        `${quoted(text)} is kept as text: it is ${kind === "change" ? "a change" : "not one number"}.`,
      );
  }
  if (named && read.target.kind === "none") say.note("target", "The target is empty.");
  return read;
}

function readLink(cells: Cells, say: Say): string | null {
  const link = cells("source_url");
  const url = webAddress(link);
  if (link !== "" && url === null)
    say.note(
      "source_url",
      `${quoted(link)} is not an http or https address. It is kept as text, not as a link.`,
    );
  return url;
}

function readSide(cells: Cells, say: Say): Side | null {
  const side = sideOf(cells("side"));
  if (side === undefined) say.note("side", `${quoted(cells("side"))} names no side. Read as none.`);
  return side ?? null;
}

function noteEmpty(cells: Cells, cents: number | null, say: Say): void {
  if (cells("priority") === "") say.note("priority", "The priority is empty.");
  if (cells("why_for_students") === "") say.note("why_for_students", "Why for students is empty.");
  if (cells("action") === "") say.note("action", "The action is empty: this row makes no work item.");
  if (cells("owner_role") === "") say.note("owner_role", "The owner is empty.");
  if (cents !== null && cents > 0 && cells("funding_source") === "")
    say.note("funding_source", "The funding source is empty.");
  if (cells("cost_usd") === "" && cells("funding_source") !== "")
    say.note("cost_usd", "A funding source is named, but no cost.");
}

const names = ["priority", "goal", "action", "measure", "funding_source"] as const;

function refuseLongNames(cells: Cells, say: Say): void {
  for (const column of names) {
    const { length } = cells(column);
    if (length <= nameCharacters) continue;
    const [is, most] = [length, nameCharacters].map(count => count.toLocaleString("en-US"));
    say.problem(column, `This cell has ${is} characters; a name has at most ${most}. Shorten it.`);
  }
}

/** Understands a row and says what is wrong, odd or missing in it; null where it names no goal. */
export function readPlanRow(
  line: number,
  cells: Cells,
  has: (column: PlanColumn) => boolean,
  fiscalYearStart: string,
  findings: Findings,
): PlanRow | null {
  const say: Say = {
    note: (column, message) => {
      if (has(column)) findings.note(line, column, message);
    },
    problem: (column, message) => findings.problem(line, column, message),
  };
  if (cells("goal") === "") say.problem("goal", "The goal is empty. Every row of a plan belongs to a goal.");
  refuseLongNames(cells, say);
  const dates = readDates(cells, fiscalYearStart, say);
  const cents = readCost(cells, say);
  noteEmpty(cells, cents, say);
  const row = {
    line,
    code: cells("goal_code"),
    priority: cells("priority"),
    goal: cells("goal"),
    why: cells("why_for_students"),
    action: cells("action"),
    ownerRole: cells("owner_role"),
    side: readSide(cells, say),
    ...dates,
    measure: cells("measure"),
    ...readMeasure(cells, say),
    source: cells("funding_source"),
    cents,
    recurrence: readRecurrence(cells, cents, say),
    system: cells("system"),
    link: cells("source_url"),
    linkUrl: readLink(cells, say),
  };
  return row.goal === "" ? null : row;
}
