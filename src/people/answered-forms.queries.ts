import { and, eq, lt } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { sessionDays } from "./people.rules.ts";
import { answeredForms } from "./people.table.ts";

/** Where the form of this key led the first time. */
export async function findAnswer(db: Read, personId: string, key: string): Promise<string | undefined> {
  const [row] = await db
    .select({ location: answeredForms.location })
    .from(answeredForms)
    .where(and(eq(answeredForms.personId, personId), eq(answeredForms.key, key)));
  return row?.location;
}

export async function keepAnswer(tx: Tx, answer: typeof answeredForms.$inferInsert): Promise<void> {
  await tx.insert(answeredForms).values(answer);
}

/** No form outlives the session in which it was opened, nor needs its key after it. */
const keptDays = sessionDays + 1;

/** Forgets the keys of forms that can no longer come back. */
export async function forgetAnswers(tx: Tx, { now }: Pick<Deed, "now">): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000);
  await tx.delete(answeredForms).where(lt(answeredForms.at, before));
}
