import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { conflict } from "../shared/app-error.ts";
import { type Day, dayOf } from "../shared/dates.ts";
import type { District, Side } from "../shared/deed.ts";
import { type View, viewOf } from "./check-ins.rules.ts";
import { goalStateOf } from "./goals.queries.ts";
import type { Rhythm } from "./goals.rules.ts";
import { checkIns } from "./goals.table.ts";

export type CheckInRow = typeof checkIns.$inferSelect;
/** A check-in with who said it, and the district's day on which it was said. */
export type ToldCheckIn = CheckInRow & { day: Day; byName: string; bySide: Side | null };

/** The last check-in of each side of each of these goals. */
export async function lastCheckIns(
  db: Read,
  goalIds: readonly string[],
  timeZone: string,
): Promise<ToldCheckIn[]> {
  if (goalIds.length === 0) return [];
  const isLast = sql`not exists (
    select 1 from check_ins later where later.goal_id = ${checkIns.goalId} and later.side = ${checkIns.side}
    and (later.at, later.id) > (${checkIns.at}, ${checkIns.id}))`;
  const rows = await db
    .select({ checkIn: checkIns, byName: people.name, bySide: people.side })
    .from(checkIns)
    .innerJoin(people, eq(people.id, checkIns.byId))
    .where(and(inArray(checkIns.goalId, [...goalIds]), isLast))
    .orderBy(asc(checkIns.goalId), asc(checkIns.side));
  return rows.map(({ checkIn, ...by }) => ({ ...checkIn, ...by, day: dayOf(checkIn.at, timeZone) }));
}

export type GoalViews = Record<Side, View<ToldCheckIn>>;

/** A goal as its views need it: `since` is when its record came into its state. */
export type PacedGoal = { id: string; state: string; since: Date; rhythm: Rhythm };

/** How each side sees each of these goals today, in one query for all of them. */
export async function listViews(
  db: Read,
  goals: readonly PacedGoal[],
  { today, district }: { today: Day; district: District },
): Promise<Map<string, GoalViews>> {
  const ids = goals.map(goal => goal.id);
  const said = Map.groupBy(await lastCheckIns(db, ids, district.timeZone), checkIn => checkIn.goalId);
  return new Map(
    goals.map(goal => {
      const pace = {
        state: goalStateOf(goal.state),
        rhythm: goal.rhythm,
        activeSince: dayOf(goal.since, district.timeZone),
      };
      const view = (side: Side) => viewOf(pace, side, said.get(goal.id) ?? [], today, district.holidays);
      return [
        goal.id,
        {
          leadership: view("leadership"),
          technology: view("technology"),
          educators: view("educators"),
        },
      ];
    }),
  );
}

export async function insertCheckIn(tx: Tx, row: CheckInRow): Promise<CheckInRow> {
  const [made] = await tx.insert(checkIns).values(row).returning();
  if (!made) throw conflict("The check-in could not be kept. Try again.");
  return made;
}
