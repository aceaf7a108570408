import { and, desc, eq, inArray, lt, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import type { Cursor } from "../records/records.list.ts";
import { visibleTo } from "../records/records.queries.ts";
import { follows, records } from "../records/records.table.ts";
import type { Person } from "../shared/deed.ts";

export async function isFollowing(db: Read, recordId: string, personId: string): Promise<boolean> {
  const rows = await db
    .select({ at: follows.at })
    .from(follows)
    .where(and(eq(follows.recordId, recordId), eq(follows.personId, personId)));
  return rows.length > 0;
}

/** Which of these somebody follows. */
export async function followedAmong(
  db: Read,
  recordIds: readonly string[],
  personId: string,
): Promise<Set<string>> {
  const rows = await db
    .select({ id: follows.recordId })
    .from(follows)
    .where(and(inArray(follows.recordId, [...recordIds]), eq(follows.personId, personId)));
  return new Set(rows.map(({ id }) => id));
}

/** What somebody follows and may still see, the last changed first. */
export async function listFollowed(
  db: Read,
  person: Person,
  limit: number,
  after: Cursor | null = null,
): Promise<RecordRow[]> {
  const at = new Date(Number(after?.key ?? 0));
  const rows = await db
    .select({ record: records })
    .from(follows)
    .innerJoin(records, eq(records.id, follows.recordId))
    .where(
      and(
        eq(follows.personId, person.id),
        after
          ? or(lt(records.changedAt, at), and(eq(records.changedAt, at), lt(records.id, after.id)))
          : undefined,
        visibleTo(person),
      ),
    )
    .orderBy(desc(records.changedAt), desc(records.id))
    .limit(limit);
  return rows.map(({ record }) => record);
}
