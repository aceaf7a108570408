import { and, asc, eq, inArray, lte, or } from "drizzle-orm";
import { type Budget, listInStates, loadBudgets } from "../budget/budget.queries.ts";
import { canEverBudget } from "../budget/budget.rules.ts";
import type { Read } from "../db/database.ts";
import { type GoalViews, listViews } from "../goals/check-ins.queries.ts";
import { confirmedIn, type GoalRow } from "../goals/goals.queries.ts";
import { goals } from "../goals/goals.table.ts";
import { type Leaver, listLeavers } from "../handover/handover.queries.ts";
import { canGiveOwners } from "../handover/handover.rules.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { listSeats } from "../records/records.queries.ts";
import type { Seat } from "../records/records.rules.ts";
import { recordPeople, records } from "../records/records.table.ts";
import { type LookedAfter, listLookedAfter } from "../requests/looking-after.queries.ts";
import { canTriage } from "../requests/requests.rules.ts";
import { commitmentKeys } from "../requests/requests.table.ts";
import { addDays, type Day } from "../shared/dates.ts";
import { commandLine, type Deed, type Person, type Side } from "../shared/deed.ts";
import { canDoWork } from "../work/work.rules.ts";
import { type AllDone, listAllDone } from "./all-done.queries.ts";
import { longestQueue, workDueDays } from "./duties.rules.ts";

/** As much of a record as a duty says. */
export type WaitingRecord = Pick<
  RecordRow,
  "id" | "kind" | "number" | "title" | "state" | "since" | "due" | "audience"
>;

/** A record that waits for whoever sits at it. */
export type SeatedRecord = { record: WaitingRecord; seat: Seat; personId: string };

/** A request that waits for a group: liaisons or technology. */
export type Queued = Pick<RecordRow, "id" | "number" | "title" | "since"> & { ownerIds: string[] };
export type QueueState = "submitted" | "accepted" | "estimated";

export type OpenGoal = { row: GoalRow; confirmed: ReturnType<typeof confirmedIn>; views: GoalViews };

/** Everything that waits for some people, as the district itself sees it. */
export type Open = {
  /** By person, and only what is a duty of theirs, the longest waiting first. */
  seated: Map<string, SeatedRecord[]>;
  goals: Map<string, OpenGoal>;
  queues: Record<QueueState, Queued[]>;
  /** Sides whose key a request already has. */
  keys: Map<string, Side[]>;
  budgets: Budget[];
  allDone: AllDone[];
  /** By liaison, what they look after and waits to be decided. */
  lookedAfter: ReadonlyMap<string, readonly LookedAfter[]>;
  leavers: Leaver[];
  /** By deputy, where they sit themselves at what waits for those whom they stand for. */
  deputySeats: Map<string, Set<string>>;
};

/** Fewer people than this lead to their records; for more, all records that wait are read once. */
const fewPeople = 200;

/** Budget requests: each is somebody's own duty, so that more are read than a queue is counted. */
const mostOnTheirWay = 500;

/** The seats, states and days in which a record can be somebody's duty. */
const canWait = (today: Day) =>
  or(
    and(
      eq(records.kind, "goal"),
      inArray(records.state, ["proposed", "active"]),
      inArray(recordPeople.seat, ["sponsor", "partner"]),
    ),
    and(
      eq(records.kind, "request"),
      inArray(records.state, ["needs info", "delivered"]),
      eq(recordPeople.seat, "requester"),
    ),
    and(
      eq(records.kind, "work"),
      inArray(records.state, ["planned", "doing", "blocked"]),
      eq(recordPeople.seat, "owner"),
      or(eq(records.state, "blocked"), lte(records.due, addDays(today, workDueDays))),
    ),
    and(eq(records.kind, "budget"), eq(records.state, "draft"), eq(recordPeople.seat, "author")),
  );

/** What waits for these people, in a fixed number of queries, however many they are. */
export async function loadOpen(
  db: Read,
  deed: Pick<Deed, "today" | "district">,
  people: readonly Person[],
): Promise<Open> {
  const all = people.flatMap(person => [person, ...(person.standsFor ?? [])]);
  const seated = await listSeated(db, deed.today, all);
  const goalsSeated = seated.flatMap(({ record }) =>
    record.kind === "goal" ? [[record.id, record] as const] : [],
  );
  const hasQueue = (test: (person: Person) => boolean, state: QueueState) =>
    people.some(test) ? listQueued(db, state) : [];
  const [openGoals, submitted, accepted, estimated, budgets, allDone, leavers, deputySeats, lookedAfter] =
    await Promise.all([
      loadGoals(db, deed, [...new Map(goalsSeated).values()]),
      hasQueue(canTriage, "submitted"),
      hasQueue(canDoWork, "accepted"),
      hasQueue(canTriage, "estimated"),
      loadTurns(db, all),
      loadAllDone(db, people.filter(canDoWork)),
      people.some(canGiveOwners) ? listLeavers(db) : [],
      listDeputySeats(db, people, seated),
      listLookedAfter(
        db,
        people.filter(canTriage).map(({ id }) => id),
        longestQueue,
      ),
    ]);
  return {
    seated: Map.groupBy(seated, ({ personId }) => personId),
    goals: openGoals,
    queues: { submitted, accepted, estimated },
    keys: await listKeySides(db, estimated),
    budgets,
    allDone,
    leavers,
    lookedAfter: Map.groupBy(lookedAfter, ({ personId }) => personId),
    deputySeats,
  };
}

/** A cross join has SQLite go from a few people to their records, instead of through all that wait. */
async function listSeated(db: Read, today: Day, people: readonly Person[]): Promise<SeatedRecord[]> {
  const { id, kind, number, title, state, since, due, audience } = records;
  const seats = db
    .select({
      record: { id, kind, number, title, state, since, due, audience },
      seat: recordPeople.seat,
      personId: recordPeople.personId,
    })
    .from(recordPeople);
  const ids = people.map(person => person.id);
  const isHeld = eq(records.id, recordPeople.recordId);
  const rows =
    people.length < fewPeople
      ? seats.crossJoin(records).where(and(inArray(recordPeople.personId, ids), isHeld, canWait(today)))
      : seats.innerJoin(records, isHeld).where(canWait(today));
  return rows.orderBy(asc(records.since), asc(records.id));
}

/** Budget requests on their way, where any of these people could have a turn on one. */
async function loadTurns(db: Read, people: readonly Person[]): Promise<Budget[]> {
  const hasTurns = people.some(person => canEverBudget(person, "return"));
  if (!hasTurns) return [];
  return loadBudgets(
    db,
    await listInStates(db, commandLine, ["submitted", "endorsed", "reviewed"], mostOnTheirWay),
  );
}

const loadAllDone = async (db: Read, owners: readonly Person[]): Promise<AllDone[]> =>
  owners.length === 0 ? [] : listAllDone(db, owners.length < fewPeople ? owners.map(({ id }) => id) : null);

async function listDeputySeats(db: Read, people: readonly Person[], seated: readonly SeatedRecord[]) {
  const stoodFor = new Set(people.flatMap(({ standsFor = [] }) => standsFor.map(({ id }) => id)));
  const recordIds = seated.filter(each => stoodFor.has(each.personId)).map(({ record }) => record.id);
  const found = new Map<string, Set<string>>();
  if (recordIds.length === 0) return found;
  const deputies = new Set(people.filter(({ standsFor = [] }) => standsFor.length > 0).map(({ id }) => id));
  for (const { recordId, personId } of await listSeats(db, recordIds))
    if (deputies.has(personId)) found.set(personId, (found.get(personId) ?? new Set()).add(recordId));
  return found;
}

async function loadGoals(db: Read, deed: Pick<Deed, "today" | "district">, found: WaitingRecord[]) {
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
  const rowOf = new Map(rows.map(row => [row.id, row]));
  const paced = found.flatMap(record => {
    const row = rowOf.get(record.id);
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

/** The oldest requests of a queue, one more than are counted: what comes behind makes it only longer. */
export async function listQueued(db: Read, state: QueueState): Promise<Queued[]> {
  const { id, number, title, since } = records;
  const oldest = db
    .select({ id, number, title, since })
    .from(records)
    .where(and(eq(records.kind, "request"), eq(records.state, state)))
    .orderBy(asc(since), asc(id))
    .limit(longestQueue + 1)
    .as("oldest");
  const rows = await db
    .select({
      request: { id: oldest.id, number: oldest.number, title: oldest.title, since: oldest.since },
      personId: recordPeople.personId,
    })
    .from(oldest)
    .leftJoin(
      recordPeople,
      and(eq(recordPeople.recordId, oldest.id), inArray(recordPeople.seat, ["author", "requester"])),
    )
    .orderBy(asc(oldest.since), asc(oldest.id));
  const queue = new Map<string, Queued>();
  for (const { request, personId } of rows) {
    const queued = queue.get(request.id) ?? { ...request, ownerIds: [] };
    if (personId !== null) queued.ownerIds.push(personId);
    queue.set(request.id, queued);
  }
  return [...queue.values()];
}

async function listKeySides(db: Read, estimated: readonly Queued[]): Promise<Map<string, Side[]>> {
  if (estimated.length === 0) return new Map();
  const rows = await db
    .select({ requestId: commitmentKeys.requestId, side: commitmentKeys.side })
    .from(commitmentKeys)
    .where(
      inArray(
        commitmentKeys.requestId,
        estimated.map(({ id }) => id),
      ),
    );
  return new Map(
    [...Map.groupBy(rows, row => row.requestId)].map(([id, keys]) => [id, keys.map(key => key.side)]),
  );
}
