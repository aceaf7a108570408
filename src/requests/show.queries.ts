import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { listEstimates } from "../estimates/estimates.queries.ts";
import { daysFor } from "../forecast/days.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor, District } from "../shared/deed.ts";
import { keySides, needsTwoKeys } from "./keys.rules.ts";
import { findRequest, listKeys, type Request } from "./requests.queries.ts";
import { openStates } from "./requests.rules.ts";
import { requests } from "./requests.table.ts";
import { findTook } from "./took.queries.ts";

/** What the page and the deeds of a request need beside the request. */
export async function loadSurroundings(db: Read, actor: Actor, request: Request, district: District) {
  const { duplicateOfId } = request.row;
  const [estimates, days, keys, survivor, took] = await Promise.all([
    listEstimates(db, request.id),
    daysFor(db, [request.id]),
    listKeys(db, request.id),
    duplicateOfId ? findRequest(db, actor, { id: duplicateOfId }) : undefined,
    request.state === "submitted" ? findTook(db, request.row.kind) : null,
  ]);
  const [estimate] = estimates;
  const isLarge = estimate !== undefined && needsTwoKeys(estimate, district);
  const missingKeys = isLarge ? keySides.filter(side => !keys.some(key => key.side === side)) : [];
  // A forecast stands until the next one is said, and what was delivered meanwhile needs none.
  const isAhead = openStates.some(state => state === request.state) && request.state !== "delivered";
  return {
    estimates,
    days: isAhead ? days.get(request.id) : undefined,
    keys,
    survivor: survivor ?? null,
    took,
    isLarge,
    missingKeys,
  };
}

/** The rank after the last one that is promised. */
export async function nextRank(db: Read): Promise<number> {
  const [last] = await db
    .select({ rank: requests.rank })
    .from(requests)
    .innerJoin(records, eq(records.id, requests.id))
    .where(and(isNotNull(requests.rank), inArray(records.state, ["committed", "in delivery"])))
    .orderBy(desc(requests.rank), desc(requests.id))
    .limit(1);
  return (last?.rank ?? 0) + 1;
}
