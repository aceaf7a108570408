import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleRecords, visibleTo } from "../records/records.queries.ts";
import { records, ties } from "../records/records.table.ts";
import { openStates as openRequests } from "../requests/requests.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { openStates as openWork } from "../work/work.rules.ts";
import type { GoalRow } from "./goals.queries.ts";
import { goals } from "./goals.table.ts";

const isUnfinished = or(
  and(eq(records.kind, "request"), inArray(records.state, [...openRequests])),
  and(eq(records.kind, "work"), inArray(records.state, [...openWork])),
);

/** More than so many of a kind nobody ticks. */
export const mostComing = 200;

/** Requests and work right under a goal that are not over, the newest first, as far as the person sees them. */
export async function listUnfinished(db: Read, actor: Actor, goalId: string, kind: "request" | "work") {
  const rows = await db
    .select({ record: records })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.fromId))
    .where(and(eq(ties.toId, goalId), eq(records.kind, kind), isUnfinished, visibleTo(actor)))
    .orderBy(desc(records.number))
    .limit(mostComing);
  return rows.map(({ record }) => record);
}

/** Those of these that are still not over, whoever may see them: somebody who did chose them. */
export async function listComing(tx: Tx, ids: readonly string[]): Promise<RecordRow[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(records)
    .where(and(inArray(records.id, [...ids]), isUnfinished))
    .orderBy(asc(records.kind), asc(records.number));
}

/** The record of an id that a row of ours holds, whoever may see it. */
export async function findWhole(tx: Tx, id: string): Promise<RecordRow | undefined> {
  const [row] = await tx.select().from(records).where(eq(records.id, id));
  return row;
}

/** The goal that this one continues, those that continue it, and what is to come under it, as the person sees them. */
export type GoalKin = { from: RecordRow | null; to: RecordRow[]; coming: RecordRow[] };

export async function findKin(db: Read, actor: Actor, row: GoalRow): Promise<GoalKin> {
  const coming = row.comingIds ?? [];
  const [seen, to] = await Promise.all([
    visibleRecords(db, actor, row.continuesId ? [row.continuesId, ...coming] : coming),
    listContinuing(db, actor, row.id),
  ]);
  const of = (id: string | null) => (id ? (seen.get(id) ?? null) : null);
  return { from: of(row.continuesId), to, coming: coming.map(of).filter(each => each !== null) };
}

/** Goals that continue this one and were not thrown away. */
export async function listContinuing(db: Read, actor: Actor, goalId: string): Promise<RecordRow[]> {
  const rows = await db
    .select({ record: records })
    .from(goals)
    .innerJoin(records, eq(records.id, goals.id))
    .where(
      and(
        eq(goals.continuesId, goalId),
        inArray(records.state, ["draft", "proposed", "active", "on hold", "achieved", "retired"]),
        visibleTo(actor),
      ),
    )
    .orderBy(asc(records.number));
  return rows.map(({ record }) => record);
}
