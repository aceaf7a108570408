import type { Tx } from "../db/database.ts";
import { changeRecord, createRecord, type RecordRow } from "../records/records.actions.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { goalWords } from "./goal-texts.rules.ts";
import { emptyGoal } from "./goals.actions.ts";
import { type GoalRow, insertGoal, type PriorityRow } from "./goals.queries.ts";
import type { Direction } from "./goals.rules.ts";
import { insertMeasure, listMeasures, type MeasureRow } from "./measures.queries.ts";
import { targetWords } from "./measures.rules.ts";
import { findPlannedGoal, findPlannedMeasure, findPlannedPriority } from "./plan.queries.ts";
import { makeRecord } from "./priorities.actions.ts";
import { insertPriority, nextPriorityPosition } from "./priorities.queries.ts";

// The right to import is the importing verb's to check: these also serve the command line.

export type PlanPriority = { planKey: string; code: string; title: string; years: string };

/** The priority of a plan, made after the last one where it is new. */
export async function bringInPriority(
  tx: Tx,
  deed: Deed,
  { planKey, code, title, years }: PlanPriority,
): Promise<{ priority: PriorityRow; isNew: boolean }> {
  const known = await findPlannedPriority(tx, planKey);
  if (known) return { priority: known, isNew: false };
  const record = await makeRecord(tx, deed, { code, title });
  const position = await nextPriorityPosition(tx);
  const priority = await insertPriority(tx, { id: record.id, code, title, years, position, planKey });
  return { priority, isNew: true };
}

export type PlanGoal = {
  planKey: string;
  file: string;
  /** The plan's own code; may repeat. */
  planCode: string;
  priorityId: string;
  title: string;
  /** May be empty until the first edit. */
  why: string;
  startsOn: Day | null;
  startsText: string;
  due: Day | null;
  dueText: string;
  schools: string;
};

export type BroughtInGoal = { record: RecordRow; row: GoalRow; isNew: boolean };

/** The goal of a plan: active and to be confirmed, seen by all, without sponsor and partner. Edits survive. */
export async function bringInGoal(tx: Tx, deed: Deed, plan: PlanGoal): Promise<BroughtInGoal> {
  const known = await findPlannedGoal(tx, plan.planKey);
  if (known) return { ...known, isNew: false };
  const { planKey, planCode, title, why, startsOn, startsText, due, dueText, schools } = plan;
  const record = await createRecord(
    tx,
    deed,
    { kind: "goal", title, state: "active", due, audience: "board", words: goalWords(plan, []) },
    { kind: "goal imported", data: { file: plan.file } },
  );
  const row = await insertGoal(tx, {
    ...emptyGoal(record.id, plan.priorityId),
    ...{ why, startsOn, startsText, dueText, schools, planKey, planCode },
    activeAt: deed.now,
    fromPlanAt: deed.now,
  });
  return { record, row, isNew: true };
}

export type PlanMeasure = {
  planKey: string;
  /** The measure of a goal that `bringInGoal` gave. */
  goal: { record: RecordRow; row: GoalRow };
  name: string;
  unit: string;
  /** null where the plan does not tell. */
  direction: Direction | null;
  baseline: number | null;
  baselineText: string;
  target: number | null;
  targetText: string;
  due: Day | null;
};

export type BroughtInMeasure = {
  measure: MeasureRow;
  /** The goal's record after it, for the next measure of the same goal. */
  record: RecordRow;
  isNew: boolean;
};

/** The measure of a plan, with the plan's own texts beside the numbers in them. */
export async function bringInMeasure(tx: Tx, deed: Deed, plan: PlanMeasure): Promise<BroughtInMeasure> {
  const { record, row } = plan.goal;
  const known = await findPlannedMeasure(tx, plan.planKey);
  if (known) return { measure: known, record, isNew: false };
  const { goal: _, direction, ...texts } = plan;
  const before = await listMeasures(tx, [record.id]);
  const measure = await insertMeasure(tx, {
    ...texts,
    id: newId(),
    goalId: record.id,
    position: (before.at(-1)?.position ?? 0) + 1,
    direction: direction ?? "keep",
  });
  const changed = await changeRecord(
    tx,
    deed,
    record,
    { words: goalWords(row, [...before, measure]) },
    {
      kind: "measure added",
      data: { measure: measure.name, target: targetWords(measure, measure.unit), active: false },
    },
  );
  return { measure, record: changed, isNew: true };
}
