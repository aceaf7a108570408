import { and, asc, desc, eq, inArray, isNull, lte, max } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { outbox } from "../mail/outbox.table.ts";
import { actorOf, listStandIns, type PersonRow, runningTerm } from "../people/people.queries.ts";
import { people, terms } from "../people/people.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Person, Side } from "../shared/deed.ts";
import { digests } from "./digest.table.ts";

export type Reader = { person: Person; row: PersonRow; term: { side: Side; to: Day } | null };

/** Who gets a digest: liaisons in term, and whoever chose to. */
export async function listReaders(db: Read, today: Day): Promise<Reader[]> {
  const readers = await listMaybeReaders(db, today);
  return readers.filter(({ row, term }) => row.digest === "on" || term !== null);
}

async function listMaybeReaders(db: Read, today: Day, personId?: string): Promise<Reader[]> {
  const rows = await db
    .select({ person: people, side: terms.side, to: terms.to })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)))
    .where(
      and(
        isNull(people.disabledAt),
        personId ? eq(people.id, personId) : inArray(people.digest, ["on", "in term"]),
      ),
    )
    .orderBy(asc(people.name), asc(people.id));
  const standIns = await listStandIns(db, today);
  return rows.map(({ person, side, to }) => ({
    person: { ...actorOf(person, side), standsFor: standIns.get(person.id) ?? [] },
    row: person,
    term: side && to ? { side, to } : null,
  }));
}

/** One person as a reader, whatever they chose: for the page that shows what the next digest would say. */
export async function getReader(db: Read, personId: string, today: Day): Promise<Reader> {
  const [reader] = await listMaybeReaders(db, today, personId);
  if (!reader) throw notFound();
  return reader;
}

/** Which of these people have their digest of the period already. */
export async function listPlanned(db: Read, period: string): Promise<Set<string>> {
  const rows = await db
    .select({ personId: digests.personId })
    .from(digests)
    .where(eq(digests.period, period));
  return new Set(rows.map(row => row.personId));
}

/** When each person's last digest was planned. */
export async function lastPlanned(db: Read, personIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await db
    .select({ personId: digests.personId, at: max(digests.plannedAt) })
    .from(digests)
    .where(personIds.length === 1 ? eq(digests.personId, personIds[0] ?? "") : undefined)
    .groupBy(digests.personId);
  return new Map(rows.flatMap(({ personId, at }) => (at ? [[personId, at]] : [])));
}

/** The mails of a period, and how far each got. */
export async function listPeriodMails(db: Read, period: string) {
  return db
    .select({ outboxId: outbox.id, state: outbox.state })
    .from(digests)
    .innerJoin(outbox, eq(outbox.id, digests.outboxId))
    .where(eq(digests.period, period))
    .orderBy(asc(outbox.id));
}

export type DigestRow = typeof digests.$inferSelect;

/** A person's own issues, newest first. */
export async function listIssues(db: Read, personId: string, limit: number): Promise<DigestRow[]> {
  return db
    .select()
    .from(digests)
    .where(eq(digests.personId, personId))
    .orderBy(desc(digests.plannedAt), desc(digests.id))
    .limit(limit);
}

/** An issue, for the one to whom it was sent. @throws not found */
export async function getIssue(db: Read, personId: string, unsafeId: string): Promise<DigestRow> {
  const [row] = await db
    .select()
    .from(digests)
    .where(and(eq(digests.id, unsafeId), eq(digests.personId, personId)));
  if (!row) throw notFound();
  return row;
}

/** Terms that run today and end by a day. */
export async function listEndingTerms(db: Read, today: Day, by: Day) {
  return db
    .select({ personId: terms.personId, name: people.name, side: terms.side, to: terms.to })
    .from(terms)
    .innerJoin(people, and(eq(people.id, terms.personId), isNull(people.disabledAt)))
    .where(and(runningTerm(today), lte(terms.to, by)))
    .orderBy(asc(terms.to), asc(people.name), asc(terms.id));
}
