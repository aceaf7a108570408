import { and, asc, eq, inArray } from "drizzle-orm";
import { budgetRequests } from "../../budget/budget.table.ts";
import type { Read } from "../../db/database.ts";
import { visibleTo } from "../../records/records.queries.ts";
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

export type Placed = Below & { parentId: string };

/** What stands under a goal is followed so far; a goal with more says "over". */
const most = 500;

async function listUnder(
  db: Read,
  actor: Actor,
  ids: readonly string[],
  kinds: readonly Kind[],
): Promise<Placed[]> {
  if (ids.length === 0) return [];
  return db
    .selectDistinct({
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
    })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.fromId))
    .leftJoin(work, eq(work.id, records.id))
    .leftJoin(budgetRequests, eq(budgetRequests.id, records.id))
    .where(and(inArray(ties.toId, [...ids]), inArray(records.kind, [...kinds]), visibleTo(actor)))
    .orderBy(asc(records.kind), asc(records.number))
    .limit(most);
}

/** Everything under a goal that the person may see, also by way of its requests; each once. */
export async function listBelow(db: Read, actor: Actor, goalId: string): Promise<Below[]> {
  const all = await listPlaced(db, actor, goalId);
  return [...new Map(all.map(each => [each.id, each])).values()];
}

/** The same with what each is under: the goal itself, or one of its requests. */
export async function listPlaced(db: Read, actor: Actor, goalId: string): Promise<Placed[]> {
  const direct = await listUnder(db, actor, [goalId], ["request", "work", "budget"]);
  const requestIds = direct.filter(({ kind }) => kind === "request").map(({ id }) => id);
  const byRequest = await listUnder(db, actor, requestIds, ["work", "budget"]);
  return [...direct, ...byRequest];
}
