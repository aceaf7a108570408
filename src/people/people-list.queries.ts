import { and, asc, desc, eq, exists, gt, gte, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { holdsWords } from "../db/search-hits.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleRecords } from "../records/records.queries.ts";
import { recordPeople, records } from "../records/records.table.ts";
import { openStates as openRequestStates } from "../requests/requests.rules.ts";
import { notFound } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { openStates as openWorkStates } from "../work/work.rules.ts";
import { runningTerm } from "./people.queries.ts";
import { emailKeyOf } from "./people.rules.ts";
import { people, terms } from "./people.table.ts";
import type { NameCursor, PeopleFilter } from "./people-list.rules.ts";

export type TermRow = typeof terms.$inferSelect;
export type ListedPerson = { record: RecordRow; person: typeof people.$inferSelect };

type Place = { today: Day; after?: NameCursor | null; limit: number };

/** People by name, as the filter narrows them down. */
export async function listPeople(
  db: Read,
  { words, role, side, access, right }: PeopleFilter,
  { today, after, limit }: Place,
): Promise<ListedPerson[]> {
  return db
    .select({ record: records, person: people })
    .from(people)
    .innerJoin(records, eq(records.id, people.id))
    .where(
      and(
        words ? or(holdsWords(words, "person"), eq(people.emailKey, emailKeyOf(words))) : undefined,
        role ? eq(people.role, role) : undefined,
        side ? eq(people.side, side) : undefined,
        access ? byAccess[access] : undefined,
        right ? byRight(right, today) : undefined,
        after
          ? or(gt(people.name, after.name), and(eq(people.name, after.name), gt(people.id, after.id)))
          : undefined,
      ),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(limit);
}

const byAccess = {
  "can sign in": isNull(people.disabledAt),
  disabled: isNotNull(people.disabledAt),
  "address bounces": and(isNotNull(people.bouncedAt), isNull(people.disabledAt)),
};

const byRight = (right: NonNullable<PeopleFilter["right"]>, today: Day) =>
  ({
    administrator: eq(people.isAdmin, true),
    approver: eq(people.isApprover, true),
    "liaison in term": exists(
      sql`(select 1 from ${terms} where ${terms.personId} = ${people.id} and ${runningTerm(today)})`,
    ),
  })[right];

/** @throws not found */
export async function getPerson(db: Read, number: number): Promise<ListedPerson> {
  const [row] = await db
    .select({ record: records, person: people })
    .from(people)
    .innerJoin(records, eq(records.id, people.id))
    .where(and(eq(records.kind, "person"), eq(records.number, number)));
  if (!row) throw notFound();
  return row;
}

export async function listTerms(
  db: Read,
  personIds: readonly string[],
  from: Day | null,
): Promise<TermRow[]> {
  if (personIds.length === 0) return [];
  return db
    .select()
    .from(terms)
    .where(and(inArray(terms.personId, [...personIds]), from ? gte(terms.to, from) : undefined))
    .orderBy(desc(terms.from), desc(terms.id));
}

/** States in which somebody still has to do something, over all nouns. */
export const openStates: string[] = [
  "draft",
  "proposed",
  "active",
  "on hold",
  ...openRequestStates,
  ...openWorkStates,
];

export type Held = { seat: string; record: RecordRow | null };

/** Open records at which the person sits: what needs a new owner once they leave; null where the reader sees it not. */
export async function listHeld(db: Read, reader: Actor, personId: string): Promise<Held[]> {
  const rows = await db
    .select({ record: records, seat: recordPeople.seat })
    .from(recordPeople)
    .innerJoin(records, eq(records.id, recordPeople.recordId))
    .where(
      and(
        eq(recordPeople.personId, personId),
        inArray(recordPeople.seat, ["sponsor", "partner", "owner", "requester", "author"]),
        or(ne(recordPeople.seat, "author"), and(eq(records.kind, "budget"), eq(records.state, "draft"))),
        inArray(records.state, openStates),
      ),
    )
    .orderBy(asc(records.kind), asc(records.number), asc(recordPeople.seat))
    .limit(200);
  const seen = await visibleRecords(
    db,
    reader,
    rows.map(({ record }) => record.id),
  );
  return rows.map(({ record, seat }) => ({ seat, record: seen.get(record.id) ?? null }));
}

/** Terms that run today or later, with who holds them. */
export async function listComingTerms(db: Read, today: Day) {
  return db
    .select({ term: terms, name: people.name, title: people.title, personId: people.id, email: people.email })
    .from(terms)
    .innerJoin(people, and(eq(people.id, terms.personId), isNull(people.disabledAt)))
    .where(gte(terms.to, today))
    .orderBy(asc(terms.side), asc(terms.from), asc(people.name), asc(terms.id));
}
