import { and, eq, inArray, sum } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { estimatesOf } from "../estimates/estimates.queries.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records, ties } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { work } from "../work/work.table.ts";
import { type AlikeRequest, listAlike } from "./alike.queries.ts";
import type { Request } from "./requests.queries.ts";

export type AlikeDone = AlikeRequest & { likelyHours: number; actualHours: number };

/** Of those alike only so many are looked at. */
const lookedAt = 40;

/** Delivered requests with a title like this one's: what was estimated, and what their work took. */
export async function listAlikeDone(
  db: Read,
  actor: Actor,
  request: Request,
  limit: number,
): Promise<AlikeDone[]> {
  const alike = await listAlike(db, actor, { title: request.record.title, exceptId: request.id }, lookedAt);
  const done = alike.filter(({ deliveredAt }) => deliveredAt !== null);
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
      return likelyHours !== undefined && actualHours > 0 ? [{ ...each, likelyHours, actualHours }] : [];
    })
    .slice(0, limit);
}
