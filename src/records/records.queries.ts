import { and, asc, eq, exists, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import type { RecordRow } from "./records.actions.ts";
import { audiencesOf, type Kind, letters, numberedKinds, type Seat } from "./records.rules.ts";
import { follows, recordPeople, records, ties } from "./records.table.ts";

/** The one rule of seeing: a WHERE clause on `records`. What you may not see is not found. */
export function visibleTo(actor: Actor): SQL {
  const byAudience = inArray(records.audience, audiencesOf(actor));
  if (actor.id === null) return byAudience;
  const sitsThere = exists(
    sql`(select 1 from ${recordPeople} where ${recordPeople.recordId} = ${records.id} and ${recordPeople.personId} = ${actor.id})`,
  );
  return or(byAudience, sitsThere) ?? byAudience;
}

/** The record of a kind and number, as this person may see it. @throws not found */
export async function getRecord(db: Read, actor: Actor, kind: Kind, number: number): Promise<RecordRow> {
  const [row] = await db
    .select()
    .from(records)
    .where(and(eq(records.kind, kind), eq(records.number, number), visibleTo(actor)));
  if (!row) throw notFound();
  return row;
}

/** Those of these ids that the person may see, by id. An id from a form goes through here first. */
export async function visibleRecords(
  db: Read,
  actor: Actor,
  unsafeIds: readonly string[],
): Promise<Map<string, RecordRow>> {
  if (unsafeIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(records)
    .where(and(inArray(records.id, [...new Set(unsafeIds)]), visibleTo(actor)));
  return new Map(rows.map(row => [row.id, row]));
}

/** Whether any record that these texts name by number ("R-214") is one that the person may not see. */
export async function namesHidden(db: Read, actor: Actor, text: string): Promise<boolean> {
  for (const kind of numberedKinds) {
    const named = [...text.matchAll(new RegExp(`\\b${letters[kind]}-(\\d{1,9})\\b`, "g"))].map(found =>
      Number(found[1]),
    );
    if (named.length === 0) continue;
    const rows = await db
      .select({ id: records.id })
      .from(records)
      .where(and(eq(records.kind, kind), inArray(records.number, [...new Set(named)])));
    const ids = rows.map(({ id }) => id);
    if ((await visibleRecords(db, actor, ids)).size < ids.length) return true;
  }
  return false;
}

export type Seated = {
  recordId: string;
  seat: Seat;
  personId: string;
  name: string;
  /** null while they are here. */
  disabledAt: Date | null;
};

/** Who sits at these records, with names. */
export async function listSeats(db: Read, recordIds: readonly string[]): Promise<Seated[]> {
  if (recordIds.length === 0) return [];
  return db
    .select({
      recordId: recordPeople.recordId,
      seat: recordPeople.seat,
      personId: recordPeople.personId,
      name: people.name,
      disabledAt: people.disabledAt,
    })
    .from(recordPeople)
    .innerJoin(people, eq(people.id, recordPeople.personId))
    .where(inArray(recordPeople.recordId, [...recordIds]))
    .orderBy(asc(recordPeople.recordId), asc(recordPeople.seat));
}

/** The seats of one record as a plain object, null where nobody sits. */
export async function seatsOf(db: Read, recordId: string): Promise<Record<Seat, string | null>> {
  const rows = await listSeats(db, [recordId]);
  const of = (seat: Seat) => rows.find(row => row.seat === seat)?.personId ?? null;
  return {
    author: of("author"),
    sponsor: of("sponsor"),
    partner: of("partner"),
    requester: of("requester"),
    owner: of("owner"),
  };
}

/** Visible records of a kind tied under (`below`) or over (`above`) a record, by number. */
export async function listTied(
  db: Read,
  actor: Actor,
  recordId: string,
  direction: "below" | "above",
  kind?: Kind,
): Promise<RecordRow[]> {
  const [here, there] = direction === "below" ? [ties.toId, ties.fromId] : [ties.fromId, ties.toId];
  const rows = await db
    .select({ record: records })
    .from(ties)
    .innerJoin(records, eq(records.id, there))
    .where(and(eq(here, recordId), kind ? eq(records.kind, kind) : undefined, visibleTo(actor)))
    .orderBy(asc(records.kind), asc(records.number));
  return rows.map(row => row.record);
}

export async function followerIds(db: Read, recordId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: follows.personId })
    .from(follows)
    .where(eq(follows.recordId, recordId))
    .orderBy(asc(follows.personId));
  return rows.map(row => row.personId);
}
