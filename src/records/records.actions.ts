import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { nextNumber } from "../db/numbers.ts";
import { writeSearchText } from "../db/search.ts";
import { firstHead, link } from "../events/chain.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { events } from "../events/events.table.ts";
import { sealAtEnd } from "../events/seals.ts";
import { conflict } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import type { Audience, Kind, Seat } from "./records.rules.ts";
import { follows, recordPeople, records, ties } from "./records.table.ts";

export type RecordRow = typeof records.$inferSelect;

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
  await writeSearchText(tx, record.id, input.title, input.words);
  for (const [seat, personId] of Object.entries(input.seats ?? {}))
    await takeSeat(tx, deed, record.id, seat as Seat, personId);
  return record;
}

export type RecordChanges = Partial<Pick<RecordRow, "title" | "state" | "due" | "audience">> & {
  /** Given when the searchable text changed. */
  words?: string;
};

/**
 * Changes a record and writes its event in one step: the only way to change one.
 * `seen` is the row as this transaction loaded it. @throws conflict when someone else was first.
 */
export async function changeRecord(
  tx: Tx,
  deed: Deed,
  seen: RecordRow,
  { words, ...changes }: RecordChanges,
  event: NewEvent,
): Promise<RecordRow> {
  const moved = changes.state !== undefined && changes.state !== seen.state;
  const next = {
    ...seen,
    ...changes,
    since: moved ? deed.now : seen.since,
    version: seen.version + 1,
    changedAt: deed.now,
  };
  const row = link(seen, deed, next, event);
  const written = await writeHead(tx, seen, { ...next, eventCount: row.sequence, eventHead: row.hash });
  await tx.insert(events).values(row);
  if (words !== undefined || next.title !== seen.title) await writeSearchText(tx, seen.id, next.title, words);
  return written;
}

/** Adds an event that leaves the record's own row as it is (a check-in, a reading, an hour of work). */
export async function addEvent(tx: Tx, deed: Deed, seen: RecordRow, event: NewEvent): Promise<RecordRow> {
  const row = link(seen, deed, seen, event);
  const written = await writeHead(tx, seen, {
    ...seen,
    changedAt: deed.now,
    eventCount: row.sequence,
    eventHead: row.hash,
  });
  await tx.insert(events).values(row);
  return written;
}

async function writeHead(tx: Tx, seen: RecordRow, next: RecordRow): Promise<RecordRow> {
  const [written] = await tx
    .update(records)
    .set(next)
    .where(
      and(
        eq(records.id, seen.id),
        eq(records.version, seen.version),
        eq(records.eventCount, seen.eventCount),
      ),
    )
    .returning();
  if (!written) throw conflict("Someone else changed this a moment ago. Load the page again.");
  sealAtEnd(tx, written);
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

/** Puts `fromId` under `toId`; twice is once. */
export async function tie(tx: Tx, deed: Deed, fromId: string, toId: string) {
  await tx.insert(ties).values({ fromId, toId, at: deed.now }).onConflictDoNothing();
}

export async function untie(tx: Tx, fromId: string, toId: string) {
  await tx.delete(ties).where(and(eq(ties.fromId, fromId), eq(ties.toId, toId)));
}

/** Refuses a form that was made from an older text. @throws conflict */
export function refuseStale(seen: RecordRow, version: number | null): void {
  if (version !== null && version !== seen.version)
    throw conflict(
      "Someone else changed this while you wrote. Compare what is there now with what you wrote.",
    );
}
