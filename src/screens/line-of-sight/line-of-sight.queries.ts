import { and, desc, eq, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import { budgetRequests } from "../../budget/budget.table.ts";
import type { Read } from "../../db/database.ts";
import { visibleRecords, visibleTo } from "../../records/records.queries.ts";
import type { Kind } from "../../records/records.rules.ts";
import { records, ties } from "../../records/records.table.ts";
import type { Day } from "../../shared/dates.ts";
import type { Actor } from "../../shared/deed.ts";
import { work } from "../../work/work.table.ts";

/** A request, work item or budget request under a goal, with what the line of sight says of it. */
export type Below = {
  id: string;
  kind: Kind;
  number: number;
  title: string;
  state: string;
  due: Day | null;
  hoursLeft: number | null;
  fiscalYear: number | null;
  askedCents: number | null;
  approvedCents: number | null;
};

/** `parentId` is the goal itself, or one of its requests. */
export type Placed = Below & { parentId: string };

type PlacedKind = "request" | "work" | "budget";

export type Under = {
  placed: Placed[];
  /** Of which there are more than were followed. */
  over: ReadonlySet<Kind>;
};

/** What stands no more, or not yet, under a goal. */
const gone: Record<PlacedKind, string[]> = {
  request: ["draft", "declined", "withdrawn", "duplicate"],
  work: ["dropped"],
  budget: ["discarded", "declined"],
};

/** The newest so many of a kind are followed, so that a goal of ten years reads as fast as one of a month. */
export const mostPlaced = 200;

const shape = {
  parentId: ties.toId,
  id: records.id,
  kind: records.kind,
  number: records.number,
  title: records.title,
  state: records.state,
  due: records.due,
  hoursLeft: work.hoursLeft,
  fiscalYear: budgetRequests.fiscalYear,
  askedCents: budgetRequests.askedCents,
  approvedCents: budgetRequests.approvedCents,
};

const standing = (actor: Actor, kind: PlacedKind) =>
  and(eq(records.kind, kind), notInArray(records.state, gone[kind]), visibleTo(actor));

/** One more than is followed: under a goal the newest. SQLite goes through the ties as they are written here. */
function listUnder(db: Read, actor: Actor, kind: PlacedKind, parents: SQL, newest: boolean) {
  const found = db
    .select(shape)
    .from(ties)
    .crossJoin(records)
    .leftJoin(work, eq(work.id, records.id))
    .leftJoin(budgetRequests, eq(budgetRequests.id, records.id))
    .where(and(parents, eq(records.id, ties.fromId), standing(actor, kind)))
    .limit(mostPlaced + 1);
  return newest ? found.orderBy(desc(ties.fromId)) : found;
}

/** All of it, since part of a sum would deceive: found from the budget requests, which are few. */
async function listMoney(db: Read, actor: Actor, goalId: string): Promise<Placed[]> {
  const byRequest = sql`exists (select 1 from ties as upper where upper.from_id = ${ties.toId} and upper.to_id = ${goalId})`;
  const rows = await db
    .select(shape)
    .from(records)
    .crossJoin(ties)
    .leftJoin(work, eq(work.id, records.id))
    .leftJoin(budgetRequests, eq(budgetRequests.id, records.id))
    .where(and(standing(actor, "budget"), eq(ties.fromId, records.id), or(eq(ties.toId, goalId), byRequest)));
  const parents = await visibleRecords(
    db,
    actor,
    rows.map(({ parentId }) => parentId),
  );
  return rows.filter(({ parentId }) => parents.has(parentId));
}

const isMany = (rows: readonly Placed[]) => rows.length > mostPlaced;

/** What stands under a goal and what its requests hold, as far as the person may see it, each with what it is under. */
export async function listPlaced(db: Read, actor: Actor, goalId: string): Promise<Under> {
  const under = eq(ties.toId, goalId);
  const [found, direct, money] = await Promise.all([
    listUnder(db, actor, "request", under, true),
    listUnder(db, actor, "work", under, true),
    listMoney(db, actor, goalId),
  ]);
  const requests = found.slice(0, mostPlaced);
  const byRequest =
    requests.length === 0
      ? []
      : await listUnder(
          db,
          actor,
          "work",
          inArray(
            ties.toId,
            requests.map(({ id }) => id),
          ),
          false,
        );
  const work = [...direct.slice(0, mostPlaced), ...byRequest.slice(0, mostPlaced)];
  const over = new Set<Kind>([
    ...(isMany(found) ? (["request", "work"] as const) : []),
    ...(isMany(direct) || isMany(byRequest) ? (["work"] as const) : []),
  ]);
  return { placed: [...requests, ...work, ...money].sort((a, b) => a.number - b.number), over };
}
