import { and, asc, eq, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { workWaits } from "./work.table.ts";

const columns = { id: records.id, number: records.number, title: records.title, state: records.state };

/** What this work waits for, as far as the person may see it. */
export async function listWaitedFor(db: Read, actor: Actor, workId: string) {
  return db
    .select(columns)
    .from(workWaits)
    .innerJoin(records, eq(records.id, workWaits.forId))
    .where(and(eq(workWaits.workId, workId), visibleTo(actor)))
    .orderBy(asc(records.number));
}

export type WaitRow = Awaited<ReturnType<typeof listWaitedFor>>[number];

/** What waits for this work, as far as the person may see it. */
export async function listWaiting(db: Read, actor: Actor, workId: string): Promise<WaitRow[]> {
  return db
    .select(columns)
    .from(workWaits)
    .innerJoin(records, eq(records.id, workWaits.workId))
    .where(and(eq(workWaits.forId, workId), visibleTo(actor)))
    .orderBy(asc(records.number));
}

/** Work by its numbers, as far as the person may see it. */
export async function listByNumber(db: Read, actor: Actor, numbers: readonly number[]): Promise<WaitRow[]> {
  if (numbers.length === 0) return [];
  return db
    .select(columns)
    .from(records)
    .where(and(eq(records.kind, "work"), inArray(records.number, [...numbers]), visibleTo(actor)))
    .orderBy(asc(records.number));
}

/** Who waits for whom, from these on: all that a circle through them could hold. Not scoped: a circle is one for everybody. */
export async function waitsFrom(db: Read, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  let frontier = [...new Set(ids)];
  while (frontier.length > 0) {
    const rows = await db
      .select({ workId: workWaits.workId, forId: workWaits.forId })
      .from(workWaits)
      .where(inArray(workWaits.workId, frontier))
      .orderBy(asc(workWaits.workId), asc(workWaits.forId));
    for (const id of frontier) found.set(id, []);
    for (const { workId, forId } of rows) found.get(workId)?.push(forId);
    frontier = [...new Set(rows.map(({ forId }) => forId))].filter(id => !found.has(id));
  }
  return found;
}
