import { eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import type { GoalRow, PriorityRow } from "./goals.queries.ts";
import { goals, measures, priorities } from "./goals.table.ts";
import type { MeasureRow } from "./measures.queries.ts";

/** What a plan brought in before, by the key of its texts: not scoped, for imports alone. */
export async function findPlannedPriority(db: Read, planKey: string): Promise<PriorityRow | undefined> {
  const [row] = await db.select().from(priorities).where(eq(priorities.planKey, planKey)).limit(1);
  return row;
}

export async function findPlannedGoal(
  db: Read,
  planKey: string,
): Promise<{ record: RecordRow; row: GoalRow } | undefined> {
  const [found] = await db
    .select({ record: records, row: goals })
    .from(goals)
    .innerJoin(records, eq(records.id, goals.id))
    .where(eq(goals.planKey, planKey));
  return found;
}

export async function findPlannedMeasure(db: Read, planKey: string): Promise<MeasureRow | undefined> {
  const [row] = await db.select().from(measures).where(eq(measures.planKey, planKey));
  return row;
}
