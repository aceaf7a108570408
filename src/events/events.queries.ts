import { and, desc, eq, gt, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { sidesOf } from "../people/people.queries.ts";
import { visibleRecords, visibleTo } from "../records/records.queries.ts";
import type { Kind } from "../records/records.rules.ts";
import { follows, records } from "../records/records.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Actor, Side } from "../shared/deed.ts";
import { sentenceOf } from "./event-kinds.ts";
import { events } from "./events.table.ts";
import type { Part } from "./sentence.ts";

export type EventRow = typeof events.$inferSelect;

/** A record as a sentence names it; absent where the reader may not see it. */
export type Named = { id: string; kind: Kind; number: number; title: string; state: string };

export type ToldEvent = {
  id: string;
  at: Date;
  sequence: number;
  recordId: string;
  kind: string;
  byId: string | null;
  /** The doer's name; "Crosswalk" for time, "the command line" for commands. */
  by: string;
  forName: string | null;
  parts: Part[];
  side: Side | null;
  /** Everything that the parts, and `recordId`, may name. */
  names: Names;
};

export type Names = { get(id: string): Named | undefined };

/** A record's history, newest first, as sentences about "this goal". */
export async function listHistory(
  db: Read,
  actor: Actor,
  recordId: string,
  it: Part,
  limit = 200,
): Promise<ToldEvent[]> {
  const rows = await db
    .select()
    .from(events)
    .where(eq(events.recordId, recordId))
    .orderBy(desc(events.sequence))
    .limit(limit);
  return tell(db, actor, rows, () => it);
}

export type NewsFilter = {
  after: Date;
  kinds: readonly string[];
  /** Only of what this person follows; null for all. */
  followedBy: string | null;
};

/** What others did to records that the person may see, newest first. */
export async function listNews(
  db: Read,
  actor: Actor,
  { after, kinds, followedBy }: NewsFilter,
  limit: number,
): Promise<ToldEvent[]> {
  const news = db.select({ event: events });
  // Who follows leads: the cross joins have SQLite go from there, and not through all that happened.
  const from =
    followedBy === null
      ? news.from(events).innerJoin(records, eq(records.id, events.recordId))
      : news.from(follows).crossJoin(records).crossJoin(events);
  const isFollowed = and(
    eq(follows.personId, followedBy ?? ""),
    eq(records.id, follows.recordId),
    gt(records.changedAt, after),
    eq(events.recordId, records.id),
  );
  const rows = await from
    .where(
      and(
        followedBy === null ? undefined : isFollowed,
        gt(events.at, after),
        inArray(events.kind, [...kinds]),
        actor.id === null ? undefined : or(isNull(events.byId), ne(events.byId, actor.id)),
        visibleTo(actor),
      ),
    )
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit);
  return tell(
    db,
    actor,
    rows.map(({ event }) => event),
    event => ({ id: event.recordId }),
  );
}

const lastColumns = { kind: events.kind, at: events.at, byId: events.byId, data: events.data };

/** The newest event of the record, as it was loaded. */
export async function findLastEvent(db: Read, record: { id: string; eventCount: number }) {
  const [event] = await db
    .select(lastColumns)
    .from(events)
    .where(and(eq(events.recordId, record.id), eq(events.sequence, record.eventCount)));
  if (!event) throw notFound();
  return event;
}

/** The newest that is not of this kind. */
export async function findLastBeside(db: Read, recordId: string, kind: string) {
  const [event] = await db
    .select(lastColumns)
    .from(events)
    .where(and(eq(events.recordId, recordId), ne(events.kind, kind)))
    .orderBy(desc(events.sequence))
    .limit(1);
  return event;
}

type Period = {
  after: Date;
  kinds: readonly string[];
  /** A table named `cared` of the records to which it is limited; they lead, as who follows does above. */
  cared?: SQL | null;
};

/** Everything of these kinds that happened after an instant, newest first, whoever may see it. */
export async function listPeriod(db: Read, { after, kinds, cared }: Period, limit: number) {
  const all = db.select({ event: events, record: records });
  const from = cared
    ? all.from(cared).crossJoin(records).crossJoin(events)
    : all.from(events).innerJoin(records, eq(records.id, events.recordId));
  const isCaredFor = and(
    sql`${records.id} = cared.record_id`,
    gt(records.changedAt, after),
    eq(events.recordId, records.id),
  );
  return from
    .where(and(cared ? isCaredFor : undefined, gt(events.at, after), inArray(events.kind, [...kinds])))
    .orderBy(desc(events.at), desc(events.id))
    .limit(limit);
}

/** The ids that an event's sentence may name. */
export const idsIn = (event: EventRow): string[] => [
  event.recordId,
  ...[event.byId, event.forId].filter(id => id !== null),
  ...sentenceOf(event, { id: event.recordId }).flatMap(part => (typeof part === "string" ? [] : [part.id])),
];

/** An event as a reader is told it, to whom only `names` can be named. */
export const toldTo = (
  event: EventRow,
  it: Part,
  names: Names,
  sides: Map<string, Side | null>,
): ToldEvent => ({
  id: event.id,
  at: event.at,
  sequence: event.sequence,
  recordId: event.recordId,
  kind: event.kind,
  byId: event.byId,
  by: nameOfDoer(event, names),
  forName: event.forId ? (names.get(event.forId)?.title ?? null) : null,
  side: event.byId ? (sides.get(event.byId) ?? null) : null,
  parts: sentenceOf(event, it),
  names,
});

async function tell(
  db: Read,
  actor: Actor,
  rows: EventRow[],
  itOf: (event: EventRow) => Part,
): Promise<ToldEvent[]> {
  const names = await visibleRecords(db, actor, rows.flatMap(idsIn));
  const doers = rows.map(event => event.byId).filter(id => id !== null);
  const sides = await sidesOf(db, doers);
  return rows.map(event => toldTo(event, itOf(event), names, sides));
}

const nameOfDoer = (event: EventRow, names: Names): string =>
  event.byId ? (names.get(event.byId)?.title ?? "Someone") : event.by === "time" ? "Crosswalk" : event.by;
