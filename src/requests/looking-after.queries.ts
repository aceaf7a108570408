import { and, asc, eq, inArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import { requests } from "./requests.table.ts";

export type LookedAfter = Awaited<ReturnType<typeof listLookedAfter>>[number];

/** What waits to be decided and these people look after, the longest first; SQLite begins with what is theirs. */
export async function listLookedAfter(db: Read, personIds: readonly string[], limit: number) {
  if (personIds.length === 0) return [];
  const { id, kind, number, title, state, since, due, audience } = records;
  const rows = await db
    .select({
      record: { id, kind, number, title, state, since, due, audience },
      personId: requests.lookedAfterById,
    })
    .from(requests)
    .crossJoin(records)
    .where(
      and(
        inArray(requests.lookedAfterById, [...personIds]),
        eq(records.id, requests.id),
        eq(records.state, "submitted"),
      ),
    )
    .orderBy(asc(records.since), asc(records.id))
    .limit(limit);
  return rows.flatMap(({ record, personId }) => (personId === null ? [] : [{ ...record, personId }]));
}
