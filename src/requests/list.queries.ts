import { and, eq, inArray, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { cursorOf, type ListFilter, listing } from "../records/records.list.ts";
import { recordPeople, records, ties } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import type { RequestKind } from "./requests.rules.ts";
import { requests } from "./requests.table.ts";

export type RequestFilter = Omit<ListFilter, "kind" | "personId"> & {
  requestKind?: RequestKind | null;
  /** Somebody of these sits at it; null for anybody. */
  personIds?: readonly string[] | null;
};

const columns = {
  id: records.id,
  number: records.number,
  title: records.title,
  state: records.state,
  since: records.since,
  due: records.due,
  changedAt: records.changedAt,
  kind: requests.kind,
  school: requests.school,
  name: people.name,
  side: people.side,
};

/** The rows of a page by what `records` alone knows, so that a sort carries ids and not texts. */
function pageIds(db: Read, actor: Actor, filter: RequestFilter, limit: number) {
  const { underId, personIds, requestKind, ...rest } = filter;
  const { where, orderBy } = listing(actor, { ...rest, kind: "request" });
  return from(db, filter)
    .where(
      and(
        where,
        personIds ? sitsThere(personIds) : undefined,
        underId ? isUnder(underId, !personIds) : undefined,
        requestKind ? ofKind(requestKind) : undefined,
      ),
    )
    .orderBy(...orderBy)
    .limit(limit)
    .as("page");
}

/**
 * Where a filter leaves few rows it leads: a person sits at some, a goal has some under it. A cross join keeps SQLite
 * from reading all records in their order to find the few.
 */
function from(db: Read, { underId, personIds }: RequestFilter) {
  const ids = { id: records.id };
  if (personIds) return db.select(ids).from(recordPeople).crossJoin(records);
  return underId ? db.select(ids).from(ties).crossJoin(records) : db.select(ids).from(records);
}

/** One row a record, though one person sits in two seats. */
const sitsThere = (ids: readonly string[]) =>
  ids.length === 0
    ? sql`false`
    : and(
        inArray(recordPeople.personId, [...ids]),
        eq(recordPeople.recordId, records.id),
        sql`not exists (select 1 from record_people other where other.record_id = ${recordPeople.recordId} and other.seat < ${recordPeople.seat} and ${inArray(sql`other.person_id`, [...ids])})`,
      );

/** A page of the list: one query, whatever is filtered. */
export async function listPage(db: Read, actor: Actor, filter: RequestFilter, limit: number) {
  const page = pageIds(db, actor, filter, limit);
  return db
    .select(columns)
    .from(page)
    .innerJoin(records, eq(records.id, page.id))
    .innerJoin(requests, eq(requests.id, records.id))
    .leftJoin(recordPeople, and(eq(recordPeople.recordId, records.id), eq(recordPeople.seat, "requester")))
    .leftJoin(people, eq(people.id, recordPeople.personId))
    .orderBy(...listing(actor, { ...filter, kind: "request" }).orderBy);
}

export type ListedRequest = Awaited<ReturnType<typeof listPage>>[number];

/** Checked row by row: a kind is never rare, and an index on it would bring the list's order to nothing. */
const ofKind = (kind: RequestKind) =>
  sql`(select ${requests.kind} from ${requests} where ${requests.id} = ${records.id}) = ${kind}`;

const isUnder = (goalId: string, led: boolean) =>
  led
    ? and(eq(ties.toId, goalId), eq(ties.fromId, records.id))
    : sql`${records.id} in (select ${ties.fromId} from ${ties} where ${ties.toId} = ${goalId})`;

const rowsAtOnce = 500;

/** Every row that fits, in batches by key, so that memory stays bounded. */
export async function* everyRequest(
  db: Read,
  actor: Actor,
  filter: RequestFilter,
): AsyncGenerator<ListedRequest> {
  let after = filter.after ?? null;
  while (true) {
    const rows: ListedRequest[] = await listPage(db, actor, { ...filter, after }, rowsAtOnce);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = cursorOf(filter.sort, last);
  }
}
