import { findPlannedLines, type PlannedLine } from "../budget/plan.queries.ts";
import type { Read } from "../db/database.ts";
import type { MeasureRow } from "../goals/measures.queries.ts";
import { findPlannedGoals, findPlannedMeasures, type PlannedGoal } from "../goals/plan.queries.ts";
import type { Actor } from "../shared/deed.ts";
import { findPlannedWork, type PlannedWork } from "../work/plan-work.queries.ts";
import type { Finding } from "./findings.ts";
import type { PlanReading } from "./plan.rules.ts";
import { planDifferences } from "./plan-differences.ts";

/** What of a plan is here already, by the keys of its texts. */
export type PlanStanding = {
  goals: Map<string, PlannedGoal>;
  measures: Map<string, MeasureRow>;
  workItems: Map<string, PlannedWork>;
  budgetLines: Map<string, PlannedLine>;
};

export type PlanCheck = {
  standing: PlanStanding;
  /** How many rows would write something. */
  newRows: number;
  fresh: PlanCounts;
  /** The reading's notes and the cells that differ from what is here. */
  notes: Finding[];
};

export type PlanCounts = Record<keyof PlanStanding, number>;

const kindsOfPlan = ["goals", "measures", "workItems", "budgetLines"] as const;

const keysOf = (items: readonly { key: string }[]): string[] => items.map(({ key }) => key);

async function standingOf(db: Read, reading: PlanReading): Promise<PlanStanding> {
  return {
    goals: await findPlannedGoals(db, keysOf(reading.goals)),
    measures: await findPlannedMeasures(db, keysOf(reading.measures)),
    workItems: await findPlannedWork(db, keysOf(reading.workItems)),
    budgetLines: await findPlannedLines(db, keysOf(reading.budgetLines)),
  };
}

const byRow = (a: Finding, b: Finding): number => (a.row ?? Infinity) - (b.row ?? Infinity) || 0;

/** Compares a plan with what is here, and changes nothing. */
export async function checkPlan(db: Read, actor: Actor, reading: PlanReading): Promise<PlanCheck> {
  const standing = await standingOf(db, reading);
  const isKnown = (key: string) => kindsOfPlan.some(kind => standing[kind].has(key));
  const countNew = (kind: keyof PlanStanding) =>
    reading[kind].filter(({ key }) => !standing[kind].has(key)).length;
  return {
    standing,
    newRows: reading.rows.filter(({ keys }) => !keys.every(isKnown)).length,
    fresh: {
      goals: countNew("goals"),
      measures: countNew("measures"),
      workItems: countNew("workItems"),
      budgetLines: countNew("budgetLines"),
    },
    notes: [...reading.notes, ...planDifferences(reading, standing, actor)].sort(byRow),
  };
}
