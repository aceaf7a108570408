import { and, asc, eq, inArray, not, or, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { type ListFilter, listing } from "../records/records.list.ts";
import { listSeats, visibleTo } from "../records/records.queries.ts";
import { recordPeople, records } from "../records/records.table.ts";
import { addDays, type Day, instantOf } from "../shared/dates.ts";
import type { Actor, District } from "../shared/deed.ts";
import { type GoalViews, listViews } from "./check-ins.queries.ts";
import { askedSides, silentSince, type View } from "./check-ins.rules.ts";
import { type GoalRow, type PriorityRow, pacedOf } from "./goals.queries.ts";
import { handshakeSeats, rhythms } from "./goals.rules.ts";
import { goals, priorities } from "./goals.table.ts";
import { lastReadings, listMeasures, type MeasureRow, type ReadingRow } from "./measures.queries.ts";

export type GoalFilter = Omit<ListFilter, "kind" | "underId"> & {
  priorityId?: string | null;
  /** Of either side. */
  health?: View["health"] | null;
  /** Only where both sides speak and say different things. */
  differ?: boolean;
};

export type On = { today: Day; district: District };
type AskedSide = (typeof askedSides)[number];

const lastHealth = (side: AskedSide): SQL =>
  sql`(select c.health from check_ins c where c.goal_id = ${records.id} and c.side = ${side} order by c.at desc, c.id desc limit 1)`;

const lastWord = (side: AskedSide): SQL =>
  sql`coalesce((select max(c.at) from check_ins c where c.goal_id = ${records.id} and c.side = ${side}), ${records.since})`;

/** The SQL of `isStale`: the last silent day of each rhythm is worked out here, where holidays are known. */
function silent(side: AskedSide, { today, district }: On): SQL {
  const tooLong = rhythms.map(rhythm => {
    const cutoff = addDays(silentSince(rhythm, today, district.holidays), 1);
    const instant = sql.param(instantOf(cutoff, "00:00", district.timeZone), records.since);
    return sql`(${goals.rhythm} = ${rhythm} and ${lastWord(side)} < ${instant} and ${records.since} < ${instant})`;
  });
  return sql`(${records.state} = 'active' and (${sql.join(tooLong, sql` or `)}))`;
}

function healthIs(side: AskedSide, health: View["health"], on: On): SQL | undefined {
  if (health === "stale") return silent(side, on);
  const said = health === "none" ? sql`${lastHealth(side)} is null` : sql`${lastHealth(side)} = ${health}`;
  return and(not(silent(side, on)), said);
}

const differing = (on: On): SQL | undefined =>
  and(
    ...askedSides.map(side => not(silent(side, on))),
    sql`${lastHealth("leadership")} <> ${lastHealth("technology")}`,
  );

const whereOf = (actor: Actor, filter: GoalFilter, on: On): SQL | undefined =>
  and(
    listing(actor, { ...filter, kind: "goal" }).where,
    filter.priorityId ? eq(goals.priorityId, filter.priorityId) : undefined,
    filter.health ? or(...askedSides.map(side => healthIs(side, filter.health ?? "none", on))) : undefined,
    filter.differ ? differing(on) : undefined,
  );

export type ListedGoal = {
  record: RecordRow;
  row: GoalRow;
  priority: PriorityRow;
  views: GoalViews;
  /** Its first measure and that one's newest reading. */
  measure: MeasureRow | null;
  reading: ReadingRow | null;
};

/** A page of goals with what each row shows, in four queries for any number of rows. */
export async function listGoals(
  db: Read,
  actor: Actor,
  filter: GoalFilter,
  on: On,
  limit: number,
): Promise<ListedGoal[]> {
  const rows = await db
    .select({ record: records, row: goals, priority: priorities })
    .from(records)
    .innerJoin(goals, eq(goals.id, records.id))
    .innerJoin(priorities, eq(priorities.id, goals.priorityId))
    .where(whereOf(actor, filter, on))
    .orderBy(...listing(actor, { ...filter, kind: "goal" }).orderBy)
    .limit(limit);
  const ids = rows.map(({ record }) => record.id);
  const [views, measures] = await Promise.all([listViews(db, rows.map(pacedOf), on), listMeasures(db, ids)]);
  const first = new Map(measures.toReversed().map(measure => [measure.goalId, measure]));
  const last = await lastReadings(
    db,
    [...first.values()].map(({ id }) => id),
  );
  return rows.flatMap(found => {
    const view = views.get(found.record.id);
    const measure = first.get(found.record.id) ?? null;
    return view ? [{ ...found, views: view, measure, reading: last.get(measure?.id ?? "") ?? null }] : [];
  });
}

/** How many goals fit, counted to `most` at the utmost. */
export async function countGoals(
  db: Read,
  actor: Actor,
  filter: GoalFilter,
  on: On,
  most: number,
): Promise<number> {
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .innerJoin(goals, eq(goals.id, records.id))
    .where(whereOf(actor, filter, on))
    .limit(most);
  return rows.length;
}

/** Everyone who is sponsor or partner of a goal that the person may see, by name. */
export async function listGoalPeople(db: Read, actor: Actor): Promise<{ id: string; name: string }[]> {
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(recordPeople)
    .innerJoin(records, and(eq(records.id, recordPeople.recordId), eq(records.kind, "goal")))
    .innerJoin(people, eq(people.id, recordPeople.personId))
    .where(and(inArray(recordPeople.seat, [...handshakeSeats]), visibleTo(actor)))
    .orderBy(asc(people.name), asc(people.id));
}

/** Names at the seats of these goals: sponsor and partner, by goal. */
export async function listSponsorsAndPartners(db: Read, goalIds: readonly string[]) {
  const seats = await listSeats(db, goalIds);
  return Map.groupBy(seats, seat => seat.recordId);
}
