import type { Tx } from "../db/database.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { findLastEvent } from "../events/events.queries.ts";
import { changeRecord } from "../records/records.actions.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { getGoal, updateGoal } from "./goals.queries.ts";
import { type GoalVerb, goalMoves } from "./goals.rules.ts";
import { lastReadings, listMeasures, type MeasureRow, type ReadingRow } from "./measures.queries.ts";
import { formatValue, targetWords } from "./measures.rules.ts";
import { whoCan } from "./refusals.rules.ts";
import { stepBackOf } from "./step-back.rules.ts";

type PlainMove = "hold" | "resume" | "achieve" | "retire";

async function move(
  tx: Tx,
  deed: Deed,
  at: AtGoal,
  { verb, event, note }: { verb: PlainMove & GoalVerb; event: NewEvent; note?: string },
): Promise<void> {
  const goal = await goalFor(tx, deed, at, verb);
  await changeRecord(tx, deed, goal.record, { state: goalMoves[verb] }, event);
  if (note !== undefined) await updateGoal(tx, goal.record.id, { stateNote: note });
}

/** Pauses the rhythm of check-ins. */
export const holdGoal = (tx: Tx, deed: Deed, at: AtGoal, { reason }: { reason: string }): Promise<void> =>
  move(tx, deed, at, { verb: "hold", event: { kind: "goal held", data: { reason } }, note: reason });

export const resumeGoal = (tx: Tx, deed: Deed, at: AtGoal): Promise<void> =>
  move(tx, deed, at, { verb: "resume", event: { kind: "goal resumed", data: {} } });

export const retireGoal = (tx: Tx, deed: Deed, at: AtGoal, { reason }: { reason: string }): Promise<void> =>
  move(tx, deed, at, { verb: "retire", event: { kind: "goal retired", data: { reason } }, note: reason });

/** Needs the last reading of each measure, or a sentence. */
export async function achieveGoal(tx: Tx, deed: Deed, at: AtGoal, input: { note?: string }): Promise<void> {
  const goal = await goalFor(tx, deed, at, "achieve");
  const measures = await listMeasures(tx, [goal.record.id]);
  const last = await lastReadings(
    tx,
    measures.map(measure => measure.id),
  );
  const note = input.note ?? lastWords(measures, last);
  await move(tx, deed, at, { verb: "achieve", event: { kind: "goal achieved", data: { note } }, note });
}

/** "Attendance: 94%, target 95%" for each measure. @throws invalid where one has no reading */
function lastWords(measures: readonly MeasureRow[], last: Map<string, ReadingRow>): string {
  const without = measures.filter(measure => !last.has(measure.id));
  if (measures.length === 0 || without.length > 0)
    throw invalid(
      measures.length === 0
        ? "This goal has no measure. Say in a sentence how it was achieved."
        : `${without.length} of ${measures.length} measures ${without.length === 1 ? "has" : "have"} no reading. Add the last readings, or say in a sentence how it was achieved.`,
    );
  return measures
    .map(measure => {
      const value = formatValue(last.get(measure.id)?.value ?? 0, measure.unit);
      const target = targetWords(measure, measure.unit);
      return `${measure.name}: ${value}${target === "" ? "" : `, target ${target}`}`;
    })
    .join("; ");
}

/** Undoes the last move, within the hour, if nothing followed. Both rows stay. */
export async function stepBack(tx: Tx, deed: Deed, at: AtGoal): Promise<void> {
  const goal = await getGoal(tx, deed.by, at.number);
  const step = stepBackOf(deed, goal, await findLastEvent(tx, goal.record));
  if (step === "not yours") throw forbidden("Only the person who made the last step can take it back.");
  if (step === null)
    throw conflict("The last step can be taken back within an hour, while nothing followed from it.");
  if (typeof step === "string") throw forbidden(`Only ${whoCan(step, goal)} can take this step back.`);
  const { state, audience, row, words } = step;
  await changeRecord(tx, deed, goal.record, { state, audience }, { kind: "goal stepped back", data: words });
  if (Object.keys(row).length > 0) await updateGoal(tx, goal.record.id, row);
}
