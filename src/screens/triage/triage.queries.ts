import { and, asc, eq, gt, gte, inArray, not, or, type SQL, sql } from "drizzle-orm";
import type { Read } from "../../db/database.ts";
import { estimatesOf } from "../../estimates/estimates.queries.ts";
import { type GoalViews, listViews } from "../../goals/check-ins.queries.ts";
import { goals } from "../../goals/goals.table.ts";
import { listLiaisons } from "../../people/people.queries.ts";
import type { Cursor } from "../../records/records.list.ts";
import { visibleTo } from "../../records/records.queries.ts";
import { recordPeople, records, ties } from "../../records/records.table.ts";
import { listAlike } from "../../requests/alike.queries.ts";
import { listLookedAfter } from "../../requests/looking-after.queries.ts";
import { listNeededToo } from "../../requests/needed-too.queries.ts";
import { loadOrders, mostOrdered } from "../../requests/queue-order.queries.ts";
import type { Orders } from "../../requests/queue-order.rules.ts";
import { findRequest, listRequests, listRequestsOf, type Request } from "../../requests/requests.queries.ts";
import { isOwn } from "../../requests/requests.rules.ts";
import { listSteps } from "../../requests/step-back.queries.ts";
import { tellingOf } from "../../requests/tellings.rules.ts";
import { findTook } from "../../requests/took.queries.ts";
import type { TriageWay } from "../../requests/triage-way.rules.ts";
import type { Day } from "../../shared/dates.ts";
import type { Actor, Deed, District } from "../../shared/deed.ts";
import { allSaidBefore } from "../../told/said-before.ts";
import { loadReach } from "../../told/told.queries.ts";

/** More than so many are only called "over". */
export const mostQueued = 100;

export type ServedGoal = { requestId: string; id: string; number: number; title: string; views: GoalViews };

type On = { today: Day; district: District };

/** The queue and the request that is looked at: all that one screen of triage shows. */
export async function loadTriage(
  db: Read,
  actor: Actor,
  on: Deed,
  { way, chosen }: { way: TriageWay; chosen: number },
) {
  const orders = await loadOrders(db);
  const queue = await listQueue(db, actor, way, orders);
  const current =
    queue.find(({ record }) => record.number === chosen) ??
    (await findWaiting(db, actor, chosen)) ??
    queue.find(request => !isOwn(actor, request)) ??
    queue[0] ??
    null;
  const [served, toCommit, open, steps, group] = await Promise.all([
    listServed(db, actor, on, current && !queue.includes(current) ? [...queue, current] : queue),
    listToCommit(db, actor),
    current ? loadCase(db, actor, current, on) : null,
    listSteps(db, actor, on.now),
    listLiaisons(db, on.today),
  ]);
  return { queue, current, served, toCommit, open, steps, orders, group };
}

/** A link may name one that stands further down than a screen holds: never another in its place. */
async function findWaiting(db: Read, actor: Actor, number: number): Promise<Request | null> {
  const found = number > 0 ? await findRequest(db, actor, { number }) : undefined;
  return found?.state === "submitted" ? found : null;
}

export type Triage = Awaited<ReturnType<typeof loadTriage>>;

/** What waits, the oldest first or as one side put it. */
export async function listQueue(
  db: Read,
  actor: Actor,
  { order, isMine }: TriageWay,
  orders: Orders,
  after: Cursor | null = null,
): Promise<Request[]> {
  const waits = and(eq(records.state, "submitted"), order === "age" && after ? behind(after) : undefined);
  if (order === "age" && !isMine) return listRequests(db, actor, waits, mostQueued + 1);
  const mine = isMine && actor.id !== null ? await listLookedAfter(db, [actor.id], mostOrdered) : null;
  const theirs = mine?.map(({ id }) => id);
  const ordered =
    order === "age" ? (theirs ?? []) : orders[order].ids.filter(id => theirs?.includes(id) ?? true);
  const ids = after ? ordered.slice(ordered.indexOf(after.id) + 1) : ordered;
  const found = await listRequestsOf(db, actor, ids.slice(0, mostQueued + 1), waits);
  return order === "age" ? found : found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** Older ones stand before younger ones, and of one instant the id tells. */
function behind({ key, id }: Cursor): SQL | undefined {
  const at = new Date(Number(key));
  return and(
    gte(records.since, at),
    or(gt(records.since, at), and(eq(records.since, at), gt(records.id, id))),
  );
}

/** What is decided without leaving the screen. */
const decisions = ["accept", "ask", "defer", "decline", "merge"] as const;

async function loadCase(db: Read, actor: Actor, request: Request, deed: Deed) {
  const { id, record, row } = request;
  const [alike, needed, took, estimates, reach] = await Promise.all([
    listAlike(db, actor, { title: record.title, exceptId: id }, 4),
    listNeededToo(db, id),
    findTook(db, row.kind),
    estimatesOf(db, [id]),
    loadReach(db, deed, id),
  ]);
  const told = await allSaidBefore(db, deed, "request", reach, decisions, each => tellingOf(each, request));
  return { alike, needed, took, told, estimate: estimates.get(id) ?? null };
}

/** The goals that these requests serve, and how each side sees them. */
async function listServed(db: Read, actor: Actor, on: On, queue: readonly Request[]): Promise<ServedGoal[]> {
  if (queue.length === 0) return [];
  const rows = await db
    .select({ requestId: ties.fromId, record: records, rhythm: goals.rhythm })
    .from(ties)
    // A goal has many requests: SQLite is to go from the few requests up.
    .crossJoin(records)
    .crossJoin(goals)
    .where(
      and(
        eq(records.id, ties.toId),
        eq(goals.id, records.id),
        inArray(
          ties.fromId,
          queue.map(request => request.id),
        ),
        visibleTo(actor),
      ),
    )
    .orderBy(asc(ties.fromId), asc(records.number));
  const paced = new Map(rows.map(({ record, rhythm }) => [record.id, { ...record, rhythm }]));
  const views = await listViews(db, [...paced.values()], on);
  return rows.flatMap(({ requestId, record: { id, number, title } }) => {
    const seen = views.get(id);
    return seen ? [{ requestId, id, number, title, views: seen }] : [];
  });
}

/** Estimated ones that wait for the group's commitment, the longest wait first; one's own are for others. */
const listToCommit = (db: Read, actor: Actor): Promise<Request[]> =>
  listRequests(
    db,
    actor,
    and(
      eq(records.state, "estimated"),
      not(
        inArray(
          records.id,
          sql`(select ${recordPeople.recordId} from ${recordPeople} where ${recordPeople.personId} = ${actor.id} and ${recordPeople.seat} in ('author', 'requester'))`,
        ),
      ),
    ),
    8,
  );
