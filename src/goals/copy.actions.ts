import type { Tx } from "../db/database.ts";
import { changeRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { refOf } from "../records/records.rules.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { listUnfinished } from "./copy.queries.ts";
import { baselineAnew, yearOn } from "./copy.rules.ts";
import type { CopyInput } from "./goal-form.rules.ts";
import type { AtGoal } from "./goal-loading.actions.ts";
import { goalWords } from "./goal-texts.rules.ts";
import { draftGoal, insertMeasures, whoDrafts } from "./goals.actions.ts";
import { type Goal, getGoal, updateGoal } from "./goals.queries.ts";
import { canCopy, canDraft, handshakeSeats } from "./goals.rules.ts";
import { lastReadings, listMeasures, type MeasureRow, type ReadingRow } from "./measures.queries.ts";

/** @throws forbidden or conflict for a goal that this person cannot take to another year */
export function requireCopy(deed: Pick<Deed, "by">, goal: Goal): void {
  if (!canDraft(deed.by)) throw forbidden(whoDrafts);
  if (!canCopy(deed.by, goal))
    throw conflict(
      `This goal is ${goal.state}. Only one that is active, on hold, achieved or retired can be copied.`,
    );
}

const measureAnew = (
  goalId: string,
  position: number,
  measure: MeasureRow,
  last: ReadingRow | undefined,
): MeasureRow => ({
  ...measure,
  id: newId(),
  goalId,
  position,
  ...baselineAnew(measure, last),
  due: yearOn(measure.due),
  planKey: null,
});

/** What was ticked must still be there. @throws invalid */
function ticked<T extends { id: string }>(ids: readonly string[], offered: readonly T[], what: string): T[] {
  const found = offered.filter(({ id }) => ids.includes(id));
  if (found.length !== new Set(ids).size)
    throw invalid(`Some of the ${what} that you ticked are not under this goal any more. Choose again.`);
  return found;
}

async function chosenMeasures(tx: Tx, old: Goal, input: CopyInput) {
  const chosen = ticked(input.measures, await listMeasures(tx, [old.record.id]), "measures");
  const last = await lastReadings(
    tx,
    chosen.map(({ id }) => id),
  );
  return (goalId: string) =>
    chosen.map((measure, index) => measureAnew(goalId, index + 1, measure, last.get(measure.id)));
}

/** Requests and work that go along, of those that the doer sees. */
async function chosenBelow(tx: Tx, deed: Deed, old: Goal, input: CopyInput): Promise<string[]> {
  const requests = await listUnfinished(tx, deed.by, old.record.id, "request");
  const work = await listUnfinished(tx, deed.by, old.record.id, "work");
  return [...ticked(input.requests, requests, "requests"), ...ticked(input.work, work, "work items")].map(
    ({ id }) => id,
  );
}

function chosenSeats(old: Goal, ids: readonly string[]) {
  const seats = handshakeSeats.filter(seat => ids.includes(old.seats[seat] ?? ""));
  if (seats.length !== new Set(ids).size)
    throw invalid("Somebody that you ticked does not stand for this goal any more. Choose again.");
  return Object.fromEntries(seats.map(seat => [`${seat}Id`, old.seats[seat] ?? undefined]));
}

/** Drafts the goal of another year from this one: a handshake of its own, and nothing of the old one moves yet. */
export async function copyGoal(tx: Tx, deed: Deed, at: AtGoal, input: CopyInput): Promise<RecordRow> {
  const old = await getGoal(tx, deed.by, at.number);
  requireCopy(deed, old);
  refuseStale(old.record, at.version ?? null);
  const measures = await chosenMeasures(tx, old, input);
  const coming = await chosenBelow(tx, deed, old, input);
  const { title, why, startsOn, due } = input;
  const { priorityId, rhythm, schools } = old.row;
  const drafted = await draftGoal(tx, deed, {
    ...{ title, why, startsOn, due, priorityId, rhythm, schools },
    ...chosenSeats(old, input.sides),
  });
  const rows = measures(drafted.id);
  const record = await changeRecord(
    tx,
    deed,
    drafted,
    { words: goalWords({ why, schools }, rows) },
    { kind: "goal copied", data: { fromId: old.record.id } },
  );
  await updateGoal(tx, record.id, {
    continuesId: old.record.id,
    comingIds: coming.length > 0 ? coming : null,
  });
  return insertMeasures(tx, deed, record, rows);
}

export const copiedFlash = (number: number, from: number): string =>
  `${refOf("goal", number)} is a draft. It continues ${refOf("goal", from)}; read it through, then propose it.`;
