import { and, asc, eq, inArray, or } from "drizzle-orm";
import { type Budget, listInStates, loadBudgets } from "../budget/budget.queries.ts";
import type { Read } from "../db/database.ts";
import { type GoalViews, listViews } from "../goals/check-ins.queries.ts";
import { confirmedIn, type GoalRow } from "../goals/goals.queries.ts";
import { goals } from "../goals/goals.table.ts";
import { type Leaver, listLeavers } from "../handover/handover.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import type { Seat } from "../records/records.rules.ts";
import { recordPeople, records } from "../records/records.table.ts";
import { commitmentKeys } from "../requests/requests.table.ts";
import { commandLine, type Deed, type Side } from "../shared/deed.ts";
import { type AllDone, listAllDone } from "./all-done.queries.ts";

/** A record that waits for whoever sits at it. */
export type SeatedRecord = { record: RecordRow; seat: Seat; personId: string };

/** A request that waits for a group: liaisons or technology. */
export type Queued = Pick<RecordRow, "id" | "number" | "title" | "since" | "state"> & { ownerIds: string[] };

export type OpenGoal = { row: GoalRow; confirmed: ReturnType<typeof confirmedIn>; views: GoalViews };

/** Everything in the district that waits for somebody, as the district itself sees it. */
export type Open = {
  seated: SeatedRecord[];
  goals: Map<string, OpenGoal>;
  queued: Queued[];
  /** Sides whose key a request already has. */
  keys: Map<string, Side[]>;
  budgets: Budget[];
  allDone: AllDone[];
  leavers: Leaver[];
};

/** Past it a queue is only called long; nobody reads further. */
const longestQueue = 2000;

const seatedStates = or(
  and(eq(records.kind, "goal"), inArray(records.state, ["proposed", "active"])),
  and(eq(records.kind, "request"), inArray(records.state, ["needs info", "delivered"])),
  and(eq(records.kind, "work"), inArray(records.state, ["doing", "blocked", "planned"])),
  and(eq(records.kind, "budget"), eq(records.state, "draft")),
);

/** What waits for these people; null for everyone. A fixed number of queries, however many people. */
export async function loadOpen(
  db: Read,
  deed: Pick<Deed, "today" | "district">,
  personIds: readonly string[] | null,
): Promise<Open> {
  const seated = await db
    .select({ record: records, seat: recordPeople.seat, personId: recordPeople.personId })
    .from(recordPeople)
    .innerJoin(records, eq(records.id, recordPeople.recordId))
    .where(and(personIds ? inArray(recordPeople.personId, [...personIds]) : undefined, seatedStates))
    .orderBy(asc(records.since), asc(records.id));
  const goalRecords = [
    ...new Map(
      seated.filter(each => each.record.kind === "goal").map(each => [each.record.id, each.record]),
    ).values(),
  ];
  const [openGoals, queued, budgetRecords, allDone, leavers] = await Promise.all([
    loadGoals(db, deed, goalRecords),
    listQueued(db),
    listInStates(db, commandLine, ["submitted", "endorsed", "reviewed"], longestQueue),
    listAllDone(db, personIds),
    listLeavers(db),
  ]);
  const budgets = await loadBudgets(db, budgetRecords);
  return {
    seated,
    goals: openGoals,
    queued,
    budgets,
    allDone,
    leavers,
    keys: await listKeySides(db, queued),
  };
}

async function loadGoals(db: Read, deed: Pick<Deed, "today" | "district">, found: RecordRow[]) {
  const rows =
    found.length === 0
      ? []
      : await db
          .select()
          .from(goals)
          .where(
            inArray(
              goals.id,
              found.map(({ id }) => id),
            ),
          );
  const paced = found.flatMap(record => {
    const row = rows.find(each => each.id === record.id);
    return row ? [{ record, row }] : [];
  });
  const views = await listViews(
    db,
    paced.map(({ record, row }) => ({
      id: record.id,
      state: record.state,
      since: record.since,
      rhythm: row.rhythm,
    })),
    deed,
  );
  return new Map(
    paced.flatMap(({ record, row }) => {
      const seen = views.get(record.id);
      return seen ? [[record.id, { row, confirmed: confirmedIn(row), views: seen }] as const] : [];
    }),
  );
}

export async function listQueued(db: Read): Promise<Queued[]> {
  const rows = await db
    .select({
      id: records.id,
      number: records.number,
      title: records.title,
      since: records.since,
      state: records.state,
      personId: recordPeople.personId,
    })
    .from(records)
    .leftJoin(
      recordPeople,
      and(eq(recordPeople.recordId, records.id), inArray(recordPeople.seat, ["author", "requester"])),
    )
    .where(and(eq(records.kind, "request"), inArray(records.state, ["submitted", "accepted", "estimated"])))
    .orderBy(asc(records.since), asc(records.id))
    .limit(2 * longestQueue);
  const byId = Map.groupBy(rows, row => row.id);
  return [...byId.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { personId: _, ...queued } = first;
    const ownerIds = [first, ...others].map(row => row.personId).filter(id => id !== null);
    return [{ ...queued, ownerIds }];
  });
}

async function listKeySides(db: Read, queued: readonly Queued[]): Promise<Map<string, Side[]>> {
  const estimated = queued.filter(({ state }) => state === "estimated").map(({ id }) => id);
  if (estimated.length === 0) return new Map();
  const rows = await db
    .select({ requestId: commitmentKeys.requestId, side: commitmentKeys.side })
    .from(commitmentKeys)
    .where(inArray(commitmentKeys.requestId, estimated));
  return new Map(
    [...Map.groupBy(rows, row => row.requestId)].map(([id, keys]) => [id, keys.map(key => key.side)]),
  );
}
