import { eq, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import type { LineRow } from "./budget.queries.ts";
import { budgetLines, budgetRequests } from "./budget.table.ts";

export type Planned = {
  record: RecordRow;
  askedCents: number;
  /** Of every line that a plan ever brought in, also those that its author took out. */
  lineKeys: Set<string>;
  lastPosition: number;
};

/** The request that a plan brought in before. */
export async function findPlanned(db: Read, planKey: string): Promise<Planned | undefined> {
  const [found] = await db
    .select({ record: records, askedCents: budgetRequests.askedCents })
    .from(budgetRequests)
    .innerJoin(records, eq(records.id, budgetRequests.id))
    .where(eq(budgetRequests.planKey, planKey));
  if (!found) return undefined;
  const lines = await db
    .select({ planKey: budgetLines.planKey, position: budgetLines.position })
    .from(budgetLines)
    .where(eq(budgetLines.budgetId, found.record.id));
  return {
    ...found,
    lineKeys: new Set(lines.flatMap(line => line.planKey ?? [])),
    lastPosition: Math.max(0, ...lines.map(({ position }) => position)),
  };
}

/** Lines that a plan brought in, by key, as they are now: for telling what differs from the file. */
export async function findPlanLines(db: Read, planKeys: readonly string[]): Promise<Map<string, LineRow>> {
  const found = new Map<string, LineRow>();
  for (let at = 0; at < planKeys.length; at += 500) {
    const rows = await db
      .select()
      .from(budgetLines)
      .where(inArray(budgetLines.planKey, planKeys.slice(at, at + 500)));
    for (const row of rows) if (row.planKey) found.set(row.planKey, row);
  }
  return found;
}
