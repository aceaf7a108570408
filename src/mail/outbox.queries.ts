import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { PersonRow } from "../people/people.queries.ts";
import { people } from "../people/people.table.ts";
import { notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { leaseMs } from "./outbox.rules.ts";
import { outbox } from "./outbox.table.ts";

export type OutboxRow = typeof outbox.$inferSelect;

export async function findPerson(db: Read, personId: string): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.disabledAt)));
  return row;
}

/** Whoever can be written to: not disabled, and with an address that takes mail. */
export async function findReachable(db: Read, personId: string): Promise<PersonRow | undefined> {
  const person = await findPerson(db, personId);
  return person?.bouncedAt === null ? person : undefined;
}

/** A lease that ends further ahead was taken by a clock that was set back since. */
const farAhead = (now: Date) => new Date(now.getTime() + leaseMs + 10 * 60_000);

export const isFree = (now: Date) =>
  or(isNull(outbox.leaseEndsAt), lte(outbox.leaseEndsAt, now), gt(outbox.leaseEndsAt, farAhead(now)));

const waiting = eq(outbox.state, "waiting");

export type Due = { id: string; disabledAt: Date | null };

/** Mails that no sender holds and whose time has come; of `only`, those to be tried now in any case. */
export async function listDue(
  db: Read,
  { now, limit, only }: { now: Date; limit: number; only?: readonly string[] },
): Promise<Due[]> {
  return db
    .select({ id: outbox.id, disabledAt: people.disabledAt })
    .from(outbox)
    .leftJoin(people, eq(people.id, outbox.personId))
    .where(and(waiting, isFree(now), only ? inArray(outbox.id, [...only]) : lte(outbox.nextAt, now)))
    .orderBy(asc(outbox.nextAt), asc(outbox.id))
    .limit(limit);
}

/** Those of these mails that another sender has under way. */
export async function listHeld(db: Read, ids: readonly string[], now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(waiting, inArray(outbox.id, [...ids]), gt(outbox.leaseEndsAt, now)))
    .orderBy(asc(outbox.id));
  return rows.map(row => row.id);
}

/** What became of these mails. */
export async function statesOf(db: Read, ids: readonly string[]): Promise<Map<string, OutboxRow["state"]>> {
  const rows = await db
    .select({ id: outbox.id, state: outbox.state })
    .from(outbox)
    .where(inArray(outbox.id, [...ids]));
  return new Map(rows.map(row => [row.id, row.state]));
}

const lineOf = {
  id: outbox.id,
  kind: outbox.kind,
  period: outbox.period,
  date: outbox.date,
  toName: outbox.toName,
  toAddress: outbox.toAddress,
  subject: outbox.subject,
  state: outbox.state,
  attempts: outbox.attempts,
  nextAt: outbox.nextAt,
  sentAt: outbox.sentAt,
  lastAnswer: outbox.lastAnswer,
};
export type MailLine = Pick<OutboxRow, keyof typeof lineOf>;

export type MailFilter = {
  state: OutboxRow["state"] | null;
  before: { date: Date; id: string } | null;
};

/** The newest mails without their texts, from a place in the list on. */
export async function listMails(db: Read, { state, before }: MailFilter, limit: number): Promise<MailLine[]> {
  return db
    .select(lineOf)
    .from(outbox)
    .where(
      and(
        state ? eq(outbox.state, state) : undefined,
        before
          ? or(lt(outbox.date, before.date), and(eq(outbox.date, before.date), lt(outbox.id, before.id)))
          : undefined,
      ),
    )
    .orderBy(desc(outbox.date), desc(outbox.id))
    .limit(limit);
}

/** People whose address the mail server does not know. */
export async function listBounced(
  db: Read,
  limit: number,
): Promise<{ id: string; name: string; email: string }[]> {
  return db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(and(isNotNull(people.bouncedAt), isNull(people.disabledAt)))
    .orderBy(asc(people.name), asc(people.id))
    .limit(limit);
}

/** @throws not found */
export async function getMail(db: Read, id: string): Promise<OutboxRow> {
  const [row] = isUuid(id) ? await db.select().from(outbox).where(eq(outbox.id, id)) : [];
  if (!row) throw notFound();
  return row;
}
