import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { nextNumber } from "../db/numbers.ts";
import { addSearchTexts } from "../db/search.ts";
import { firstHead, link } from "../events/chain.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { events } from "../events/events.table.ts";
import { sealAtEnd } from "../events/seals.ts";
import { conflict } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { settleBelow } from "./audiences.actions.ts";
import { type RecordChanges, type RecordRow, writeChange } from "./changes.actions.ts";
import type { Audience, Kind, Seat } from "./records.rules.ts";
import { follows, recordPeople, records, ties } from "./records.table.ts";

export { addEvent, type RecordChanges, type RecordRow } from "./changes.actions.ts";

export type NewRecord = {
  kind: Kind;
  title: string;
  state: string;
  due?: Day | null;
  audience: Audience;
  seats?: Partial<Record<Seat, string>>;
  /** All other text of the record that a search should find. */
  words: string;
};

/** A record's rows need no district: so the district's own can be made. */
type Doing = Omit<Deed, "district">;

/** Makes a record with its first event; those who sit at it follow it from the start. */
export async function createRecord(
  tx: Tx,
  deed: Doing,
  input: NewRecord,
  event: NewEvent,
): Promise<RecordRow> {
  const bare = {
    id: newId(),
    kind: input.kind,
    number: await nextNumber(tx, input.kind),
    title: input.title,
    state: input.state,
    since: deed.now,
    due: input.due ?? null,
    audience: input.audience,
    version: 1,
    createdAt: deed.now,
    changedAt: deed.now,
  };
  const first = link({ eventCount: 0, eventHead: firstHead }, deed, bare, event);
  const record = { ...bare, eventCount: 1, eventHead: first.hash };
  await tx.insert(records).values(record);
  await tx.insert(events).values(first);
  sealAtEnd(tx, record);
  await addSearchTexts(tx, [{ ...record, words: input.words }]);
  for (const [seat, personId] of Object.entries(input.seats ?? {}))
    await takeSeat(tx, deed, record.id, seat as Seat, personId);
  return record;
}

/**
 * Changes a record and writes its event in one step: the only way to change one.
 * `seen` is the row as this transaction loaded it. Fewer or more readers of a goal or request are those of the work
 * under it too. @throws conflict when someone else was first.
 */
export async function changeRecord(
  tx: Tx,
  deed: Deed,
  seen: RecordRow,
  changes: RecordChanges,
  event: NewEvent,
): Promise<RecordRow> {
  const written = await writeChange(tx, deed, seen, changes, event);
  if (written.audience !== seen.audience) await settleBelow(tx, deed, written.id);
  return written;
}

/** Seats a person, in the place of whoever sat there; who takes a seat follows. */
export async function takeSeat(tx: Tx, deed: Doing, recordId: string, seat: Seat, personId: string) {
  await tx
    .insert(recordPeople)
    .values({ recordId, seat, personId })
    .onConflictDoUpdate({ target: [recordPeople.recordId, recordPeople.seat], set: { personId } });
  await follow(tx, deed, recordId, personId);
}

/** Leaves the seat empty. */
export async function leaveSeat(tx: Tx, recordId: string, seat: Seat) {
  await tx.delete(recordPeople).where(and(eq(recordPeople.recordId, recordId), eq(recordPeople.seat, seat)));
}

export async function follow(tx: Tx, deed: Doing, recordId: string, personId: string) {
  await tx.insert(follows).values({ recordId, personId, at: deed.now }).onConflictDoNothing();
}

/** Puts `fromId` under `toId`; twice is once. Gives whether it was not there before. */
export async function tie(tx: Tx, deed: Deed, fromId: string, toId: string): Promise<boolean> {
  const made = await tx.insert(ties).values({ fromId, toId, at: deed.now }).onConflictDoNothing().returning();
  return made.length > 0;
}

export async function untie(tx: Tx, fromId: string, toId: string) {
  await tx.delete(ties).where(and(eq(ties.fromId, fromId), eq(ties.toId, toId)));
}

/** Refuses a form that was made from an older text. @throws conflict */
export function refuseStale(seen: RecordRow, version: number | null): void {
  if (version !== null && version !== seen.version)
    throw conflict("This changed while you wrote. Compare what is there now with what you wrote.");
}
