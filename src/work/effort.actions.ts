import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { addEvent, changeRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { onlyTechnology } from "./work.actions.ts";
import { getWork, hoursOn } from "./work.queries.ts";
import { canDoWork, canLogEffort, mostHoursADay, stateOf } from "./work.rules.ts";
import { effort, work } from "./work.table.ts";

export type EffortInput = {
  hours: number;
  day: string;
  hoursLeft?: number | undefined;
  note?: string | undefined;
};

/** Logs hours of the doer. The sum stands on the work item, so that a list needs no count. */
export async function logEffort(
  tx: Tx,
  deed: Deed,
  number: number,
  input: EffortInput,
  version: number | null = null,
): Promise<RecordRow> {
  const { record, work: item } = await getWork(tx, deed.by, number);
  const { id: personId } = deed.by;
  if (!canDoWork(deed.by) || personId === null) throw onlyTechnology();
  refuseStale(record, version);
  if (!canLogEffort(deed.by, stateOf(record.state)))
    throw invalid("Start this work before you log hours on it.");
  if (input.day > deed.today) throw invalid("The day is in the future. Log hours once they are worked.");
  const onThatDay = await hoursOn(tx, personId, input.day);
  if (onThatDay + input.hours > mostHoursADay)
    throw invalid(`You logged ${onThatDay} hours on that day already. A day has ${mostHoursADay}.`);
  await tx.insert(effort).values({
    id: newId(),
    workId: record.id,
    personId,
    day: input.day,
    hours: input.hours,
    note: input.note ?? "",
    at: deed.now,
  });
  const hoursLeft = input.hoursLeft ?? remaining(item.hoursLeft, input.hours);
  await tx
    .update(work)
    .set({ hoursLogged: item.hoursLogged + input.hours, hoursLeft })
    .where(eq(work.id, record.id));
  const event = {
    kind: "effort logged",
    data: { hours: input.hours, day: input.day, note: input.note ?? "", hoursLeft },
  } as const;
  // What is left stands in forms: another number makes another version of them.
  return hoursLeft === item.hoursLeft
    ? addEvent(tx, deed, record, event)
    : changeRecord(tx, deed, record, {}, event);
}

const remaining = (left: number | null, logged: number) =>
  left === null ? null : Math.max(0, left - logged);
