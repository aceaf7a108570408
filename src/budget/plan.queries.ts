import { eq, inArray, max } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import type { LineRow } from "./budget.queries.ts";
import { budgetLines, budgetRequests, fundingSources } from "./budget.table.ts";

// What plans brought in before, by the keys of their texts: not scoped, for imports alone.

export type PlannedBudget = { record: RecordRow; askedCents: number; lastPosition: number };

export async function findPlannedBudgets(
  db: Read,
  planKeys: readonly string[],
): Promise<Map<string, PlannedBudget>> {
  const found = await findAll(planKeys, some =>
    db
      .select({ record: records, planKey: budgetRequests.planKey, askedCents: budgetRequests.askedCents })
      .from(budgetRequests)
      .innerJoin(records, eq(records.id, budgetRequests.id))
      .where(inArray(budgetRequests.planKey, some)),
  );
  const positions = await findAll(
    found.map(({ record }) => record.id),
    some =>
      db
        .select({ id: budgetLines.budgetId, last: max(budgetLines.position) })
        .from(budgetLines)
        .where(inArray(budgetLines.budgetId, some))
        .groupBy(budgetLines.budgetId),
  );
  const lastOf = new Map(positions.map(({ id, last }) => [id, last ?? 0]));
  return new Map(
    found.map(({ planKey, ...each }) => [
      planKey ?? "",
      { ...each, lastPosition: lastOf.get(each.record.id) ?? 0 },
    ]),
  );
}

export type PlannedLine = { line: LineRow; record: RecordRow; source: string | null };

/** Lines as they are now, also those that their author took out. */
export async function findPlannedLines(
  db: Read,
  planKeys: readonly string[],
): Promise<Map<string, PlannedLine>> {
  const found = await findAll(planKeys, some =>
    db
      .select({ line: budgetLines, record: records, source: fundingSources.name })
      .from(budgetLines)
      .innerJoin(records, eq(records.id, budgetLines.budgetId))
      .leftJoin(fundingSources, eq(fundingSources.id, budgetLines.sourceId))
      .where(inArray(budgetLines.planKey, some)),
  );
  return new Map(found.map(each => [each.line.planKey ?? "", each]));
}
