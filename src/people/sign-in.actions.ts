import { and, eq, gt, isNull, lt } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { addEvent } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { newSecret, sha256 } from "../shared/ids.ts";
import { getPersonRecord } from "./people.queries.ts";
import { handedLinkHours, mailedLinkMinutes } from "./people.rules.ts";
import { people, signInLinks } from "./people.table.ts";
import { latestMade, openSession } from "./sessions.actions.ts";

const minutes = 60_000;
const hours = 60 * minutes;

/** Makes a sign-in link's secret; only its hash is kept. `handed` links are given by hand and work for a day. */
export async function makeSignInLink(
  tx: Tx,
  deed: Deed,
  personId: string,
  way: "mailed" | "handed",
): Promise<string> {
  const secret = newSecret();
  const life = way === "mailed" ? mailedLinkMinutes * minutes : handedLinkHours * hours;
  await tx.insert(signInLinks).values({
    hash: linkHash(secret),
    personId,
    madeAt: deed.now,
    endsAt: new Date(deed.now.getTime() + life),
  });
  if (way === "handed")
    await addEvent(tx, deed, await getPersonRecord(tx, personId), { kind: "person link made", data: {} });
  return secret;
}

/** A key namespace of its own for each kind of secret: one never works as another. */
export const linkHash = (secret: string) => sha256(`sign-in link:${secret}`);

/** Whether a link would work now; reading it uses nothing up. */
export async function linkWorks(db: Read, secret: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ personId: signInLinks.personId })
    .from(signInLinks)
    .innerJoin(people, and(eq(people.id, signInLinks.personId), isNull(people.disabledAt)))
    .where(usable(secret, now));
  return row !== undefined;
}

const usable = (secret: string, now: Date) =>
  and(
    eq(signInLinks.hash, linkHash(secret)),
    isNull(signInLinks.usedAt),
    gt(signInLinks.endsAt, now),
    lt(signInLinks.madeAt, latestMade(now)),
  );

export type LinkUse = {
  secret: string;
  device: string;
  /** The session that this browser had until now. */
  instead?: string | null;
};

/** Uses a link up and opens a session. Returns the session's secret, or null where the link does not work. */
export async function signIn(
  tx: Tx,
  deed: Deed,
  { secret, device, instead = null }: LinkUse,
): Promise<{ secret: string; personId: string } | null> {
  const [used] = await tx
    .update(signInLinks)
    .set({ usedAt: deed.now })
    .where(usable(secret, deed.now))
    .returning();
  if (!used) return null;
  const { personId } = used;
  const opened = await openSession(tx, deed, { personId, device, way: "link", instead });
  return opened === null ? null : { secret: opened, personId };
}
