import { and, asc, eq, inArray } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { follows } from "../records/records.table.ts";
import type { Side } from "../shared/deed.ts";
import { neededToo } from "./requests.table.ts";

export type NeededToo = {
  personId: string;
  name: string;
  side: Side | null;
  school: string;
  line: string;
  at: Date;
};

/** Who else needs it, in the order in which they said so. */
export async function listNeededToo(db: Read, requestId: string): Promise<NeededToo[]> {
  return db
    .select({
      personId: neededToo.personId,
      name: people.name,
      side: people.side,
      school: neededToo.school,
      line: neededToo.line,
      at: neededToo.at,
    })
    .from(neededToo)
    .innerJoin(people, eq(people.id, neededToo.personId))
    .where(eq(neededToo.requestId, requestId))
    .orderBy(asc(neededToo.at), asc(neededToo.personId));
}

/** Whether a row was written: nobody says it twice. */
export async function insertNeededToo(tx: Tx, row: typeof neededToo.$inferInsert): Promise<boolean> {
  const made = await tx.insert(neededToo).values(row).onConflictDoNothing().returning();
  return made.length > 0;
}

/** What moved to another request at an instant goes away again. */
export async function takeBackMoved(
  tx: Tx,
  requestId: string,
  moved: { personIds: readonly string[]; followerIds: readonly string[]; at: Date },
): Promise<void> {
  if (moved.personIds.length > 0)
    await tx
      .delete(neededToo)
      .where(
        and(
          eq(neededToo.requestId, requestId),
          eq(neededToo.at, moved.at),
          inArray(neededToo.personId, [...moved.personIds]),
        ),
      );
  if (moved.followerIds.length > 0)
    await tx
      .delete(follows)
      .where(
        and(
          eq(follows.recordId, requestId),
          eq(follows.at, moved.at),
          inArray(follows.personId, [...moved.followerIds]),
        ),
      );
}
