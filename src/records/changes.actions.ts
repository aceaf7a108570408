import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { writeSearchText } from "../db/search.ts";
import { link } from "../events/chain.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { events } from "../events/events.table.ts";
import { sealAtEnd } from "../events/seals.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { records } from "./records.table.ts";

export type RecordRow = typeof records.$inferSelect;

export type RecordChanges = Partial<Pick<RecordRow, "title" | "state" | "due" | "audience">> & {
  /** Given when the searchable text changed. */
  words?: string;
};

/** One record's change and its event, in one step. What hangs under it is `changeRecord`'s. */
export async function writeChange(
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

/** @param next what is written; what a record is known by never changes: setting it would look through all that refers to it */
async function writeHead(tx: Tx, seen: RecordRow, next: RecordRow): Promise<RecordRow> {
  const { id: _id, kind: _kind, number: _number, createdAt: _createdAt, ...changing } = next;
  const [written] = await tx
    .update(records)
    .set(changing)
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
