import { and, eq, gt, isNull } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { addEvent } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { newSecret, sha256 } from "../shared/ids.ts";
import { getPersonRecord } from "./people.queries.ts";
import {
  handedLinkHours,
  linksAnAddress,
  linksInAll,
  linkWindowMinutes,
  mailedLinkMinutes,
  sessionDays,
  sessionIdleHours,
} from "./people.rules.ts";
import { people, sessions, signInLinks } from "./people.table.ts";

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
const linkHash = (secret: string) => sha256(`sign-in link:${secret}`);
const sessionHash = (secret: string) => sha256(`session:${secret}`);

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
  and(eq(signInLinks.hash, linkHash(secret)), isNull(signInLinks.usedAt), gt(signInLinks.endsAt, now));

/** Uses a link up and opens a session. Returns the session's secret, or null where the link does not work. */
export async function signIn(
  tx: Tx,
  deed: Deed,
  input: { secret: string; device: string },
): Promise<{ secret: string; personId: string } | null> {
  const [used] = await tx
    .update(signInLinks)
    .set({ usedAt: deed.now })
    .where(usable(input.secret, deed.now))
    .returning();
  if (!used) return null;
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, used.personId), isNull(people.disabledAt)));
  if (!person) return null;
  const secret = newSecret();
  await tx.insert(sessions).values({
    hash: sessionHash(secret),
    personId: person.id,
    madeAt: deed.now,
    seenAt: deed.now,
    endsAt: new Date(deed.now.getTime() + sessionDays * 24 * hours),
    device: input.device,
  });
  const byThem = { ...deed, by: { ...deed.by, id: person.id, name: person.name } };
  await addEvent(tx, byThem, await getPersonRecord(tx, person.id), {
    kind: "person signed in",
    data: { device: input.device },
  });
  return { secret, personId: person.id };
}

export type Session = { personId: string; seenAt: Date };

/** The running session of a cookie's secret; undefined once ended, idle too long or past its last day. */
export async function findSession(db: Read, secret: string, now: Date): Promise<Session | undefined> {
  const [row] = await db
    .select({ personId: sessions.personId, seenAt: sessions.seenAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.hash, sessionHash(secret)),
        isNull(sessions.endedAt),
        gt(sessions.endsAt, now),
        gt(sessions.seenAt, new Date(now.getTime() - sessionIdleHours * hours)),
      ),
    );
  return row;
}

/** Keeps a used session from growing idle; called at most once an hour for each. */
export async function touchSession(tx: Tx, secret: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ seenAt: now })
    .where(eq(sessions.hash, sessionHash(secret)));
}

export async function signOut(tx: Tx, deed: Deed, secret: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: deed.now })
    .where(and(eq(sessions.hash, sessionHash(secret)), isNull(sessions.endedAt)));
  if (deed.by.id)
    await addEvent(tx, deed, await getPersonRecord(tx, deed.by.id), { kind: "person signed out", data: {} });
}

export type LinkCounts = { forPerson: number; inAll: number };

/** Links asked for within the window, by this person and by all: kept in the table, so that it holds over processes. */
export async function countLinks(tx: Tx, personId: string, now: Date): Promise<LinkCounts> {
  const since = new Date(now.getTime() - linkWindowMinutes * minutes);
  const rows = await tx
    .select({ personId: signInLinks.personId })
    .from(signInLinks)
    .where(gt(signInLinks.madeAt, since))
    .limit(linksInAll);
  return { forPerson: rows.filter(row => row.personId === personId).length, inAll: rows.length };
}

/** Asking too often sends no further mail; the links that were sent still work, so nobody is locked out. */
export const mayHaveLink = ({ forPerson, inAll }: LinkCounts): boolean =>
  forPerson < linksAnAddress && inAll < linksInAll;
