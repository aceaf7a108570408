import { and, asc, eq, getTableColumns, max } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import type { PriorityRow } from "./goals.queries.ts";
import { priorities } from "./goals.table.ts";

export type ListedPriority = PriorityRow & { number: number };

/** All priorities in the district's order. */
export async function listPriorities(db: Read): Promise<ListedPriority[]> {
  return db
    .select({ ...getTableColumns(priorities), number: records.number })
    .from(priorities)
    .innerJoin(records, eq(records.id, priorities.id))
    .orderBy(asc(priorities.position), asc(priorities.code), asc(priorities.id));
}

/** @throws not found */
export async function getPriority(
  db: Read,
  actor: Actor,
  number: number,
): Promise<{ record: RecordRow; row: PriorityRow }> {
  const [found] = await db
    .select({ record: records, row: priorities })
    .from(records)
    .innerJoin(priorities, eq(priorities.id, records.id))
    .where(and(eq(records.kind, "priority"), eq(records.number, number), visibleTo(actor)));
  if (!found) throw notFound();
  return found;
}

export async function nextPriorityPosition(db: Read): Promise<number> {
  const [row] = await db.select({ last: max(priorities.position) }).from(priorities);
  return (row?.last ?? 0) + 1;
}

export async function insertPriority(tx: Tx, row: PriorityRow): Promise<PriorityRow> {
  const [made] = await tx.insert(priorities).values(row).returning();
  if (!made) throw conflict("The priority could not be kept. Try again.");
  return made;
}

export async function updatePriority(
  tx: Tx,
  id: string,
  changes: Partial<PriorityRow>,
): Promise<PriorityRow> {
  const [written] = await tx.update(priorities).set(changes).where(eq(priorities.id, id)).returning();
  if (!written) throw notFound();
  return written;
}
