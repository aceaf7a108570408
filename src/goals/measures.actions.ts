import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { changeRecord } from "../records/records.actions.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { bringAlong } from "./coming.actions.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { goalWords } from "./goal-texts.rules.ts";
import { updateGoal } from "./goals.queries.ts";
import { clearedBy, isConfirmed } from "./goals.rules.ts";
import { clearConfirmations } from "./handshake.actions.ts";
import {
  getMeasure,
  insertMeasure,
  listMeasures,
  type MeasureRow,
  updateMeasure,
} from "./measures.queries.ts";
import { baselineWords, type MeasureInput, targetWords } from "./measures.rules.ts";

type NewMeasure = Omit<MeasureInput, "due"> & { due?: MeasureInput["due"] };

/** A measure's row from what was typed; a plan's row adds its own texts. */
export const measureRowOf = (goalId: string, position: number, input: NewMeasure): MeasureRow => ({
  id: newId(),
  goalId,
  position,
  name: input.name,
  unit: input.unit ?? "",
  direction: input.direction,
  baseline: input.baseline ?? null,
  baselineText: "",
  target: input.target,
  targetText: "",
  due: input.due ?? null,
  planKey: null,
});

/** Adds a measure; a proposed goal that waited for its first one becomes active. */
export async function addMeasure(
  tx: Tx,
  deed: Deed,
  at: AtGoal,
  input: NewMeasure,
): Promise<{ measure: MeasureRow; active: boolean }> {
  const goal = await goalFor(tx, deed, at, "edit");
  const before = await listMeasures(tx, [goal.record.id]);
  refuseTwin(before, input.name);
  const position = (before.at(-1)?.position ?? 0) + 1;
  const measure = await insertMeasure(tx, measureRowOf(goal.record.id, position, input));
  const active = goal.state === "proposed" && isConfirmed(goal);
  await changeRecord(
    tx,
    deed,
    goal.record,
    { words: goalWords(goal.row, [...before, measure]), ...(active ? { state: "active" } : {}) },
    {
      kind: "measure added",
      data: { measure: measure.name, target: targetWords(measure, measure.unit), active },
    },
  );
  if (active) {
    await updateGoal(tx, goal.record.id, { activeAt: deed.now });
    await bringAlong(tx, deed, goal);
  }
  return { measure, active };
}

function refuseTwin(measures: readonly MeasureRow[], name: string): void {
  if (measures.some(measure => measure.name.toLowerCase() === name.toLowerCase()))
    throw invalid(`This goal has a measure “${name}” already. Give this one another name.`);
}

function measureChanges(before: MeasureRow, after: MeasureRow): Changes {
  const words = (measure: MeasureRow): Record<string, string> => ({
    name: measure.name,
    unit: measure.unit,
    direction: measure.direction,
    baseline: baselineWords(measure, ""),
    target: targetWords(measure, ""),
    "due day": measure.due ?? "",
  });
  const [old, now] = [words(before), words(after)];
  return Object.fromEntries(
    Object.keys(now)
      .filter(field => old[field] !== now[field])
      .map(field => [field, [old[field] ?? "", now[field] ?? ""]]),
  );
}

/** Changes a measure; another target of a goal that was confirmed is asked anew. */
export async function changeMeasure(
  tx: Tx,
  deed: Deed,
  at: AtGoal,
  unsafeId: string,
  input: MeasureInput,
): Promise<void> {
  const goal = await goalFor(tx, deed, at, "edit");
  const measure = await getMeasure(tx, goal.record.id, unsafeId);
  const others = (await listMeasures(tx, [goal.record.id])).filter(each => each.id !== measure.id);
  refuseTwin(others, input.name);
  const next = { ...measure, ...changedColumns(input) };
  const changes = measureChanges(measure, next);
  if (Object.keys(changes).length === 0) return;
  const asksAgain = "target" in changes ? clearedBy(deed.by, goal) : [];
  await updateMeasure(tx, measure.id, next);
  await changeRecord(
    tx,
    deed,
    goal.record,
    { words: goalWords(goal.row, [...others, next]) },
    {
      kind: "measure changed",
      data: { measure: measure.name, changes, asksAgain },
    },
  );
  await clearConfirmations(tx, deed, goal, asksAgain);
}

const changedColumns = (input: MeasureInput) => ({
  name: input.name,
  unit: input.unit ?? "",
  direction: input.direction,
  baseline: input.baseline ?? null,
  target: input.target,
  due: input.due ?? null,
});
