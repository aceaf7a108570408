import { and, desc, eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { sessions } from "../people/people.table.ts";
import { runningSession, sessionHash } from "../people/sessions.actions.ts";

export type Device = { id: string; device: string; madeAt: Date; seenAt: Date; isThis: boolean };

/** More than one person has in hand; all of them end by "End all others". */
const mostDevices = 50;

/** Where the person is signed in at this moment, last used first. */
export async function listDevices(
  db: Read,
  { personId, secret, now }: { personId: string; secret: string; now: Date },
): Promise<Device[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), runningSession(now)))
    .orderBy(desc(sessions.seenAt), desc(sessions.id))
    .limit(mostDevices);
  const own = sessionHash(secret);
  return rows.map(({ id, hash, device, madeAt, seenAt }) => ({
    ...{ id, device, madeAt, seenAt },
    isThis: hash === own,
  }));
}
