import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { getPersonRecord, type PersonRow } from "../people/people.queries.ts";
import { people } from "../people/people.table.ts";
import { addEvent } from "../records/records.actions.ts";
import { notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { DigestChoice } from "./digest.rules.ts";

/** Keeps what a person chose about the weekly mail; the same choice again leaves no trace. */
export async function chooseDigest(
  tx: Tx,
  deed: Deed,
  personId: string,
  chosen: Partial<DigestChoice & Pick<PersonRow, "notices">>,
): Promise<void> {
  const [before] = await tx.select().from(people).where(eq(people.id, personId));
  if (!before) throw notFound();
  const after = { ...before, ...chosen };
  const changes: Changes = {};
  if (after.digest !== before.digest) changes["weekly digest"] = [before.digest, after.digest];
  if (after.quietWeek !== before.quietWeek) changes["quiet week"] = [before.quietWeek, after.quietWeek];
  if (after.notices !== before.notices) changes.notices = [before.notices, after.notices];
  if (Object.keys(changes).length === 0) return;
  await tx
    .update(people)
    .set({ digest: after.digest, quietWeek: after.quietWeek, notices: after.notices })
    .where(eq(people.id, personId));
  await addEvent(tx, deed, await getPersonRecord(tx, personId), {
    kind: "digest choice changed",
    data: { changes },
  });
}
