import { asc, eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { passkeys } from "./passkeys.table.ts";

export type Passkey = typeof passkeys.$inferSelect;

export const listPasskeys = (db: Read, personId: string): Promise<Passkey[]> =>
  db
    .select()
    .from(passkeys)
    .where(eq(passkeys.personId, personId))
    .orderBy(asc(passkeys.madeAt), asc(passkeys.id));

export async function findPasskey(db: Read, credentialId: string): Promise<Passkey | undefined> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row;
}
