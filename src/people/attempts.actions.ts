import { lt } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { sha256 } from "../shared/ids.ts";
import { spentAttempts } from "./attempts.table.ts";

/** Uses an attempt up, whatever comes of it; false where it was used before. */
export async function spendAttempt(
  tx: Tx,
  now: Date,
  attempt: { secret: string; endsAt: Date },
): Promise<boolean> {
  const longOver = new Date(now.getTime() - 24 * 60 * 60_000);
  await tx.delete(spentAttempts).where(lt(spentAttempts.endsAt, longOver));
  const [spent] = await tx
    .insert(spentAttempts)
    .values({ hash: sha256(`attempt used:${attempt.secret}`), endsAt: attempt.endsAt })
    .onConflictDoNothing()
    .returning();
  return spent !== undefined;
}
