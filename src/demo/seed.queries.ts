import { and, asc, eq, inArray, like, max, notInArray } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { actorOf } from "../people/people.queries.ts";
import { people, terms } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import { emailOf, stars } from "./demo.cast.ts";
import { type SeedPerson, type SeedTerm, seedDomain } from "./seed.crowd.ts";

const starKeys = Object.values(stars).map(emailOf);

/** The people whom earlier seeds invented. */
export async function listInvented(db: Read): Promise<SeedPerson[]> {
  const rows = await db
    .select()
    .from(people)
    .where(like(people.emailKey, `%@${seedDomain}`))
    .orderBy(asc(people.id));
  return rows.map(row => ({ ...actorOf(row, null), school: row.school }));
}

/** Liaison terms of all but the people whose links the example prints. */
export async function listTerms(db: Read): Promise<SeedTerm[]> {
  const rows = await db
    .select({ person: people, term: terms })
    .from(terms)
    .innerJoin(people, eq(people.id, terms.personId))
    .where(notInArray(people.emailKey, starKeys))
    .orderBy(asc(terms.from), asc(terms.id));
  return rows.map(({ person, term: { side, from, to } }) => ({
    person: { ...actorOf(person, side), school: person.school },
    ...{ side, from, to },
  }));
}

/** Goals that everybody sees and that are not over. */
export async function listServable(db: Read): Promise<string[]> {
  const rows = await db
    .select({ id: records.id })
    .from(records)
    .where(
      and(
        eq(records.kind, "goal"),
        inArray(records.state, ["active"]),
        inArray(records.audience, ["board", "everyone"]),
      ),
    )
    .orderBy(asc(records.number));
  return rows.map(row => row.id);
}

/** What this seed draws from: another one each time. */
export async function highestNumber(db: Read): Promise<number> {
  const [row] = await db
    .select({ number: max(records.number) })
    .from(records)
    .where(eq(records.kind, "request"));
  return row?.number ?? 0;
}
