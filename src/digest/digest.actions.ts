import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { composeMail } from "../mail/compose.ts";
import { queueMail } from "../mail/outbox.actions.ts";
import { listHeaders } from "../mail/unsubscribe.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { breathe } from "../shared/wait.ts";
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

/** So many are composed, and written in one transaction, at a time: others have the thread and the writer between. */
const portion = 25;

/** What the digests of these readers would say now; no row is written. */
export async function composeDigests(
  sender: Pick<Deps, "db">,
  deed: Deed,
  period: Period,
  readers: readonly Reader[],
): Promise<Composed[]> {
  const all: Composed[] = [];
  for await (const some of composing(sender, deed, period, readers)) all.push(...some);
  return all;
}

/** Some readers at a time. */
async function* composing(
  { db }: Pick<Deps, "db">,
  deed: Deed,
  period: Period,
  readers: readonly Reader[],
  { isExtra = false } = {},
): AsyncGenerator<Composed[], void> {
  if (readers.length === 0) return;
  const people = readers.map(({ person }) => person);
  const last = await lastPlanned(
    db.read,
    people.map(({ id }) => id),
  );
  const earliest = new Date(period.moment.getTime() - firstDays * dayMs);
  const sinceOf = (reader: Reader) => last.get(reader.person.id) ?? earliest;
  const after = new Date(Math.min(...readers.map(reader => sinceOf(reader).getTime())));
  const facts = await loadFacts(db.read, deed, after, people);
  const { today, district } = deed;
  for (let start = 0; start < readers.length; start += portion) {
    yield readers.slice(start, start + portion).map(reader => {
      const since = sinceOf(reader);
      const given = { reader, facts, period, since, today, district, isExtra };
      const { subject, isQuiet, ...view } = digestMail(given);
      return { reader, since, subject, isQuiet, ...composeMail("digest", view) };
    });
    await breathe();
  }
}

/**
 * Plans the digest of a period for everyone who lacks it, once: another process that does the same finds the rows
 * taken. Returns how many this call planned.
 */
export async function planDigests(sender: Sender, deed: Deed, period: Period): Promise<number> {
  const planned = await listPlanned(sender.db.read, period.week);
  const readers = await listReaders(sender.db.read, deed.today);
  const missing = readers.filter(({ person }) => !planned.has(person.id));
  return keep(sender, deed, composing(sender, deed, period, missing), period.week, false);
}

/** Plans a further, marked one beside those of the period. */
export async function planExtra(sender: Sender, deed: Deed, period: Period): Promise<number> {
  const readers = await listReaders(sender.db.read, deed.today);
  const composed = composing(sender, deed, period, readers, { isExtra: true });
  return keep(sender, deed, composed, `${period.week} ${deed.now.toISOString()}`, true);
}

async function keep(
  { db, config, secret }: Sender,
  deed: Deed,
  composed: AsyncIterable<Composed[]>,
  period: string,
  isExtra: boolean,
): Promise<number> {
  let count = 0;
  for await (const some of composed)
    count += await db.write(async tx => {
      let kept = 0;
      for (const one of some) {
        const headers = listHeaders(config, secret, one.reader.person.id);
        if (await keepOne(tx, deed, one, { period, isExtra, headers })) kept += 1;
      }
      return kept;
    });
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
