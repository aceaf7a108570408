import { eq, inArray } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import type { GoalRow } from "./goals.queries.ts";
import { goals, measures, priorities } from "./goals.table.ts";
import type { MeasureRow } from "./measures.queries.ts";

// What plans brought in before, by the keys of their texts: not scoped, for imports alone.

export type PlannedGoal = {
  record: RecordRow;
  row: GoalRow;
  /** The priority's title. */
  priority: string;
};

export async function findPlannedGoals(
  db: Read,
  planKeys: readonly string[],
): Promise<Map<string, PlannedGoal>> {
  const found = await findAll(planKeys, some =>
    db
      .select({ record: records, row: goals, priority: priorities.title })
      .from(goals)
      .innerJoin(records, eq(records.id, goals.id))
      .innerJoin(priorities, eq(priorities.id, goals.priorityId))
      .where(inArray(goals.planKey, some)),
  );
  return new Map(found.map(goal => [goal.row.planKey ?? "", goal]));
}

export async function findPlannedMeasures(
  db: Read,
  planKeys: readonly string[],
): Promise<Map<string, MeasureRow>> {
  const found = await findAll(planKeys, some =>
    db.select().from(measures).where(inArray(measures.planKey, some)),
  );
  return new Map(found.map(measure => [measure.planKey ?? "", measure]));
}
