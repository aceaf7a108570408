import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { createRecords } from "../records/many.actions.ts";
import { addEvent, changeRecord, type RecordRow } from "../records/records.actions.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { goalWords } from "./goal-texts.rules.ts";
import { emptyGoal } from "./goals.actions.ts";
import type { GoalRow } from "./goals.queries.ts";
import type { Direction } from "./goals.rules.ts";
import { goals, measures } from "./goals.table.ts";
import { listMeasures, type MeasureRow } from "./measures.queries.ts";
import { targetWords } from "./measures.rules.ts";
import { findPlannedGoals, findPlannedMeasures } from "./plan.queries.ts";

// The right to import is the importing verb's to check: these also serve the command line.

type PlanMeasure = {
  planKey: string;
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

export type PlanGoal = {
  planKey: string;
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
  measures: readonly PlanMeasure[];
};

/**
 * The goals of a plan with their measures: active and to be confirmed, seen by all, without sponsor and partner.
 * Known ones stay as they were edited and get the measures that are new. Gives their ids by plan key.
 */
export async function bringInGoals(
  tx: Tx,
  deed: Deed,
  file: string,
  plans: readonly PlanGoal[],
): Promise<Map<string, string>> {
  const known = await findPlannedGoals(
    tx,
    plans.map(({ planKey }) => planKey),
  );
  const fresh = plans.filter(({ planKey }) => !known.has(planKey));
  const made = await createRecords(
    tx,
    deed,
    "goal",
    fresh.map(plan => ({
      title: plan.title,
      state: "active",
      due: plan.due,
      audience: "board",
      words: goalWords({ why: plan.why, schools: "" }, plan.measures),
      events: [{ kind: "goal imported", data: { file } }, ...plan.measures.map(measureAdded)],
    })),
  );
  const idOf = new Map([...known].map(([planKey, { record }]) => [planKey, record.id]));
  made.forEach((record, index) => {
    idOf.set(fresh[index]?.planKey ?? "", record.id);
  });
  const rows = made.flatMap((record, index) => rowsOf(deed, record.id, fresh[index]));
  await inBatches(rows, some => tx.insert(goals).values(some.map(({ goal }) => goal)));
  await insertMeasures(
    tx,
    rows.flatMap(each => each.measures),
  );
  for (const plan of plans) {
    const goal = known.get(plan.planKey);
    if (goal) await bringInMeasures(tx, deed, goal, plan.measures);
  }
  return idOf;
}

const measureAdded = (
  measure: Pick<MeasureRow, "name" | "unit"> & Parameters<typeof targetWords>[0],
): NewEvent => ({
  kind: "measure added",
  data: { measure: measure.name, target: targetWords(measure, measure.unit), active: false },
});

const insertMeasures = (tx: Tx, rows: readonly MeasureRow[]) =>
  inBatches(rows, some => tx.insert(measures).values(some));

const measureRows = (goalId: string, after: number, plans: readonly PlanMeasure[]): MeasureRow[] =>
  plans.map((plan, index) => ({
    ...plan,
    id: newId(),
    goalId,
    position: after + index + 1,
    direction: plan.direction ?? "keep",
  }));

function rowsOf(deed: Deed, id: string, plan: PlanGoal | undefined) {
  if (!plan) return [];
  const { priorityId, why, startsOn, startsText, dueText, planKey, planCode } = plan;
  const texts = { why, startsOn, startsText, dueText, planKey, planCode };
  const goal = { ...emptyGoal(id, priorityId), ...texts, activeAt: deed.now, fromPlanAt: deed.now };
  return [{ goal, measures: measureRows(id, 0, plan.measures) }];
}

/** Those of the measures that the goal has not had from a plan yet. */
async function bringInMeasures(
  tx: Tx,
  deed: Deed,
  { record, row }: { record: RecordRow; row: GoalRow },
  plans: readonly PlanMeasure[],
): Promise<void> {
  const known = await findPlannedMeasures(
    tx,
    plans.map(({ planKey }) => planKey),
  );
  const fresh = plans.filter(({ planKey }) => !known.has(planKey));
  const last = fresh.at(-1);
  if (!last) return;
  const before = await listMeasures(tx, [record.id]);
  await insertMeasures(tx, measureRows(record.id, before.at(-1)?.position ?? 0, fresh));
  let seen = record;
  for (const measure of fresh.slice(0, -1)) seen = await addEvent(tx, deed, seen, measureAdded(measure));
  await changeRecord(tx, deed, seen, { words: goalWords(row, [...before, ...fresh]) }, measureAdded(last));
}
