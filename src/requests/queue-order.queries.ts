import { and, asc, eq, inArray, isNotNull, isNull, ne, notInArray, sql } from "drizzle-orm";
import { inBatches } from "../db/batches.ts";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import type { KeySide } from "./keys.rules.ts";
import type { Orders, SideOrder } from "./queue-order.rules.ts";
import { queuePlaces } from "./requests.table.ts";

export type PlaceRow = typeof queuePlaces.$inferSelect;

/** As much of the queue as is put in order by single steps. */
export const mostOrdered = 200;

const waits = and(eq(records.kind, "request"), eq(records.state, "submitted"));

/** The places of one side among what waits now; the cross join has SQLite begin with the places. */
export async function listPlaces(db: Read, side: KeySide): Promise<PlaceRow[]> {
  const rows = await db
    .select({ place: queuePlaces })
    .from(queuePlaces)
    .crossJoin(records)
    .where(and(eq(queuePlaces.side, side), eq(records.id, queuePlaces.requestId), waits))
    .orderBy(asc(queuePlaces.place), asc(queuePlaces.requestId));
  return rows.map(({ place }) => place);
}

/** The oldest that wait, without these. */
async function listByAge(db: Read, without: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .where(and(waits, without.length > 0 ? notInArray(records.id, [...without]) : undefined))
    .orderBy(asc(records.since), asc(records.id))
    .limit(mostOrdered);
  return rows.map(({ id }) => id);
}

/** One side's order: those with a place, then the others by age. */
export async function loadSideOrder(db: Read, side: KeySide): Promise<SideOrder & { places: PlaceRow[] }> {
  const places = await listPlaces(db, side);
  const placed = places.map(({ requestId }) => requestId);
  return { places, placed: placed.length, ids: [...placed, ...(await listByAge(db, placed))] };
}

export async function loadOrders(db: Read): Promise<Orders> {
  const [leadership, technology] = await Promise.all([
    loadSideOrder(db, "leadership"),
    loadSideOrder(db, "technology"),
  ]);
  return { leadership, technology };
}

/** Gives each of these the place that it stands at here; who moved it last stays. */
export async function writePlaces(tx: Tx, rows: readonly PlaceRow[]): Promise<void> {
  await inBatches(rows, some =>
    tx
      .insert(queuePlaces)
      .values(some)
      .onConflictDoUpdate({
        target: [queuePlaces.requestId, queuePlaces.side],
        set: { place: sql`excluded.place` },
      }),
  );
}

export async function noteMove(
  tx: Tx,
  requestId: string,
  side: KeySide,
  move: Pick<PlaceRow, "byId" | "at" | "movedFrom" | "movedTo">,
): Promise<void> {
  await tx
    .update(queuePlaces)
    .set(move)
    .where(and(eq(queuePlaces.requestId, requestId), eq(queuePlaces.side, side)));
}

/** What left the queue for good keeps no place; what comes back from a question or a deferral finds its own. */
export async function dropPlaces(tx: Tx, side: KeySide): Promise<void> {
  const gone = tx
    .select({ id: records.id })
    .from(queuePlaces)
    .crossJoin(records)
    .where(
      and(
        eq(queuePlaces.side, side),
        eq(records.id, queuePlaces.requestId),
        notInArray(records.state, ["submitted", "needs info", "deferred"]),
      ),
    );
  await tx
    .delete(queuePlaces)
    .where(
      and(eq(queuePlaces.side, side), isNull(queuePlaces.movedFrom), inArray(queuePlaces.requestId, gone)),
    );
}

export type UnsaidMove = {
  requestId: string;
  side: KeySide;
  byId: string;
  by: string;
  from: number;
  to: number;
  at: Date;
};

/** Moves that the history has not said yet: all, or those of a side by others than this person. */
export async function listUnsaid(db: Read, by?: { side: KeySide; notBy: string }): Promise<UnsaidMove[]> {
  const rows = await db
    .select({ place: queuePlaces, by: people.name })
    .from(queuePlaces)
    .innerJoin(people, eq(people.id, queuePlaces.byId))
    .where(
      and(
        isNotNull(queuePlaces.movedFrom),
        by && and(eq(queuePlaces.side, by.side), ne(queuePlaces.byId, by.notBy)),
      ),
    )
    .orderBy(
      asc(queuePlaces.side),
      asc(queuePlaces.byId),
      asc(queuePlaces.movedTo),
      asc(queuePlaces.requestId),
    );
  return rows.flatMap(({ place: { requestId, side, byId, movedFrom, movedTo, at }, by: name }) =>
    side !== "educators" && movedFrom !== null && movedTo !== null
      ? [{ requestId, side, byId, by: name, from: movedFrom, to: movedTo, at }]
      : [],
  );
}

export async function markSaid(tx: Tx, side: KeySide, byId: string): Promise<void> {
  await tx
    .update(queuePlaces)
    .set({ movedFrom: null, movedTo: null })
    .where(and(eq(queuePlaces.side, side), eq(queuePlaces.byId, byId), isNotNull(queuePlaces.movedFrom)));
}
