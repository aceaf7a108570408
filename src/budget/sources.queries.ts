import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { getRecord, visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import { budgetLines, budgetRequests, fundingSources, reservations, sourceAmounts } from "./budget.table.ts";
import type { Holding } from "./sources.rules.ts";

export type SourceRow = typeof fundingSources.$inferSelect;
export type AmountRow = typeof sourceAmounts.$inferSelect;
export type Source = SourceRow & { record: RecordRow };

/** @throws not found */
export async function getSource(db: Read, actor: Actor, number: number): Promise<Source> {
  const record = await getRecord(db, actor, "source", number);
  const [row] = await db.select().from(fundingSources).where(eq(fundingSources.id, record.id));
  if (!row) throw notFound();
  return { ...row, record };
}

/** Every funding source that the person may see, by name. */
export async function listSources(db: Read, actor: Actor): Promise<Source[]> {
  const rows = await db
    .select({ source: fundingSources, record: records })
    .from(fundingSources)
    .innerJoin(records, eq(records.id, fundingSources.id))
    .where(visibleTo(actor))
    .orderBy(asc(fundingSources.name), asc(fundingSources.id));
  return rows.map(({ source, record }) => ({ ...source, record }));
}

export async function findSourceByCode(db: Read, code: string): Promise<SourceRow | undefined> {
  const [row] = await db.select().from(fundingSources).where(eq(fundingSources.code, code));
  return row;
}

/** Those of these ids that are funding sources, by id; ids from a form go through here. */
export async function sourcesById(db: Read, unsafeIds: readonly string[]): Promise<Map<string, SourceRow>> {
  if (unsafeIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(fundingSources)
    .where(inArray(fundingSources.id, [...new Set(unsafeIds)]));
  return new Map(rows.map(row => [row.id, row]));
}

const sumOfCents = sql<number>`sum(${reservations.cents})`.mapWith(Number);

export type Place = { sourceId: string; fiscalYear: number };
export const placeKey = ({ sourceId, fiscalYear }: Place): string => `${sourceId} ${fiscalYear}`;

/** What these sources hold and have promised, for every fiscal year with either; all sources where none are named. */
export async function listHoldings(db: Read, sourceIds?: readonly string[]): Promise<Holding[]> {
  if (sourceIds?.length === 0) return [];
  const ids = sourceIds && [...new Set(sourceIds)];
  const names = await db
    .select({ id: fundingSources.id, name: fundingSources.name })
    .from(fundingSources)
    .where(ids && inArray(fundingSources.id, ids))
    .orderBy(asc(fundingSources.name), asc(fundingSources.id));
  const amounts = await db
    .select()
    .from(sourceAmounts)
    .where(ids && inArray(sourceAmounts.sourceId, ids));
  const reserved = await db
    .select({ sourceId: reservations.sourceId, fiscalYear: reservations.fiscalYear, cents: sumOfCents })
    .from(reservations)
    .where(ids && inArray(reservations.sourceId, ids))
    .groupBy(reservations.sourceId, reservations.fiscalYear);
  return names.flatMap(({ id, name }) => {
    const of = <Row extends Place>(rows: readonly Row[]) => rows.filter(row => row.sourceId === id);
    const years = [...of(amounts), ...of(reserved)].map(({ fiscalYear }) => fiscalYear);
    return [...new Set(years)]
      .sort((a, b) => a - b)
      .map(fiscalYear => ({
        sourceId: id,
        name,
        fiscalYear,
        amountCents: of(amounts).find(row => row.fiscalYear === fiscalYear)?.cents ?? 0,
        reservedCents: of(reserved).find(row => row.fiscalYear === fiscalYear)?.cents ?? 0,
      }));
  });
}

export type Reservation = typeof reservations.$inferSelect;

export async function insertReservations(tx: Tx, rows: Reservation[]): Promise<void> {
  if (rows.length > 0) await tx.insert(reservations).values(rows);
}

export async function listReservations(db: Read, lineIds: readonly string[]): Promise<Reservation[]> {
  if (lineIds.length === 0) return [];
  return db
    .select()
    .from(reservations)
    .where(inArray(reservations.lineId, [...lineIds]))
    .orderBy(asc(reservations.lineId), asc(reservations.fiscalYear));
}

export async function updateReservation(
  tx: Tx,
  { lineId, fiscalYear }: Reservation,
  cents: number,
): Promise<void> {
  await tx
    .update(reservations)
    .set({ cents })
    .where(and(eq(reservations.lineId, lineId), eq(reservations.fiscalYear, fiscalYear)));
}

export async function deleteReservations(tx: Tx, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length > 0) await tx.delete(reservations).where(inArray(reservations.lineId, [...lineIds]));
}

export type Promised = Reservation & { label: string; record: RecordRow };

/** Which lines hold a source's money in a fiscal year, largest first, of requests that the person may see. */
export async function listPromised(
  db: Read,
  actor: Actor,
  sourceId: string,
  limit: number,
): Promise<Promised[]> {
  const rows = await db
    .select({ reservation: reservations, label: budgetLines.label, record: records })
    .from(reservations)
    .innerJoin(budgetLines, eq(budgetLines.id, reservations.lineId))
    .innerJoin(budgetRequests, eq(budgetRequests.id, budgetLines.budgetId))
    .innerJoin(records, eq(records.id, budgetRequests.id))
    .where(and(eq(reservations.sourceId, sourceId), visibleTo(actor)))
    .orderBy(asc(reservations.fiscalYear), asc(records.number), asc(reservations.lineId))
    .limit(limit);
  return rows.map(({ reservation, label, record }) => ({ ...reservation, label, record }));
}

export async function insertSource(tx: Tx, row: SourceRow): Promise<void> {
  await tx.insert(fundingSources).values(row);
}

export async function updateSource(tx: Tx, id: string, changes: Partial<SourceRow>): Promise<void> {
  await tx.update(fundingSources).set(changes).where(eq(fundingSources.id, id));
}

export async function putAmount(tx: Tx, row: AmountRow): Promise<void> {
  await tx
    .insert(sourceAmounts)
    .values(row)
    .onConflictDoUpdate({
      target: [sourceAmounts.sourceId, sourceAmounts.fiscalYear],
      set: { cents: row.cents, reason: row.reason },
    });
}

export async function listAmounts(db: Read, sourceId: string): Promise<AmountRow[]> {
  return db
    .select()
    .from(sourceAmounts)
    .where(eq(sourceAmounts.sourceId, sourceId))
    .orderBy(asc(sourceAmounts.fiscalYear));
}
