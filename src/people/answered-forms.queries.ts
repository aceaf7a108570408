import { and, eq } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
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
