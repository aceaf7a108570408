import { and, asc, eq, inArray, or } from "drizzle-orm";
import { type Budget, listInStates, loadBudgets } from "../../budget/budget.queries.ts";
import { takesBoard } from "../../budget/budget.rules.ts";
import { budgetLines, fundingSources, reservations } from "../../budget/budget.table.ts";
import type { Read } from "../../db/database.ts";
import { type GoalViews, listViews } from "../../goals/check-ins.queries.ts";
import { type Goal, pacedOf, withSeats } from "../../goals/goals.queries.ts";
import { goals, priorities } from "../../goals/goals.table.ts";
import {
  listMeasures,
  listReadings,
  type MeasureRow,
  type ReadingRow,
} from "../../goals/measures.queries.ts";
import { visibleRecords, visibleTo } from "../../records/records.queries.ts";
import { refOf } from "../../records/records.rules.ts";
import { records, ties } from "../../records/records.table.ts";
import { type Day, fiscalYearDays } from "../../shared/dates.ts";
import type { Actor, District } from "../../shared/deed.ts";

export type On = { today: Day; district: District };

/** A line's money in the fiscal year, under the goal that its request serves. */
export type GoalMoney = {
  goalId: string;
  lineId: string;
  label: string;
  source: string;
  budgetId: string;
  cents: number;
};

export type PacketGoal = {
  goal: Goal;
  views: GoalViews;
  measures: MeasureRow[];
  readings: ReadingRow[];
  money: GoalMoney[];
};

export type Packet = {
  goals: PacketGoal[];
  /** There are more goals than a packet holds. */
  isCut: boolean;
  /** Requests that wait for the board, with the goals and requests that they serve. */
  asked: { budget: Budget; serves: string[] }[];
};

/** More pages than this nobody reads. */
export const mostGoals = 100;

/** All that a board packet prints for a fiscal year, in a fixed number of queries. */
export async function loadPacket(db: Read, actor: Actor, fiscalYear: number, on: On): Promise<Packet> {
  const found = await listPacketGoals(db, actor, fiscalYear);
  const shown = await withSeats(db, found.slice(0, mostGoals));
  const ids = shown.map(({ record }) => record.id);
  const [views, measures, money, asked] = await Promise.all([
    listViews(db, shown.map(pacedOf), on),
    listMeasures(db, ids),
    listMoney(db, actor, ids, fiscalYear),
    listAsked(db, actor, fiscalYear, on),
  ]);
  const readings = await listReadings(
    db,
    measures.map(({ id }) => id),
  );
  const measuresOf = Map.groupBy(measures, measure => measure.goalId);
  const moneyOf = Map.groupBy(money, each => each.goalId);
  return {
    isCut: found.length > mostGoals,
    asked,
    goals: shown.flatMap(goal => {
      const own = measuresOf.get(goal.record.id) ?? [];
      const seen = views.get(goal.record.id);
      if (!seen) return [];
      return [
        {
          goal,
          views: seen,
          measures: own,
          readings: readings.filter(reading => own.some(({ id }) => id === reading.measureId)),
          money: moneyOf.get(goal.record.id) ?? [],
        },
      ];
    }),
  };
}

/** Goals that run, and others that have money in the year; by priority, then by number. */
async function listPacketGoals(db: Read, actor: Actor, fiscalYear: number) {
  const hasMoney = inArray(
    records.id,
    db
      .select({ id: ties.toId })
      .from(reservations)
      .innerJoin(budgetLines, eq(budgetLines.id, reservations.lineId))
      .crossJoin(ties)
      .where(and(eq(reservations.fiscalYear, fiscalYear), eq(ties.fromId, budgetLines.budgetId))),
  );
  return db
    .select({ record: records, row: goals, priority: priorities })
    .from(records)
    .innerJoin(goals, eq(goals.id, records.id))
    .innerJoin(priorities, eq(priorities.id, goals.priorityId))
    .where(
      and(
        eq(records.kind, "goal"),
        or(inArray(records.state, ["active", "on hold"]), hasMoney),
        visibleTo(actor),
      ),
    )
    .orderBy(asc(priorities.position), asc(priorities.code), asc(records.number))
    .limit(mostGoals + 1);
}

/** What approved lines hold in the year, of requests tied to these goals; largest first. */
async function listMoney(
  db: Read,
  actor: Actor,
  goalIds: readonly string[],
  fiscalYear: number,
): Promise<GoalMoney[]> {
  if (goalIds.length === 0) return [];
  const rows = await db
    .select({
      goalId: ties.toId,
      lineId: budgetLines.id,
      label: budgetLines.label,
      source: fundingSources.name,
      budgetId: budgetLines.budgetId,
      cents: reservations.cents,
    })
    .from(reservations)
    .innerJoin(budgetLines, eq(budgetLines.id, reservations.lineId))
    .innerJoin(fundingSources, eq(fundingSources.id, reservations.sourceId))
    .innerJoin(records, eq(records.id, budgetLines.budgetId))
    // A goal has thousands of ties and a year few reservations: SQLite is to begin with these.
    .crossJoin(ties)
    .where(
      and(
        eq(reservations.fiscalYear, fiscalYear),
        eq(ties.fromId, records.id),
        inArray(ties.toId, [...goalIds]),
        visibleTo(actor),
      ),
    );
  return rows.sort((a, b) => b.cents - a.cents || (a.lineId < b.lineId ? -1 : 1));
}

const mostAsked = 200;

/** Reviewed requests that only the board can decide: of this fiscal year, or before a meeting in it. */
async function listAsked(db: Read, actor: Actor, fiscalYear: number, { district }: On) {
  const reviewed = await loadBudgets(db, await listInStates(db, actor, ["reviewed"], mostAsked));
  const { first, last } = fiscalYearDays(fiscalYear, district.fiscalYearStart);
  const before = reviewed.filter(({ row }) => {
    const meets = row.boardDay !== null && row.boardDay >= first && row.boardDay <= last;
    return takesBoard(row.askedCents, district) && (meets || row.fiscalYear === fiscalYear);
  });
  const served = await listServes(
    db,
    actor,
    before.map(({ record }) => record.id),
  );
  return before.map(budget => ({ budget, serves: served.get(budget.record.id) ?? [] }));
}

async function listServes(
  db: Read,
  actor: Actor,
  budgetIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (budgetIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(ties)
    .where(inArray(ties.fromId, [...budgetIds]));
  const seen = await visibleRecords(
    db,
    actor,
    rows.map(({ toId }) => toId),
  );
  const refs = rows.flatMap(({ fromId, toId }) => {
    const record = seen.get(toId);
    if (record?.kind !== "goal" && record?.kind !== "request") return [];
    return [{ fromId, ref: refOf(record.kind, record.number) }];
  });
  const byBudget = Map.groupBy(refs, ({ fromId }) => fromId);
  return new Map([...byBudget].map(([id, some]) => [id, some.map(({ ref }) => ref).sort()]));
}
