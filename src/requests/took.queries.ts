import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import type { RequestKind } from "./requests.rules.ts";
import { requestKinds } from "./requests.rules.ts";
import { requests } from "./requests.table.ts";
import { type Took, tookOf, tookRange } from "./took.rules.ts";

const dayMs = 86_400_000;

/** How long the newest deliveries of a kind took; null from too few. Security matters do not count in. */
export async function findTook(db: Read, kind: RequestKind): Promise<Took | null> {
  const rows = await db
    .select({ from: requests.submittedAt, to: requests.deliveredAt })
    .from(requests)
    .innerJoin(records, eq(records.id, requests.id))
    .where(and(eq(requests.kind, kind), isNotNull(requests.deliveredAt), eq(records.audience, "everyone")))
    .orderBy(desc(requests.deliveredAt), desc(requests.id))
    .limit(tookOf.last);
  return tookRange(
    rows.flatMap(({ from, to }) => (from && to ? [(to.getTime() - from.getTime()) / dayMs] : [])),
  );
}

/** The same for every kind. */
export async function listTook(db: Read): Promise<Map<RequestKind, Took>> {
  const found = await Promise.all(requestKinds.map(async kind => [kind, await findTook(db, kind)] as const));
  return new Map(found.flatMap(([kind, took]) => (took ? [[kind, took] as const] : [])));
}
