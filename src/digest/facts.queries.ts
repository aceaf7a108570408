import { and, asc, between, eq, inArray, type SQL, sql } from "drizzle-orm";
import { comments, mentions } from "../comments/comments.table.ts";
import type { Read } from "../db/database.ts";
import { loadOpen, type Open } from "../duties/duties.queries.ts";
import { type EventRow, idsIn, listPeriod } from "../events/events.queries.ts";
import { decidedKinds, movedKinds, saidKinds } from "../events/news.rules.ts";
import { daysFor } from "../forecast/days.queries.ts";
import type { DaysRow } from "../forecast/days.rules.ts";
import { type GoalViews, listViews } from "../goals/check-ins.queries.ts";
import { goals } from "../goals/goals.table.ts";
import { findGroupWarnings } from "../people/group.queries.ts";
import { sidesOf } from "../people/people.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleRecords } from "../records/records.queries.ts";
import type { Kind } from "../records/records.rules.ts";
import { follows, recordPeople, records } from "../records/records.table.ts";
import { addDays } from "../shared/dates.ts";
import { commandLine, type Deed, type Person, type Side } from "../shared/deed.ts";
import { listEndingTerms } from "./digest.queries.ts";
import { lastFalls, namings } from "./news.rules.ts";

export type Happened = { event: EventRow; record: RecordRow };
export type WatchedGoal = { record: RecordRow; views: GoalViews; days: DaysRow | undefined };

/** All that the digests of one period say, loaded once for all readers; each reader is told what they may see. */
export type Facts = {
  open: Open;
  /** The newest first. */
  happened: Happened[];
  happenedTo: Map<string, Happened[]>;
  /** What was said of each record, and what names each person; the newest first. */
  saidOf: Map<string, Happened[]>;
  namedIn: Map<string, Happened[]>;
  /** When the health of each goal last fell. */
  fellAt: Map<string, Date>;
  goals: WatchedGoal[];
  /** Due soon, over all nouns, the soonest first. */
  due: RecordRow[];
  terms: Awaited<ReturnType<typeof listEndingTerms>>;
  /** Sides for which nobody stands in the liaison group. */
  lacks: Side[];
  names: Map<string, RecordRow>;
  sides: Map<string, Side | null>;
  /** The records at which a person sits, and those that they follow. */
  sits: Map<string, Set<string>>;
  follows: Map<string, Set<string>>;
};

/** A week of a very large district; more than this nobody reads. */
const mostEvents = 20_000;
/** What is due is counted to here; then it is “over”. */
export const dueCounted = 200;
/** By how many read: a liaison cares for all that is due, and one reader's page waits for it. */
const mostDue = { one: dueCounted + 1, many: 5_000 };
const dueWithinDays = 14;
const termsEndWithinDays = 30;

export async function loadFacts(
  db: Read,
  deed: Pick<Deed, "today" | "district">,
  after: Date,
  readers: readonly Person[],
): Promise<Facts> {
  const personIds = readers.map(({ id }) => id);
  const cared = caredForBy(readers);
  const limit = readers.length === 1 ? mostDue.one : mostDue.many;
  const [open, happened, said, watched, due, terms, { lacks }] = await Promise.all([
    loadOpen(db, deed, readers),
    listPeriod(db, { after, kinds: [...movedKinds, ...decidedKinds], cared }, mostEvents),
    listPeriod(db, { after, kinds: saidKinds, cared }, mostEvents),
    listWatched(db, deed),
    listDue(db, deed, cared, limit),
    listEndingTerms(db, deed.today, addDays(deed.today, termsEndWithinDays)),
    findGroupWarnings(db, deed.today),
  ]);
  const ids = [...new Set([...happened, ...said].flatMap(({ event }) => idsIn(event)))];
  const shown = [...ids, ...watched.map(({ record }) => record.id), ...due.map(({ id }) => id)];
  return {
    open,
    happened,
    happenedTo: Map.groupBy(happened, ({ record }) => record.id),
    saidOf: Map.groupBy(said, ({ record }) => record.id),
    namedIn: namings(said),
    fellAt: lastFalls(happened),
    goals: watched,
    due,
    terms,
    lacks,
    names: await namesOf(db, ids),
    sides: await sidesOf(
      db,
      [...happened, ...said].map(({ event }) => event.byId).filter(id => id !== null),
    ),
    sits: await peopleAt(db, recordPeople, shown, personIds),
    follows: await peopleAt(db, follows, shown, personIds),
  };
}

/** What a single reader sits at, follows or is named at; null for several, and for a liaison, who cares for everything. */
function caredForBy(readers: readonly Person[]): SQL | null {
  const [reader, ...others] = readers;
  if (!reader || others.length > 0 || reader.liaisonSide !== null) return null;
  return sql`(
    select ${recordPeople.recordId} as record_id from ${recordPeople} where ${recordPeople.personId} = ${reader.id}
    union select ${follows.recordId} from ${follows} where ${follows.personId} = ${reader.id}
    union select ${comments.recordId} from ${mentions} join ${comments} on ${comments.id} = ${mentions.commentId}
      where ${mentions.personId} = ${reader.id}) as cared`;
}

const atOnce = 500;

function* portions<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += atOnce) yield all.slice(start, start + atOnce);
}

async function namesOf(db: Read, ids: readonly string[]): Promise<Map<string, RecordRow>> {
  const names = new Map<string, RecordRow>();
  for (const some of portions(ids))
    for (const [id, row] of await visibleRecords(db, commandLine, some)) names.set(id, row);
  return names;
}

async function listWatched(db: Read, deed: Pick<Deed, "today" | "district">): Promise<WatchedGoal[]> {
  const rows = await db
    .select({ record: records, rhythm: goals.rhythm })
    .from(records)
    .innerJoin(goals, eq(goals.id, records.id))
    .where(and(eq(records.kind, "goal"), eq(records.state, "active")))
    .orderBy(asc(records.number));
  const days = await daysFor(
    db,
    rows.map(({ record }) => record.id),
  );
  const views = await listViews(
    db,
    rows.map(({ record, rhythm }) => ({ id: record.id, state: record.state, since: record.since, rhythm })),
    deed,
  );
  return rows.flatMap(({ record }) => {
    const seen = views.get(record.id);
    return seen ? [{ record, views: seen, days: days.get(record.id) }] : [];
  });
}

const dueStates: [Kind, string[]][] = [
  ["goal", ["active"]],
  ["request", ["committed", "in delivery"]],
  ["work", ["doing", "blocked"]],
];

/** Each kind apart, because the index has kind and day: the soonest are found without sorting all that is due. */
async function listDue(
  db: Read,
  { today }: Pick<Deed, "today">,
  cared: SQL | null,
  limit: number,
): Promise<RecordRow[]> {
  const found: RecordRow[] = [];
  for (const [kind, states] of dueStates) {
    const all = db.select({ record: records });
    const rows = await (cared ? all.from(cared).crossJoin(records) : all.from(records))
      .where(
        and(
          cared ? sql`${records.id} = cared.record_id` : undefined,
          eq(records.kind, kind),
          between(records.due, today, addDays(today, dueWithinDays)),
          inArray(records.state, states),
        ),
      )
      .orderBy(asc(records.due), asc(records.number))
      .limit(limit);
    found.push(...rows.map(({ record }) => record));
  }
  // Sorting is stable: of one day, goals stand before requests and those before work.
  return found.sort((a, b) => ((a.due ?? "") < (b.due ?? "") ? -1 : a.due === b.due ? 0 : 1)).slice(0, limit);
}

/** Which of these records each person is at, by the table that says so. */
async function peopleAt(
  db: Read,
  table: typeof recordPeople | typeof follows,
  recordIds: readonly string[],
  personIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const wanted = new Set(personIds);
  const ofOne = personIds.length === 1 ? eq(table.personId, personIds[0] ?? "") : undefined;
  const found = new Map<string, Set<string>>();
  for (const some of portions([...new Set(recordIds)])) {
    const rows = await db
      .select({ recordId: table.recordId, personId: table.personId })
      .from(table)
      .where(and(inArray(table.recordId, some), ofOne));
    for (const { recordId, personId } of rows) {
      if (!wanted.has(personId)) continue;
      const set = found.get(personId) ?? new Set();
      found.set(personId, set.add(recordId));
    }
  }
  return found;
}
