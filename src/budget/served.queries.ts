import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { type GoalViews, listViews } from "../goals/check-ins.queries.ts";
import { goals } from "../goals/goals.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { listTied, visibleRecords, visibleTo } from "../records/records.queries.ts";
import { recordPeople, records, ties } from "../records/records.table.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor, District, Person } from "../shared/deed.ts";

/** A goal or request that a budget request serves; goals with how each side sees them. */
export type Served = { record: RecordRow; views: GoalViews | null };

export async function listServed(
  db: Read,
  actor: Actor,
  budgetId: string,
  on: { today: Day; district: District },
): Promise<Served[]> {
  const above = await listTied(db, actor, budgetId, "above");
  const goalIds = above.filter(({ kind }) => kind === "goal").map(({ id }) => id);
  const rhythms =
    goalIds.length === 0
      ? []
      : await db.select({ id: goals.id, rhythm: goals.rhythm }).from(goals).where(inArray(goals.id, goalIds));
  const paced = rhythms.flatMap(({ id, rhythm }) => {
    const record = above.find(each => each.id === id);
    return record ? [{ id, rhythm, state: record.state, since: record.since }] : [];
  });
  const views = await listViews(db, paced, on);
  return above
    .filter(({ kind }) => kind === "goal" || kind === "request")
    .map(record => ({ record, views: views.get(record.id) ?? null }));
}

/** For which money is still worth asking. */
const goalStates = ["proposed", "active"];
const requestStates = ["submitted", "accepted", "estimated", "committed", "in delivery"];
const most = 20;

/**
 * Goals and requests to choose from: those chosen already, the person's own, and the newest active goals.
 * A district has a thousand goals: the others are reached from their own pages.
 */
export async function listServable(
  db: Read,
  person: Person,
  unsafeChosen: readonly string[],
): Promise<RecordRow[]> {
  const chosen = await visibleRecords(db, person, unsafeChosen);
  const open = or(
    and(eq(records.kind, "goal"), inArray(records.state, goalStates)),
    and(eq(records.kind, "request"), inArray(records.state, requestStates)),
  );
  const own = await db
    .selectDistinct({ record: records })
    .from(recordPeople)
    // From the person to what is theirs, and not through all that is open.
    .crossJoin(records)
    .where(
      and(
        eq(recordPeople.personId, person.id),
        eq(records.id, recordPeople.recordId),
        open,
        visibleTo(person),
      ),
    )
    .orderBy(asc(records.kind), desc(records.number))
    .limit(most);
  const newest = await db
    .select()
    .from(records)
    .where(and(eq(records.kind, "goal"), eq(records.state, "active"), visibleTo(person)))
    .orderBy(desc(records.number))
    .limit(most);
  const all = new Map(
    [...chosen.values(), ...own.map(({ record }) => record), ...newest].map(record => [record.id, record]),
  );
  return [...all.values()]
    .filter(({ kind }) => kind === "goal" || kind === "request")
    .sort((a, b) => (a.kind === b.kind ? a.number - b.number : a.kind < b.kind ? -1 : 1));
}

/** Goals that any budget request stands under, for the filter of the list. */
export async function listFundedGoals(db: Read, actor: Actor): Promise<RecordRow[]> {
  const goal = await db
    .selectDistinct({ id: ties.toId })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.fromId))
    .where(and(eq(records.kind, "budget"), visibleTo(actor)));
  const found = await visibleRecords(
    db,
    actor,
    goal.map(({ id }) => id),
  );
  return [...found.values()].filter(({ kind }) => kind === "goal").sort((a, b) => a.number - b.number);
}
