import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import { nextNumbers } from "../db/numbers.ts";
import { insertRows } from "../db/rows.ts";
import { addSearchTexts } from "../db/search.ts";
import { firstHead, link } from "../events/chain.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import type { EventRow } from "../events/events.queries.ts";
import { events } from "../events/events.table.ts";
import { sealAtEnd } from "../events/seals.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import type { NewRecord, RecordRow } from "./records.actions.ts";
import type { Kind, Seat } from "./records.rules.ts";
import { follows, recordPeople, records, ties } from "./records.table.ts";

/** At which nobody sits yet. */
export type OneOfMany = Omit<NewRecord, "kind" | "seats"> & {
  /** Its first event and those that follow at once, in this order. */
  events: readonly [NewEvent, ...NewEvent[]];
  /** For whom it is made, where that is somebody else. */
  forId?: string;
};

/** Makes many records of a kind, with their events, in few statements; gives them in the order of `inputs`. */
export async function createRecords(
  tx: Tx,
  deed: Deed,
  kind: Kind,
  inputs: readonly OneOfMany[],
): Promise<RecordRow[]> {
  if (inputs.length === 0) return [];
  const numbers = await nextNumbers(tx, kind, inputs.length);
  const made = inputs.map((input, index) => begun(deed, kind, numbers[index] ?? 0, input));
  await insertRecords(tx, made);
  for (const { record } of made) sealAtEnd(tx, record);
  return made.map(({ record }) => record);
}

/** A record as it stands after all entries of its history, and what a search finds it by beside its title. */
export type Made = { record: RecordRow; chain: EventRow[]; words: string };

/** Writes records that are whole already; the caller seals them. */
export async function insertRecords(tx: Tx, made: readonly Made[]): Promise<void> {
  await insertRows(
    tx,
    records,
    made.map(({ record }) => record),
  );
  await insertRows(
    tx,
    events,
    made.flatMap(({ chain }) => chain),
  );
  await inBatches(made, some =>
    addSearchTexts(
      tx,
      some.map(({ record, words }) => ({ ...record, words })),
    ),
  );
}

function begun(deed: Deed, kind: Kind, number: number, input: OneOfMany): Made {
  const bare = {
    id: newId(),
    kind,
    number,
    title: input.title,
    state: input.state,
    since: deed.now,
    due: input.due ?? null,
    audience: input.audience,
    version: 1,
    createdAt: deed.now,
    changedAt: deed.now,
  };
  const head = { eventCount: 0, eventHead: firstHead };
  const doing = input.forId === undefined ? deed : { ...deed, forId: input.forId };
  const chain = input.events.map(event => {
    const row = link(head, doing, bare, event);
    Object.assign(head, { eventCount: row.sequence, eventHead: row.hash });
    return row;
  });
  return { record: { ...bare, ...head }, chain, words: input.words };
}

/** Puts each `fromId` under its `toId`; twice is once. */
export const tieMany = (tx: Tx, deed: Deed, pairs: readonly { fromId: string; toId: string }[]) =>
  inBatches(pairs, some =>
    tx
      .insert(ties)
      .values(some.map(pair => ({ ...pair, at: deed.now })))
      .onConflictDoNothing(),
  );

/** Seats people at many records that were just made, where nobody sits yet; they follow from the start. */
export async function seatMany(
  tx: Tx,
  deed: Deed,
  seats: readonly { recordId: string; seat: Seat; personId: string }[],
): Promise<void> {
  await inBatches(seats, some => tx.insert(recordPeople).values(some));
  await inBatches(seats, some =>
    tx
      .insert(follows)
      .values(some.map(({ recordId, personId }) => ({ recordId, personId, at: deed.now })))
      .onConflictDoNothing(),
  );
}
