import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { composeMail } from "../mail/compose.ts";
import { queueMail } from "../mail/outbox.actions.ts";
import { listHeaders } from "../mail/unsubscribe.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { lastPlanned, listPlanned, listReaders, type Reader } from "./digest.queries.ts";
import { digests } from "./digest.table.ts";
import { digestMail } from "./digest-mail.pages.ts";
import { loadFacts } from "./facts.queries.ts";
import type { Period } from "./periods.rules.ts";

type Sender = Pick<Deps, "db" | "config" | "secret">;

export type Composed = {
  reader: Reader;
  since: Date;
  subject: string;
  html: string;
  text: string;
  isQuiet: boolean;
};

/** News before the first digest runs from a week before its moment. */
const firstDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

/** What the digests of these readers would say now; no row is written. */
export async function composeDigests(
  { db }: Pick<Deps, "db">,
  deed: Deed,
  period: Period,
  readers: readonly Reader[],
  { isExtra = false } = {},
): Promise<Composed[]> {
  if (readers.length === 0) return [];
  const ids = readers.map(({ person }) => person.id);
  const standIns = readers.flatMap(({ person }) => person.standsFor ?? []).map(({ id }) => id);
  const last = await lastPlanned(db.read, ids);
  const earliest = new Date(period.moment.getTime() - firstDays * dayMs);
  const sinceOf = (reader: Reader) => last.get(reader.person.id) ?? earliest;
  const after = new Date(Math.min(...readers.map(reader => sinceOf(reader).getTime())));
  const facts = await loadFacts(db.read, deed, after, ids, standIns);
  return readers.map(reader => {
    const since = sinceOf(reader);
    const { today, district } = deed;
    const { subject, isQuiet, ...view } = digestMail({
      reader,
      facts,
      period,
      since,
      today,
      district,
      isExtra,
    });
    return { reader, since, subject, isQuiet, ...composeMail("digest", view) };
  });
}

/** So many digests are written in one transaction: a long one would hold everybody else up. */
const portion = 50;

/**
 * Plans the digest of a period for everyone who lacks it, once: another process that does the same finds the rows
 * taken. Returns how many this call planned.
 */
export async function planDigests(sender: Sender, deed: Deed, period: Period): Promise<number> {
  const planned = await listPlanned(sender.db.read, period.week);
  const readers = await listReaders(sender.db.read, deed.today);
  const missing = readers.filter(({ person }) => !planned.has(person.id));
  return keep(sender, deed, await composeDigests(sender, deed, period, missing), period.week, false);
}

/** Plans a further, marked one beside those of the period. */
export async function planExtra(sender: Sender, deed: Deed, period: Period): Promise<number> {
  const readers = await listReaders(sender.db.read, deed.today);
  const composed = await composeDigests(sender, deed, period, readers, { isExtra: true });
  return keep(sender, deed, composed, `${period.week} ${deed.now.toISOString()}`, true);
}

async function keep(
  { db, config, secret }: Sender,
  deed: Deed,
  composed: readonly Composed[],
  period: string,
  isExtra: boolean,
): Promise<number> {
  let count = 0;
  for (let start = 0; start < composed.length; start += portion) {
    const some = composed.slice(start, start + portion);
    count += await db.write(async tx => {
      let kept = 0;
      for (const one of some) {
        const headers = listHeaders(config, secret, one.reader.person.id);
        if (await keepOne(tx, deed, one, { period, isExtra, headers })) kept += 1;
      }
      return kept;
    });
  }
  return count;
}

type Kept = { period: string; isExtra: boolean; headers: Record<string, string> };

/** The digest's row and its mail's, together; a quiet week has no mail where the reader chose none. */
async function keepOne(tx: Tx, deed: Deed, one: Composed, kept: Kept): Promise<boolean> {
  const { row } = one.reader;
  const [digest] = await tx
    .insert(digests)
    .values({
      id: newId(),
      personId: row.id,
      period: kept.period,
      extra: kept.isExtra,
      plannedAt: deed.now,
      newsFrom: one.since,
      subject: one.subject,
      html: one.html,
      text: one.text,
      outboxId: null,
    })
    .onConflictDoNothing()
    .returning();
  if (!digest) return false;
  const hasMail = row.bouncedAt === null && !(one.isQuiet && row.quietWeek === "none");
  if (!hasMail) return true;
  const mail = await queueMail(tx, deed, {
    kind: "digest",
    period: kept.period,
    person: row,
    subject: one.subject,
    html: one.html,
    text: one.text,
    headers: kept.headers,
  });
  if (mail) await tx.update(digests).set({ outboxId: mail.id }).where(eq(digests.id, digest.id));
  return true;
}
