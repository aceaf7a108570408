import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { Side } from "../shared/deed.ts";
import { estimateLines, estimates } from "./estimates.table.ts";

export type EstimateRow = typeof estimates.$inferSelect;
export type EstimateLineRow = typeof estimateLines.$inferSelect;
export type EstimateVersion = EstimateRow & {
  byName: string;
  bySide: Side | null;
  lines: EstimateLineRow[];
};

/** The version that stands; undefined before the first. Whoever calls it has loaded the record as the person sees it. */
export async function findEstimate(db: Read, recordId: string): Promise<EstimateRow | undefined> {
  const [row] = await db
    .select()
    .from(estimates)
    .where(and(eq(estimates.recordId, recordId), isNull(estimates.supersededAt)))
    .orderBy(desc(estimates.version))
    .limit(1);
  return row;
}

/** The standing versions of these records, by record. */
export async function estimatesOf(db: Read, recordIds: readonly string[]): Promise<Map<string, EstimateRow>> {
  if (recordIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(estimates)
    .where(and(inArray(estimates.recordId, [...new Set(recordIds)]), isNull(estimates.supersededAt)))
    .orderBy(asc(estimates.recordId), asc(estimates.version));
  return new Map(rows.map(row => [row.recordId, row]));
}

/** All versions, newest first, with their cost lines. */
export async function listEstimates(db: Read, recordId: string): Promise<EstimateVersion[]> {
  const rows = await db
    .select({ estimate: estimates, byName: people.name, bySide: people.side })
    .from(estimates)
    .innerJoin(people, eq(people.id, estimates.byId))
    .where(eq(estimates.recordId, recordId))
    .orderBy(desc(estimates.version));
  if (rows.length === 0) return [];
  const lines = await db
    .select()
    .from(estimateLines)
    .where(
      inArray(
        estimateLines.estimateId,
        rows.map(row => row.estimate.id),
      ),
    )
    .orderBy(asc(estimateLines.estimateId), asc(estimateLines.position), asc(estimateLines.id));
  return rows.map(({ estimate, byName, bySide }) => ({
    ...estimate,
    byName,
    bySide,
    lines: lines.filter(line => line.estimateId === estimate.id),
  }));
}
