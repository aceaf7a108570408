import type { Day } from "../shared/dates.ts";
import { type Findings, quoted } from "./findings.ts";
import {
  keyOf,
  type PlanColumn,
  type PlanGoal,
  type PlanMeasure,
  type PlanReading,
  type PlanRowKeys,
  type PlanWorkItem,
  type Written,
} from "./plan.rules.ts";
import { PlanLines } from "./plan-lines.ts";
import type { PlanRow } from "./plan-row.ts";
import { directionOf, type ReadTarget } from "./written-targets.ts";

const written = (read: { text: string; day: Day | null }): Written<Day> => ({
  text: read.text,
  value: read.day,
});

/** The earlier start or the later end; a day beats text, and text beats nothing. */
function wider(a: Written<Day>, b: Written<Day>, edge: "start" | "end"): Written<Day> {
  if (a.value === null || b.value === null) return b.value !== null || a.text === "" ? b : a;
  return (edge === "start" ? b.value < a.value : b.value > a.value) ? b : a;
}

type Measured = { measure: PlanMeasure; baseline: ReadTarget; target: ReadTarget };

/** Puts the rows of a plan together: goals, measures, work and money, each once. */
export class PlanGathering {
  readonly #goals = new Map<string, PlanGoal>();
  readonly #measures = new Map<string, Measured>();
  readonly #work = new Map<string, PlanWorkItem>();
  readonly #lines: PlanLines;
  readonly #rows: PlanRowKeys[] = [];
  readonly #findings: Findings;

  constructor(findings: Findings, today: Day, fiscalYearStart: string) {
    this.#findings = findings;
    this.#lines = new PlanLines(findings, today, fiscalYearStart);
  }

  add(row: PlanRow): void {
    const goal = this.#addGoal(row);
    const measure = row.measure === "" ? null : this.#addMeasure(row, goal);
    const work = row.action === "" ? null : this.#addWork(row, goal);
    const line = row.cents !== null && row.cents > 0 ? this.#lines.add(row, row.cents, goal, work) : null;
    const keys = [goal.key, measure, work?.key, line].filter(key => typeof key === "string");
    this.#rows.push({ row: row.line, keys });
  }

  gathered(): Omit<PlanReading, "checked" | "sha256" | "problems" | "notes"> {
    this.#noteDirections();
    return {
      rows: this.#rows,
      goals: [...this.#goals.values()],
      measures: [...this.#measures.values()].map(({ measure }) => measure),
      workItems: [...this.#work.values()],
      ...this.#lines.gathered(),
    };
  }

  /** A target that is a number is reached from one side; which one is not to be guessed in silence. */
  #noteDirections(): void {
    for (const { measure } of this.#measures.values())
      if (measure.direction === null && measure.target.value !== null)
        this.#findings.note(
          measure.row,
          "target",
          "Nothing says whether this is to go up or down. It is set to keep the level.",
        );
  }

  #addGoal(row: PlanRow): PlanGoal {
    const key = keyOf(row.priority, row.goal);
    const known = this.#goals.get(key);
    if (!known) {
      const { line, code, priority, goal: title, why } = row;
      const dates = { starts: written(row.start), due: written(row.end) };
      const goal = { key, priorityKey: keyOf(priority), row: line, code, priority, title, why, ...dates };
      this.#goals.set(key, goal);
      return goal;
    }
    known.why = this.#first(row, "why_for_students", known.why, row.why, known.row);
    known.starts = wider(known.starts, written(row.start), "start");
    known.due = wider(known.due, written(row.end), "end");
    return known;
  }

  #addMeasure(row: PlanRow, goal: PlanGoal): string {
    const key = keyOf(row.priority, row.goal, row.measure);
    const known = this.#measures.get(key);
    const base = { key, goalKey: goal.key, row: known?.measure.row ?? row.line, name: row.measure };
    const baseline = this.#firstTarget(row, "baseline", known?.baseline, base.row);
    const target = this.#firstTarget(row, "target", known?.target, base.row);
    const maintained = target.kind === "maintain" && target.value === null ? baseline.value : target.value;
    const due = known?.measure.due ?? null;
    const measure = {
      ...base,
      unit: target.unit || baseline.unit,
      direction: directionOf(baseline, target),
      baseline: { text: baseline.text, value: baseline.value },
      target: { text: target.text, value: maintained },
      due: row.end.day !== null && (due === null || row.end.day > due) ? row.end.day : due,
    };
    this.#measures.set(key, { measure, baseline, target });
    return key;
  }

  #firstTarget(
    row: PlanRow,
    column: "baseline" | "target",
    known: ReadTarget | undefined,
    from: number,
  ): ReadTarget {
    const kept = this.#first(row, column, known?.text ?? "", row[column].text, from);
    return known && kept === known.text ? known : row[column];
  }

  #addWork(row: PlanRow, goal: PlanGoal): PlanWorkItem {
    const key = keyOf(row.priority, row.goal, row.action);
    const known = this.#work.get(key);
    const dates = { starts: written(row.start), due: written(row.end) };
    if (!known) {
      const texts = { title: row.action, ownerRole: row.ownerRole, side: row.side, system: row.system };
      const source = { source: row.link, sourceUrl: row.linkUrl };
      const item = { key, goalKey: goal.key, row: row.line, ...texts, ...dates, ...source };
      this.#work.set(key, item);
      return item;
    }
    known.ownerRole = this.#first(row, "owner_role", known.ownerRole, row.ownerRole, known.row);
    known.system = this.#first(row, "system", known.system, row.system, known.row);
    known.side ??= row.side;
    if (known.source === "") Object.assign(known, { source: row.link, sourceUrl: row.linkUrl });
    known.starts = wider(known.starts, dates.starts, "start");
    known.due = wider(known.due, dates.due, "end");
    return known;
  }

  /** The first text that is not empty stays; another one is told. */
  #first(row: PlanRow, column: PlanColumn, known: string, text: string, from: number): string {
    if (known === "" || text === "" || text === known) return known || text;
    const message = `${quoted(text)} differs from ${quoted(known)} on line ${from}, which is kept.`;
    this.#findings.note(row.line, column, message);
    return known;
  }
}
