import { and, eq, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { cursorOf, type ListFilter } from "../records/records.list.ts";
import { pageOf } from "../records/records.page.ts";
import { recordPeople, records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import type { RequestKind } from "./requests.rules.ts";
import { requests } from "./requests.table.ts";

export type RequestFilter = Omit<ListFilter, "kind"> & { requestKind?: RequestKind | null };

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

export async function listPage(
  db: Read,
  actor: Actor,
  { requestKind, ...filter }: RequestFilter,
  limit: number,
) {
  const own = requestKind ? ofKind(requestKind) : undefined;
  const { where, orderBy } = await pageOf(db, actor, { ...filter, kind: "request" }, limit, own);
  return db
    .select(columns)
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .leftJoin(recordPeople, and(eq(recordPeople.recordId, records.id), eq(recordPeople.seat, "requester")))
    .leftJoin(people, eq(people.id, recordPeople.personId))
    .where(where)
    .orderBy(...orderBy);
}

export type ListedRequest = Awaited<ReturnType<typeof listPage>>[number];

/** Checked row by row: a kind is never rare, and an index on it would bring the list's order to nothing. */
const ofKind = (kind: RequestKind) =>
  sql`(select ${requests.kind} from ${requests} where ${requests.id} = ${records.id}) = ${kind}`;

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
