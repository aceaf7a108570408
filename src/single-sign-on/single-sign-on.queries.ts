import { eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { identities } from "./single-sign-on.table.ts";

export type IdentityRow = typeof identities.$inferSelect;

/** Who a person is at the provider; undefined for somebody who never came from there. */
export async function findIdentity(db: Read, personId: string): Promise<IdentityRow | undefined> {
  const [row] = await db.select().from(identities).where(eq(identities.personId, personId)).limit(1);
  return row;
}
