import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { approvals } from "./budget.table.ts";

const lookBack = 50;
const fewest = 3;
const dayMs = 86_400_000;

/** How many days the review of funds and the decision usually took, after the step before; null from too few. */
export async function usualWaits(db: Read): Promise<{ review: number | null; decision: number | null }> {
  const ids = await db
    .select({ id: approvals.budgetId })
    .from(approvals)
    .where(and(eq(approvals.step, "reviewed"), isNull(approvals.voidedAt)))
    .orderBy(desc(approvals.at), desc(approvals.id))
    .limit(lookBack);
  if (ids.length < fewest) return { review: null, decision: null };
  const steps = await db
    .select({ budgetId: approvals.budgetId, step: approvals.step, at: approvals.at })
    .from(approvals)
    .where(
      and(
        inArray(
          approvals.budgetId,
          ids.map(({ id }) => id),
        ),
        isNull(approvals.voidedAt),
      ),
    );
  const review: number[] = [];
  const decision: number[] = [];
  for (const own of Map.groupBy(steps, step => step.budgetId).values()) {
    const at = (prefix: string) =>
      Math.max(...own.filter(({ step }) => step.startsWith(prefix)).map(each => each.at.getTime()));
    const [endorsed, reviewed, decided] = [at("endorsed"), at("reviewed"), at("decided")];
    if (reviewed > endorsed) review.push((reviewed - endorsed) / dayMs);
    if (decided > reviewed) decision.push((decided - reviewed) / dayMs);
  }
  return { review: median(review), decision: median(decision) };
}

function median(days: number[]): number | null {
  if (days.length < fewest) return null;
  const sorted = days.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
