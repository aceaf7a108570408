import { addDays, type Day, daysBetween } from "../shared/dates.ts";
import { unguarded } from "../shared/formulas.ts";
import type { FileReading, ReadOptions } from "./file-kind.ts";
import { FileRefused, type Finding, Findings, quoted } from "./findings.ts";
import { keyOf } from "./plan.rules.ts";
import { readTable, type TableRow } from "./table-file.ts";
import { readPeriod } from "./written-days.ts";
import { readHours } from "./written-hours.ts";

const columns = ["task_id", "started_on", "estimate_hours", "actual_hours", "category"] as const;
const required = ["started_on", "estimate_hours", "actual_hours"] as const;
const extra = ["task_id", "category"] as const;
type EffortColumn = (typeof columns)[number];
type Row = TableRow<EffortColumn>;

/** A past of ten years in one file; more than that is several. */
const limits = { bytes: 50_000_000, rows: 200_000, columns: 200, characters: 200_000 };

const mostHours = 100_000;
const cellCharacters = 200;

/** A finished task; `key` is what a later import knows it by. */
export type PastTask = {
  key: string;
  line: number;
  startedOn: Day;
  estimateHours: number;
  actualHours: number;
  category: string;
  taskId: string;
};

export type EffortReading = FileReading & { tasks: PastTask[] };

const unfinished = "There is nothing to learn from it, so the row stays out.";

/** What a row can teach; a note where it can teach nothing, a problem where it cannot be understood. */
function taskIn(row: Row, today: Day, findings: Findings): Omit<PastTask, "key"> | null {
  const empty = required.find(column => row.cell(column) === "");
  if (empty !== undefined) {
    findings.note(row.line, empty, `This cell is empty. ${unfinished}`);
    return null;
  }
  const startedOn = dayIn(row, today, findings);
  const estimateHours = hoursIn(row, "estimate_hours", findings);
  const actualHours = hoursIn(row, "actual_hours", findings);
  const category = unguarded(row.cell("category"));
  const taskId = unguarded(row.cell("task_id"));
  for (const column of extra)
    if (row.cell(column).length > cellCharacters)
      findings.problem(row.line, column, `This cell has more than ${cellCharacters} characters.`);
  if (startedOn === null || estimateHours === null || actualHours === null) return null;
  noteLongDays(row.line, { startedOn, actualHours }, today, findings);
  return { line: row.line, startedOn, estimateHours, actualHours, category, taskId };
}

function dayIn({ line, cell }: Row, today: Day, findings: Findings): Day | null {
  const { start } = readPeriod(cell("started_on"), "", "07-01");
  if (start.problem !== null) findings.problem(line, "started_on", start.problem);
  else if (start.day === null)
    findings.problem(
      line,
      "started_on",
      `${quoted(cell("started_on"))} is no day. Write it like 2026-02-01.`,
    );
  else if (start.day > today)
    findings.problem(line, "started_on", `${start.day} is in the future. Only finished tasks belong here.`);
  else {
    if (start.note !== null) findings.note(line, "started_on", start.note);
    return start.day;
  }
  return null;
}

function hoursIn({ line, cell }: Row, column: EffortColumn, findings: Findings): number | null {
  const hours = readHours(cell(column));
  if (typeof hours === "string") findings.problem(line, column, hours);
  else if (hours < 0)
    findings.problem(line, column, `${quoted(cell(column))} is below zero. Check the hours.`);
  else if (hours > mostHours) {
    const most = mostHours.toLocaleString("en-US");
    findings.problem(line, column, `${quoted(cell(column))} is more than ${most} hours. Check the digits.`);
  } else if (hours === 0) findings.note(line, column, `Zero hours. ${unfinished}`);
  else return hours;
  return null;
}

/** More hours than the days since hold for one person is a slip, or several people: only who knows can say. */
function noteLongDays(
  line: number,
  { startedOn, actualHours }: Pick<PastTask, "startedOn" | "actualHours">,
  today: Day,
  findings: Findings,
): void {
  const days = daysBetween(startedOn, addDays(today, 1));
  if (actualHours > 24 * days)
    findings.note(
      line,
      "actual_hours",
      `${actualHours.toLocaleString("en-US")} hours since ${startedOn} are more than 24 a day. They are kept: several people may have worked on it.`,
    );
}

/** Tasks that say the same are told apart by their own id, else by their order. */
class Keys {
  readonly #seen = new Map<string, number>();

  of({ startedOn, estimateHours, actualHours, category, taskId }: Omit<PastTask, "key" | "line">): string {
    const texts = [startedOn, String(estimateHours), String(actualHours), category, taskId];
    const said = JSON.stringify(texts);
    const count = (this.#seen.get(said) ?? 0) + 1;
    this.#seen.set(said, count);
    return keyOf(...texts, String(count));
  }
}

/** What a task is known by that is the only one of its id. */
export const taskKey = (task: Omit<PastTask, "key" | "line">): string => new Keys().of(task);

/** Reads finished tasks from CSV; touches no database. */
export async function readEffort(
  source: AsyncIterable<Uint8Array>,
  { encoding, today }: ReadOptions,
): Promise<EffortReading> {
  const findings = new Findings();
  const keys = new Keys();
  const tasks: PastTask[] = [];
  const table = { all: columns, required, extra, limits, encoding, keepsRepeats: true };
  try {
    const read = await readTable(source, table, findings, row => {
      const task = taskIn(row, today, findings);
      if (task) tasks.push({ ...task, key: keys.of(task) });
    });
    return { ...read, tasks, notes: findings.notes() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refusedEffort(error.finding);
  }
}

export const refusedEffort = (problem: Finding): EffortReading => ({
  ...{ checked: 0, sha256: "", tasks: [] },
  problems: [problem],
  notes: [],
});
