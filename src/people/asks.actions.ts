import { and, asc, eq, gt, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { queueSignInMail } from "../mail/sign-in-mail.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import {
  type AskCounts,
  linksANetwork,
  linksAnAddress,
  linksInAll,
  linkWindowMinutes,
  mayMailLink,
} from "./asks.rules.ts";
import { signInAsks } from "./asks.table.ts";
import { findPersonByEmail } from "./people.queries.ts";
import { signInLinks } from "./people.table.ts";
import { linkHash, makeSignInLink } from "./sign-in.actions.ts";

export type NewAsk = Pick<typeof signInAsks.$inferSelect, "email" | "next" | "address" | "network">;
type Ask = typeof signInAsks.$inferSelect;

const minutes = 60_000;
/** Longer than any limit looks back. */
const keptMinutes = 60;

/** Keeps what was asked: one row, whether the address is known or not, so that the answer takes as long. */
export async function askForLink(tx: Tx, { now }: Pick<Deed, "now">, ask: NewAsk): Promise<void> {
  await tx.insert(signInAsks).values({ ...ask, id: newId(), at: now });
}

/** Answers the oldest ask by a mail where one is due. False where nobody waits. */
export async function answerAsk(tx: Tx, deed: Deed): Promise<boolean> {
  const [ask] = await tx
    .select()
    .from(signInAsks)
    .where(isNull(signInAsks.answeredAt))
    .orderBy(asc(signInAsks.at), asc(signInAsks.id))
    .limit(1);
  if (!ask) return false;
  await tx
    .update(signInAsks)
    .set({ answeredAt: deed.now, email: "" })
    .where(and(eq(signInAsks.id, ask.id), isNull(signInAsks.answeredAt)));
  await tx.delete(signInAsks).where(lt(signInAsks.answeredAt, before(deed.now, keptMinutes)));
  await mailLink(tx, deed, ask);
  return true;
}

const before = (now: Date, by: number) => new Date(now.getTime() - by * minutes);

async function mailLink(tx: Tx, deed: Deed, ask: Ask): Promise<void> {
  const person = await findPersonByEmail(tx, ask.email);
  if (!person || person.disabledAt || !mayMailLink(await countLinks(tx, ask, deed.now))) return;
  const secret = await makeSignInLink(tx, deed, person.id, "mailed");
  await tx
    .update(signInAsks)
    .set({ linkHash: linkHash(secret) })
    .where(eq(signInAsks.id, ask.id));
  await queueSignInMail(tx, deed, { person, secret, next: ask.next });
}

/** Links mailed within the window, up to each limit; kept in the table, so that they hold over processes. */
async function countLinks(tx: Tx, ask: Ask, now: Date): Promise<AskCounts> {
  const since = gt(signInAsks.at, before(now, linkWindowMinutes));
  const mailed = async (which: SQL | undefined, limit: number) => {
    const found = await tx
      .select({ id: signInAsks.id })
      .from(signInAsks)
      .where(and(which, since, isNotNull(signInAsks.linkHash)))
      .limit(limit);
    return found.length;
  };
  const [waiting] = await tx
    .select({ id: signInAsks.id })
    .from(signInAsks)
    .innerJoin(signInLinks, eq(signInLinks.hash, signInAsks.linkHash))
    .where(and(eq(signInAsks.address, ask.address), since, isNull(signInLinks.usedAt)))
    .limit(1);
  return {
    toAddress: await mailed(eq(signInAsks.address, ask.address), linksAnAddress),
    fromNetwork: await mailed(eq(signInAsks.network, ask.network), linksANetwork),
    inAll: await mailed(undefined, linksInAll),
    isWaiting: waiting !== undefined,
  };
}
