import { and, desc, eq, inArray, isNotNull, sum } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { estimatesOf } from "../estimates/estimates.queries.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records, ties } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { work } from "../work/work.table.ts";
import { type AlikeRequest, listAlike } from "./alike.queries.ts";
import type { Request } from "./requests.queries.ts";
import { requests } from "./requests.table.ts";

export type AlikeDone = AlikeRequest & {
  likelyHours: number;
  actualHours: number;
  /** By its title; else by its kind alone. */
  isAlike: boolean;
};

/** Of those alike only so many are looked at. */
const lookedAt = 40;

/**
 * Delivered requests with a title like this one's, then the newest of its kind: what was estimated, and what their work
 * took.
 */
export async function listAlikeDone(
  db: Read,
  actor: Actor,
  request: Request,
  limit: number,
): Promise<AlikeDone[]> {
  const alike = await listAlike(db, actor, { title: request.record.title, exceptId: request.id }, lookedAt);
  const byTitle = alike.filter(({ deliveredAt }) => deliveredAt !== null);
  const named = new Set([request.id, ...byTitle.map(({ id }) => id)]);
  const byKind = (await listDoneOfKind(db, actor, request)).filter(({ id }) => !named.has(id));
  const done = [...byTitle, ...byKind];
  if (done.length === 0) return [];
  const ids = done.map(({ id }) => id);
  const [estimates, logged] = await Promise.all([
    estimatesOf(db, ids),
    db
      .select({ id: ties.toId, hours: sum(work.hoursLogged).mapWith(Number) })
      .from(ties)
      .innerJoin(work, eq(work.id, ties.fromId))
      .innerJoin(records, eq(records.id, work.id))
      .where(and(inArray(ties.toId, ids), visibleTo(actor)))
      .groupBy(ties.toId),
  ]);
  const hoursOf = new Map(logged.map(({ id, hours }) => [id, hours]));
  return done
    .flatMap(each => {
      const likelyHours = estimates.get(each.id)?.likelyHours;
      const actualHours = hoursOf.get(each.id) ?? 0;
      return likelyHours !== undefined && actualHours > 0
        ? [{ ...each, likelyHours, actualHours, isAlike: alike.includes(each) }]
        : [];
    })
    .slice(0, limit);
}

const listDoneOfKind = (db: Read, actor: Actor, { row }: Request): Promise<AlikeRequest[]> =>
  db
    .select({
      ...{ id: records.id, number: records.number, title: records.title, state: records.state },
      ...{ submittedAt: requests.submittedAt, deliveredAt: requests.deliveredAt },
    })
    .from(requests)
    .innerJoin(records, eq(records.id, requests.id))
    .where(and(eq(requests.kind, row.kind), isNotNull(requests.deliveredAt), visibleTo(actor)))
    .orderBy(desc(requests.deliveredAt), desc(requests.id))
    .limit(lookedAt);
