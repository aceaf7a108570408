import { baselineWords, targetWords } from "../goals/measures.rules.ts";
import type { RecordRow } from "../records/records.actions.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { type Finding, Findings } from "./findings.ts";
import { compareCells, type KnownCell } from "./known-cells.ts";
import { datesText, noPriority, type PlanColumn, type PlanReading, type Written } from "./plan.rules.ts";
import type { PlanStanding } from "./plan-standing.ts";

type Cell = KnownCell<PlanColumn>;

/** `text` is what the plan wrote, `words` what the record says. */
type Kept<T> = { value: T | null; text: string; words: string };

/** Texts count only where neither side has a day or number to compare. */
function cellOf<T>(column: PlanColumn, file: Written<T>, now: Kept<T>): Cell {
  if (file.value === null && now.value === null) return [column, file.text, now.text];
  return file.value === now.value ? [column, "", ""] : [column, file.text, now.words];
}

const dayKept = (value: Day | null, text: string): Kept<Day> => ({ value, text, words: value ?? "" });

const dayCell = (column: PlanColumn, { value }: Written<Day>, now: Day | null): Cell => [
  column,
  value ?? "",
  now ?? "",
];

const alike = (text: string): string => text.trim().toLowerCase();

/** The cells of known rows that differ from what their records now say: told, and never written. */
export function planDifferences(reading: PlanReading, standing: PlanStanding, actor: Actor): Finding[] {
  const findings = new Findings();
  const tell = (row: number, record: RecordRow | undefined, cells: Cell[]) => {
    if (record) compareCells(row, record, cells, actor, findings);
  };
  for (const plan of reading.goals) {
    const known = standing.goals.get(plan.key);
    if (!known) continue;
    const priority = plan.priority || noPriority;
    tell(plan.row, known.record, [
      ["priority", alike(priority) === alike(known.priority) ? "" : priority, known.priority],
      ["goal", plan.title, known.record.title],
      ["why_for_students", plan.why, known.row.why],
      cellOf("start", plan.starts, dayKept(known.row.startsOn, known.row.startsText)),
      cellOf("end", plan.due, dayKept(known.record.due, known.row.dueText)),
    ]);
  }
  for (const plan of reading.measures) {
    const known = standing.measures.get(plan.key);
    if (!known) continue;
    tell(plan.row, standing.goals.get(plan.goalKey)?.record, [
      ["measure", plan.name, known.name],
      cellOf("baseline", plan.baseline, {
        value: known.baseline,
        text: known.baselineText,
        words: baselineWords(known, known.unit),
      }),
      cellOf("target", plan.target, {
        value: known.target,
        text: known.targetText,
        words: targetWords(known, known.unit),
      }),
    ]);
  }
  for (const plan of reading.workItems) {
    const known = standing.workItems.get(plan.key);
    if (!known) continue;
    tell(plan.row, known.record, [
      ["action", plan.title, known.record.title],
      ["owner_role", plan.ownerRole, known.work.ownerText],
      ["system", plan.system, known.work.systemText],
      ["source_url", plan.source, known.work.sourceText],
      dayCell("start", plan.starts, known.work.startsOn),
      dayCell("end", plan.due, known.record.due),
      [plan.starts.text === "" ? "end" : "start", datesText(plan), known.work.datesText],
    ]);
  }
  for (const plan of reading.budgetLines) {
    const known = standing.budgetLines.get(plan.key);
    if (known?.line.removedAt)
      findings.note(plan.row, "cost_usd", "This line was taken out of its budget request, and stays out.");
    else if (known) tell(plan.row, known.record, lineCells(plan, known));
  }
  return findings.notes();
}

function lineCells(
  plan: PlanReading["budgetLines"][number],
  { line, source }: NonNullable<ReturnType<PlanStanding["budgetLines"]["get"]>>,
): Cell[] {
  return [
    ["cost_usd", formatCents(plan.cents), formatCents(line.quantity * line.unitCents)],
    ["recurring", plan.recurrence, line.recurrence],
    ["funding_source", alike(plan.source) === alike(source ?? "") ? "" : plan.source, source ?? ""],
  ];
}
