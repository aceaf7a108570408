import { and, eq, exists, inArray, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { cursorOf, type ListFilter, listing } from "../records/records.list.ts";
import { recordPeople, records } from "../records/records.table.ts";
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

/** A page of the list: one query, whatever is filtered. */
export async function listPage(db: Read, actor: Actor, filter: RequestFilter, limit: number) {
  const { where, orderBy } = listing(actor, { ...filter, kind: "request" });
  const { personIds } = filter;
  return db
    .select(columns)
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .leftJoin(recordPeople, and(eq(recordPeople.recordId, records.id), eq(recordPeople.seat, "requester")))
    .leftJoin(people, eq(people.id, recordPeople.personId))
    .where(
      and(
        where,
        filter.requestKind ? eq(requests.kind, filter.requestKind) : undefined,
        personIds ? seatedAny(personIds) : undefined,
      ),
    )
    .orderBy(...orderBy)
    .limit(limit);
}

export type ListedRequest = Awaited<ReturnType<typeof listPage>>[number];

const seatedAny = (ids: readonly string[]) =>
  ids.length === 0
    ? sql`false`
    : exists(
        sql`(select 1 from record_people seated where seated.record_id = ${records.id} and ${inArray(sql`seated.person_id`, [...ids])})`,
      );

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
