import { and, asc, desc, eq, gt, inArray, min, type SQL } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { ListFilter } from "../records/records.list.ts";
import { pageOf } from "../records/records.page.ts";
import { visibleTo } from "../records/records.queries.ts";
import { recordPeople, records, ties } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Actor, Side } from "../shared/deed.ts";
import { effort, work } from "./work.table.ts";

export type WorkRow = {
  record: typeof records.$inferSelect;
  work: typeof work.$inferSelect;
  owner: { id: string; name: string; side: Side | null } | null;
};

const select = (db: Read) =>
  db
    .select({
      record: records,
      work,
      owner: { id: people.id, name: people.name, side: people.side },
    })
    .from(records)
    .innerJoin(work, eq(work.id, records.id))
    .leftJoin(recordPeople, and(eq(recordPeople.recordId, records.id), eq(recordPeople.seat, "owner")))
    .leftJoin(people, eq(people.id, recordPeople.personId));

/** @throws not found for what the person may not see */
export async function getWork(db: Read, actor: Actor, number: number): Promise<WorkRow> {
  const [row] = await select(db).where(
    and(eq(records.kind, "work"), eq(records.number, number), visibleTo(actor)),
  );
  if (!row) throw notFound();
  return row;
}

/** Those of these that the person may see. */
export const listWorkOf = (db: Read, actor: Actor, ids: readonly string[]): Promise<WorkRow[]> =>
  select(db).where(and(inArray(records.id, [...ids]), visibleTo(actor)));

export type WorkFilter = Omit<ListFilter, "kind">;

export async function listWork(
  db: Read,
  actor: Actor,
  filter: WorkFilter,
  limit: number,
  own?: SQL,
): Promise<WorkRow[]> {
  const { where, orderBy } = await pageOf(db, actor, { ...filter, kind: "work" }, limit, own);
  return select(db)
    .where(where)
    .orderBy(...orderBy);
}

/** What each of these work items is under, as far as the person may see it. */
export async function listAbove(db: Read, actor: Actor, workIds: readonly string[]) {
  if (workIds.length === 0) return [];
  return db
    .select({
      workId: ties.fromId,
      id: records.id,
      kind: records.kind,
      number: records.number,
      title: records.title,
      state: records.state,
    })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.toId))
    .where(and(inArray(ties.fromId, [...workIds]), visibleTo(actor)))
    .orderBy(asc(ties.fromId), asc(records.kind), asc(records.number));
}

export type AboveRow = Awaited<ReturnType<typeof listAbove>>[number];

/** Of which kind of request it is a part; "" of none. */
export async function findWorkKind(db: Read, workId: string): Promise<string> {
  const [row] = await db
    .select({ kind: min(requests.kind) })
    .from(ties)
    .innerJoin(requests, eq(requests.id, ties.toId))
    .where(eq(ties.fromId, workId));
  return row?.kind ?? "";
}

export async function listEffort(db: Read, workId: string) {
  return db
    .select({
      id: effort.id,
      day: effort.day,
      hours: effort.hours,
      note: effort.note,
      name: people.name,
      side: people.side,
    })
    .from(effort)
    .innerJoin(people, eq(people.id, effort.personId))
    .where(eq(effort.workId, workId))
    .orderBy(desc(effort.day), desc(effort.id));
}

export type EffortRow = Awaited<ReturnType<typeof listEffort>>[number];

/** Hours that a person logged on a day, over all work. */
export async function hoursOn(db: Read, personId: string, day: string): Promise<number> {
  const rows = await db
    .select({ hours: effort.hours })
    .from(effort)
    .where(and(eq(effort.personId, personId), eq(effort.day, day), gt(effort.hours, 0)));
  return rows.reduce((sum, row) => sum + row.hours, 0);
}

const openAbove = {
  goal: ["proposed", "active", "on hold"],
  request: ["submitted", "accepted", "estimated", "committed", "in delivery"],
} as const;

/** Goals or requests that new work may go under: the newest that are still open. */
export async function listOpenAbove(db: Read, actor: Actor, kind: keyof typeof openAbove) {
  return db
    .select({ id: records.id, number: records.number, title: records.title })
    .from(records)
    .where(and(eq(records.kind, kind), inArray(records.state, [...openAbove[kind]]), visibleTo(actor)))
    .orderBy(desc(records.number))
    .limit(200);
}
