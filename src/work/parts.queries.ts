import { inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { findEstimate, listParts } from "../estimates/estimates.queries.ts";
import type { Request } from "../requests/requests.queries.ts";
import type { Proposal } from "./parts.rules.ts";
import { work } from "./work.table.ts";

/** What the standing estimate of a request proposes, in its order; its whole, where it has no parts. */
export async function listProposals(db: Read, request: Request): Promise<Proposal[]> {
  const estimate = await findEstimate(db, request.id);
  if (!estimate) return [];
  const parts = await listParts(db, [estimate.id]);
  if (parts.length === 0)
    return [{ partId: null, title: request.record.title, likelyHours: estimate.likelyHours, isMade: false }];
  const made = await db
    .select({ partId: work.partId })
    .from(work)
    .where(
      inArray(
        work.partId,
        parts.map(({ id }) => id),
      ),
    );
  const known = new Set(made.map(({ partId }) => partId));
  return parts.map(({ id, title, likelyHours }) => ({
    partId: id,
    title,
    likelyHours,
    isMade: known.has(id),
  }));
}
