import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { insertRows } from "../db/rows.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { measures, readings } from "./goals.table.ts";

export type MeasureRow = typeof measures.$inferSelect;
export type ReadingRow = typeof readings.$inferSelect;

/** Measures of these goals, in the order in which they stand on the page. */
export async function listMeasures(db: Read, goalIds: readonly string[]): Promise<MeasureRow[]> {
  if (goalIds.length === 0) return [];
  return db
    .select()
    .from(measures)
    .where(inArray(measures.goalId, [...goalIds]))
    .orderBy(asc(measures.goalId), asc(measures.position), asc(measures.id));
}

/** The measure of a goal that was loaded through a scoped query. @throws not found */
export async function getMeasure(db: Read, goalId: string, unsafeId: string): Promise<MeasureRow> {
  const [row] = await db
    .select()
    .from(measures)
    .where(and(eq(measures.id, unsafeId), eq(measures.goalId, goalId)));
  if (!row) throw notFound();
  return row;
}

/** All readings of these measures, oldest first. */
export async function listReadings(db: Read, measureIds: readonly string[]): Promise<ReadingRow[]> {
  if (measureIds.length === 0) return [];
  return db
    .select()
    .from(readings)
    .where(inArray(readings.measureId, [...measureIds]))
    .orderBy(asc(readings.measureId), asc(readings.day), asc(readings.at), asc(readings.id));
}

/** The newest reading of each of these measures, by measure. */
export async function lastReadings(
  db: Read,
  measureIds: readonly string[],
): Promise<Map<string, ReadingRow>> {
  if (measureIds.length === 0) return new Map();
  const isLast = sql`not exists (
    select 1 from readings later where later.measure_id = ${readings.measureId}
    and (later.day, later.at, later.id) > (${readings.day}, ${readings.at}, ${readings.id}))`;
  const rows = await db
    .select()
    .from(readings)
    .where(and(inArray(readings.measureId, [...measureIds]), isLast))
    .orderBy(desc(readings.day), desc(readings.id));
  return new Map(rows.map(row => [row.measureId, row]));
}

export async function insertMeasure(tx: Tx, row: MeasureRow): Promise<MeasureRow> {
  const [made] = await tx.insert(measures).values(row).returning();
  if (!made) throw conflict("The measure could not be kept. Try again.");
  return made;
}

/** Follows `changeRecord` of its goal in the same transaction, which guards it. */
export async function updateMeasure(tx: Tx, id: string, changes: Partial<MeasureRow>): Promise<MeasureRow> {
  const [written] = await tx.update(measures).set(changes).where(eq(measures.id, id)).returning();
  if (!written) throw notFound();
  return written;
}

export const insertReadings = (tx: Tx, rows: readonly ReadingRow[]): Promise<void> =>
  insertRows(tx, readings, rows);
