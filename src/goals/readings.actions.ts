import type { Tx } from "../db/database.ts";
import { addEvent } from "../records/records.actions.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { type AtGoal, goalFor } from "./goal-loading.actions.ts";
import { getMeasure, insertReadings, listReadings } from "./measures.queries.ts";
import { formatValue, type ReadingInput } from "./measures.rules.ts";
import { type PastedReading, type PastedReadings, readingsIn } from "./pasted-readings.rules.ts";

/** Adds a reading to a measure of the goal. */
export async function addReading(tx: Tx, deed: Deed, at: AtGoal, input: ReadingInput): Promise<void> {
  const goal = await goalFor(tx, deed, at, "add a reading");
  const measure = await getMeasure(tx, goal.record.id, input.measureId);
  if (input.day > deed.today) throw invalid("“Day” is in the future. Enter the day that the value is of.");
  const row = {
    id: newId(),
    measureId: measure.id,
    day: input.day,
    value: input.value,
    note: input.note ?? "",
    source: input.source ?? "",
    byId: deed.by.id,
    at: deed.now,
  };
  await insertReadings(tx, [row]);
  await addEvent(tx, deed, goal.record, {
    kind: "reading added",
    data: { measure: measure.name, value: formatValue(input.value, measure.unit), day: input.day },
  });
}

/** Adds readings of a pasted column, all or none; those that are there already stay as they are. @throws invalid with each line that is wrong */
export async function addReadings(
  tx: Tx,
  deed: Deed,
  at: AtGoal,
  { measureId, rows, source }: PastedReadings,
): Promise<{ added: number; known: number }> {
  const goal = await goalFor(tx, deed, at, "add a reading");
  const measure = await getMeasure(tx, goal.record.id, measureId);
  const { readings, problems } = readingsIn(rows, deed.today);
  if (problems.length > 0) throw invalid(problemWords(problems));
  const keyOf = ({ day, value }: PastedReading) => `${day} ${value}`;
  const known = new Set((await listReadings(tx, [measure.id])).map(keyOf));
  const fresh = [...new Map(readings.map(each => [keyOf(each), each])).values()].filter(
    each => !known.has(keyOf(each)),
  );
  const days = fresh.map(({ day }) => day).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from && to) {
    const shared = { measureId: measure.id, note: "", source: source ?? "", byId: deed.by.id, at: deed.now };
    await insertReadings(
      tx,
      fresh.map(({ day, value }) => ({ id: newId(), day, value, ...shared })),
    );
    await addEvent(tx, deed, goal.record, {
      kind: "readings added",
      data: { measure: measure.name, count: fresh.length, from, to },
    });
  }
  return { added: fresh.length, known: readings.length - fresh.length };
}

const mostProblems = 5;

const problemWords = (problems: readonly string[]): string =>
  [
    ...problems.slice(0, mostProblems),
    ...(problems.length > mostProblems ? [`${problems.length - mostProblems} more lines are wrong.`] : []),
  ].join(" ");
