import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { follow } from "../records/records.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import type { NumberedKind } from "../records/records.rules.ts";
import { follows } from "../records/records.table.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";

type About = { kind: NumberedKind; number: number };

async function recordAndSelf(tx: Tx, { by }: Deed, { kind, number }: About) {
  if (by.id === null) throw forbidden("Only people can follow.");
  return { recordId: (await getRecord(tx, by, kind, number)).id, personId: by.id };
}

/** Each person's own choice, of what they see: it stands in no history, and twice is once. */
export async function beginFollowing(tx: Tx, deed: Deed, about: About): Promise<void> {
  const { recordId, personId } = await recordAndSelf(tx, deed, about);
  await follow(tx, deed, recordId, personId);
}

export async function endFollowing(tx: Tx, deed: Deed, about: About): Promise<void> {
  const { recordId, personId } = await recordAndSelf(tx, deed, about);
  await tx.delete(follows).where(and(eq(follows.recordId, recordId), eq(follows.personId, personId)));
}
