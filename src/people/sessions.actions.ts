import { and, eq, gt, isNull, lt, ne, type Placeholder, sql } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { kept } from "../db/kept.ts";
import { addEvent } from "../records/records.actions.ts";
import { notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId, newSecret, sha256 } from "../shared/ids.ts";
import { getPersonRecord } from "./people.queries.ts";
import { clockSlackMinutes, type SignInWay, sessionDays, sessionIdleHours } from "./people.rules.ts";
import { people, sessions } from "./people.table.ts";

const minutes = 60_000;
const hours = 60 * minutes;

/** A key namespace of its own for each kind of secret: one never works as another. */
export const sessionHash = (secret: string) => sha256(`session:${secret}`);

/** What was made by a clock that ran ahead is not good until that moment has come. */
export const latestMade = (now: Date) => new Date(now.getTime() + clockSlackMinutes * minutes);

export type NewSession = {
  personId: string;
  device: string;
  way: SignInWay;
  /** The secret of the session that this browser had until now, whoever's it was. */
  instead: string | null;
};

/** Signs a person in. Returns the new session's secret, or null where the person is disabled. */
export async function openSession(tx: Tx, deed: Deed, input: NewSession): Promise<string | null> {
  const { personId, device, way, instead } = input;
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  if (!person) return null;
  const secret = newSecret();
  if (instead) await endWhere(tx, deed, eq(sessions.hash, sessionHash(instead)));
  await tx.insert(sessions).values({
    id: newId(),
    hash: sessionHash(secret),
    personId,
    madeAt: deed.now,
    seenAt: deed.now,
    endsAt: new Date(deed.now.getTime() + sessionDays * 24 * hours),
    device,
  });
  const byThem = { ...deed, by: { ...deed.by, id: person.id, name: person.name } };
  await addEvent(tx, byThem, await getPersonRecord(tx, person.id), {
    kind: "person signed in",
    data: { device, way },
  });
  return secret;
}

const endWhere = (tx: Tx, deed: Deed, which: ReturnType<typeof eq> | undefined) =>
  tx
    .update(sessions)
    .set({ endedAt: deed.now })
    .where(and(which, isNull(sessions.endedAt)))
    .returning();

/** The moments that a running session lies between. */
const boundsAt = (now: Date) => ({
  now,
  idleSince: new Date(now.getTime() - sessionIdleHours * hours),
  latest: latestMade(now),
});

const running = (at: Record<keyof ReturnType<typeof boundsAt>, Date | Placeholder>) =>
  and(
    isNull(sessions.endedAt),
    gt(sessions.endsAt, at.now),
    gt(sessions.seenAt, at.idleSince),
    lt(sessions.madeAt, at.latest),
  );

/** Neither ended, nor idle too long, nor past its last day. */
export const runningSession = (now: Date) => running(boundsAt(now));

export type Session = { personId: string; madeAt: Date; seenAt: Date };

const { placeholder } = sql;

const sessionByHash = kept("session", db =>
  db
    .select({ personId: sessions.personId, madeAt: sessions.madeAt, seenAt: sessions.seenAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.hash, placeholder("hash")),
        running({
          now: placeholder("now"),
          idleSince: placeholder("idleSince"),
          latest: placeholder("latest"),
        }),
      ),
    ),
);

/** The running session of a cookie's secret. */
export async function findSession(db: Read, secret: string, now: Date): Promise<Session | undefined> {
  const [row] = await sessionByHash(db, { hash: sessionHash(secret), ...boundsAt(now) });
  return row;
}

/** Whose a session was that nobody ended, though it may have run out: good for keeping what they wrote, and for nothing else. */
export async function findLastHolder(db: Read, secret: string): Promise<string | null> {
  const [row] = await db
    .select({ personId: sessions.personId })
    .from(sessions)
    .innerJoin(people, and(eq(people.id, sessions.personId), isNull(people.disabledAt)))
    .where(and(eq(sessions.hash, sessionHash(secret)), isNull(sessions.endedAt)));
  return row?.personId ?? null;
}

/** Keeps a used session from growing idle; called at most once an hour for each. */
export async function touchSession(tx: Tx, secret: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ seenAt: now })
    .where(eq(sessions.hash, sessionHash(secret)));
}

export async function signOut(tx: Tx, deed: Deed, secret: string): Promise<void> {
  const [ended] = await endWhere(tx, deed, eq(sessions.hash, sessionHash(secret)));
  if (ended) await tellOf(tx, deed, ended.personId, { kind: "person signed out", data: {} });
}

/** Ends one's own session on another device. @throws not found where it is over, or somebody else's */
export async function endSession(tx: Tx, deed: Deed, personId: string, unsafeId: string): Promise<void> {
  const mine = and(eq(sessions.id, unsafeId), eq(sessions.personId, personId));
  const [ended] = await endWhere(tx, deed, mine);
  if (!ended) throw notFound("This device is signed out already.");
  await tellOf(tx, deed, personId, { kind: "session ended", data: { device: ended.device } });
}

/** Ends every session of a person but the one of this secret. Returns how many. */
export async function endOtherSessions(
  tx: Tx,
  deed: Deed,
  { personId, but }: { personId: string; but: string },
): Promise<number> {
  const others = and(eq(sessions.personId, personId), ne(sessions.hash, sessionHash(but)));
  const ended = (await endWhere(tx, deed, others)).length;
  if (ended > 0) await tellOf(tx, deed, personId, { kind: "other sessions ended", data: {} });
  return ended;
}

const tellOf = async (tx: Tx, deed: Deed, personId: string, event: Parameters<typeof addEvent>[3]) =>
  addEvent(tx, deed, await getPersonRecord(tx, personId), event);
