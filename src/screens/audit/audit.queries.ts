import { and, asc, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { Read } from "../../db/database.ts";
import { holdsWords } from "../../db/search-hits.ts";
import { type AuditKind, auditClause, auditKinds, auditTopics } from "../../events/audit.rules.ts";
import { type EventRow, idsIn, type ToldEvent, toldTo } from "../../events/events.queries.ts";
import { events } from "../../events/events.table.ts";
import { sidesOf } from "../../people/people.queries.ts";
import { emailKeyOf } from "../../people/people.rules.ts";
import { people } from "../../people/people.table.ts";
import { visibleRecords } from "../../records/records.queries.ts";
import { records } from "../../records/records.table.ts";
import { addDays, instantOf } from "../../shared/dates.ts";
import type { Actor } from "../../shared/deed.ts";
import type { AuditCursor, AuditFilter } from "./audit.rules.ts";

type Asked = { filter: AuditFilter; zone: string; after: AuditCursor | null; limit: number };

/** A name can mean several; more than these nobody looks for at once. */
const mostMeant = 10;

async function meantBy(db: Read, who: string): Promise<string[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .innerJoin(records, eq(records.id, people.id))
    .where(or(holdsWords(who, "person"), eq(people.emailKey, emailKeyOf(who))))
    .orderBy(asc(people.name), asc(people.id))
    .limit(mostMeant);
  return rows.map(({ id }) => id);
}

const within = ({ filter, zone, after }: Asked): SQL | undefined =>
  and(
    filter.since ? gte(events.at, instantOf(filter.since, "00:00", zone)) : undefined,
    filter.until ? lt(events.at, instantOf(addDays(filter.until, 1), "00:00", zone)) : undefined,
    after ? or(lt(events.at, after.at), and(eq(events.at, after.at), lt(events.id, after.id))) : undefined,
  );

/** The words of the indexes, so that both engines use them. */
const isAudited = sql.raw(auditClause);

const found = (db: Read, where: SQL | undefined, limit: number): Promise<EventRow[]> =>
  db.select().from(events).where(where).orderBy(desc(events.at), desc(events.id)).limit(limit);

/** Each kind apart by its own index, then merged: one rare kind is found without reading all the others. */
async function rowsOf(db: Read, asked: Asked, kinds: readonly AuditKind[]): Promise<EventRow[]> {
  const { filter, limit } = asked;
  if (filter.who === null) {
    const rows: EventRow[] = [];
    for (const kind of kinds)
      rows.push(...(await found(db, and(eq(events.kind, kind), isAudited, within(asked)), limit)));
    return rows;
  }
  const rows: EventRow[] = [];
  for (const id of await meantBy(db, filter.who)) {
    const ofKinds = and(inArray(events.kind, [...kinds]), isAudited, within(asked));
    rows.push(...(await found(db, and(eq(events.recordId, id), ofKinds), limit)));
    rows.push(...(await found(db, and(eq(events.byId, id), ofKinds), limit)));
  }
  return rows;
}

const newestFirst = (a: EventRow, b: EventRow): number =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

/** What was done to people, terms, settings, sign-ins and exports, newest first. */
export async function listAudit(db: Read, actor: Actor, asked: Asked): Promise<ToldEvent[]> {
  const kinds = asked.filter.topic ? auditTopics[asked.filter.topic] : auditKinds;
  const byId = new Map((await rowsOf(db, asked, kinds)).map(row => [row.id, row]));
  const rows = [...byId.values()].sort(newestFirst).slice(0, asked.limit);
  const names = await visibleRecords(db, actor, rows.flatMap(idsIn));
  const doers = rows.map(({ byId: id }) => id).filter(id => id !== null);
  const sides = await sidesOf(db, doers);
  return rows.map(row => toldTo(row, { id: row.recordId }, names, sides));
}
