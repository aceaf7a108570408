import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { Side } from "../shared/deed.ts";
import { estimateLines, estimateParts, estimates, secondOpinions } from "./estimates.table.ts";

export type EstimateRow = typeof estimates.$inferSelect;
export type EstimateLineRow = typeof estimateLines.$inferSelect;
export type EstimatePartRow = typeof estimateParts.$inferSelect;
export type EstimateVersion = EstimateRow & {
  byName: string;
  bySide: Side | null;
  lines: EstimateLineRow[];
  parts: EstimatePartRow[];
  opinions: Opinion[];
};
export type Opinion = typeof secondOpinions.$inferSelect & { byName: string; bySide: Side | null };

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

/** A version of this record's estimate; undefined where it has none of that number. */
export async function findVersion(
  db: Read,
  recordId: string,
  version: number,
): Promise<EstimateRow | undefined> {
  const [row] = await db
    .select()
    .from(estimates)
    .where(and(eq(estimates.recordId, recordId), eq(estimates.version, version)));
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
  const ids = rows.map(row => row.estimate.id);
  const [lines, parts, opinions] = await Promise.all([
    db
      .select()
      .from(estimateLines)
      .where(inArray(estimateLines.estimateId, ids))
      .orderBy(asc(estimateLines.estimateId), asc(estimateLines.position), asc(estimateLines.id)),
    listParts(db, ids),
    listOpinions(db, ids),
  ]);
  return rows.map(({ estimate, byName, bySide }) => ({
    ...estimate,
    byName,
    bySide,
    lines: lines.filter(line => line.estimateId === estimate.id),
    parts: parts.filter(part => part.estimateId === estimate.id),
    opinions: opinions.filter(opinion => opinion.estimateId === estimate.id),
  }));
}

/** Of these versions, each in its order. */
export const listParts = (db: Read, estimateIds: readonly string[]): Promise<EstimatePartRow[]> =>
  db
    .select()
    .from(estimateParts)
    .where(inArray(estimateParts.estimateId, [...estimateIds]))
    .orderBy(asc(estimateParts.estimateId), asc(estimateParts.position), asc(estimateParts.id));

/** Second opinions on these versions, oldest first. */
export async function listOpinions(db: Read, estimateIds: readonly string[]): Promise<Opinion[]> {
  const rows = await db
    .select({ opinion: secondOpinions, byName: people.name, bySide: people.side })
    .from(secondOpinions)
    .innerJoin(people, eq(people.id, secondOpinions.byId))
    .where(inArray(secondOpinions.estimateId, [...estimateIds]))
    .orderBy(asc(secondOpinions.at), asc(secondOpinions.id));
  return rows.map(({ opinion, ...by }) => ({ ...opinion, ...by }));
}
