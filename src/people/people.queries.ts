import { and, asc, eq, gte, inArray, isNull, lte, type Placeholder, sql } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import { kept } from "../db/kept.ts";
import { deputies } from "../deputies/deputies.table.ts";
import { records } from "../records/records.table.ts";
import { notFound } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { District, Person, Role, Side } from "../shared/deed.ts";
import { emailKeyOf } from "./people.rules.ts";
import { districts, people, terms } from "./people.table.ts";

export type PersonRow = typeof people.$inferSelect;
export type DistrictRow = typeof districts.$inferSelect;

const theDistrict = kept("district", db => db.select().from(districts).limit(1));

export async function findDistrict(db: Read): Promise<DistrictRow | undefined> {
  const [row] = await theDistrict(db, {});
  return row;
}

/** The district with all that its settings hold. @throws not found before the first set-up */
export async function getDistrictRow(db: Read): Promise<DistrictRow> {
  const row = await findDistrict(db);
  if (!row) throw notFound("No district is set up yet.");
  return row;
}

/** @throws not found before the first set-up */
export async function getDistrict(db: Read): Promise<District> {
  const row = await findDistrict(db);
  if (!row) throw notFound("No district is set up yet. Run the command demo, or add the first person.");
  return row;
}

export async function findPersonByEmail(db: Read, email: string): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(people)
    .where(eq(people.emailKey, emailKeyOf(email)));
  return row;
}

export async function findPersonById(db: Read, personId: string): Promise<PersonRow | undefined> {
  const [row] = await db.select().from(people).where(eq(people.id, personId));
  return row;
}

/** @throws not found */
export async function getPersonRow(db: Read, personId: string): Promise<PersonRow> {
  const [row] = await db.select().from(people).where(eq(people.id, personId));
  if (!row) throw notFound();
  return row;
}

/** Those of these addresses that are known, by their key. */
export async function findPeopleByEmail(
  db: Read,
  emailKeys: readonly string[],
): Promise<Map<string, PersonRow>> {
  const found = await findAll(emailKeys, some =>
    db.select().from(people).where(inArray(people.emailKey, some)),
  );
  return new Map(found.map(person => [person.emailKey, person]));
}

/** The liaison terms that run on a day; both their days belong to them. */
export const runningTerm = (today: Day | Placeholder) => and(lte(terms.from, today), gte(terms.to, today));

const theActor = kept("actor", db =>
  db
    .select({ person: people, liaisonSide: terms.side, inPlaceOf: deputies.personId })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(sql.placeholder("today"))))
    .leftJoin(deputies, and(eq(deputies.deputyId, people.id), runningDeputy(sql.placeholder("today"))))
    .where(and(eq(people.id, sql.placeholder("personId")), isNull(people.disabledAt))),
);

/** The person with the rights of today: role, flags, and a liaison term if one runs. */
export async function findActor(db: Read, personId: string, today: Day): Promise<Person | undefined> {
  const rows = await theActor(db, { personId, today });
  const [row] = rows;
  if (!row) return undefined;
  const actor = actorOf(row.person, row.liaisonSide);
  const stoodFor = rows.map(({ inPlaceOf }) => inPlaceOf).filter(id => id !== null);
  return stoodFor.length === 0 ? actor : { ...actor, standsFor: await listPlaces(db, stoodFor, today) };
}

/** The deputies of a day; both their days belong to them. */
export const runningDeputy = (today: Day | Placeholder) =>
  and(lte(deputies.from, today), gte(deputies.to, today));

/** Those whom somebody stands in for, by name; a deputy's own deputy is none of theirs. */
async function listPlaces(db: Read, personIds: readonly string[], today: Day): Promise<Person[]> {
  const rows = await db
    .select({ person: people, liaisonSide: terms.side })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)))
    .where(and(inArray(people.id, [...personIds]), isNull(people.disabledAt)))
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(row => actorOf(row.person, row.liaisonSide));
}

/** Whom each deputy of today stands in for: for those who write to many at once. */
export async function listStandIns(db: Read, today: Day): Promise<Map<string, Person[]>> {
  const rows = await db.select().from(deputies).where(runningDeputy(today)).orderBy(asc(deputies.id));
  const places =
    rows.length === 0
      ? []
      : await listPlaces(
          db,
          rows.map(row => row.personId),
          today,
        );
  const standIns = new Map<string, Person[]>();
  for (const { deputyId, personId } of rows) {
    const place = places.find(({ id }) => id === personId);
    if (place) standIns.set(deputyId, [...(standIns.get(deputyId) ?? []), place]);
  }
  return standIns;
}

export const actorOf = (person: PersonRow, liaisonSide: Side | null): Person => ({
  id: person.id,
  name: person.name,
  role: person.role,
  side: person.side,
  isAdmin: person.isAdmin,
  isApprover: person.isApprover,
  liaisonSide,
});

/** Everyone who can sign in, by name, with the rights of today. */
export async function listActors(db: Read, today: Day): Promise<(Person & { email: string })[]> {
  const rows = await db
    .select({ person: people, liaisonSide: terms.side })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)))
    .where(isNull(people.disabledAt))
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(row => ({ ...actorOf(row.person, row.liaisonSide), email: row.person.email }));
}

export type Liaison = { personId: string; name: string; side: Side; from: Day; to: Day };

/** The liaison group as it stands today. */
export async function listLiaisons(db: Read, today: Day): Promise<Liaison[]> {
  return db
    .select({ personId: terms.personId, name: people.name, side: terms.side, from: terms.from, to: terms.to })
    .from(terms)
    .innerJoin(people, and(eq(people.id, terms.personId), isNull(people.disabledAt)))
    .where(runningTerm(today))
    .orderBy(asc(terms.side), asc(people.name), asc(terms.id));
}

/** People to choose from in a form, by name: of these roles or sides, or everyone who can act. */
export async function listChoices(
  db: Read,
  filter: { roles?: readonly Role[]; sides?: readonly Side[] } = {},
): Promise<{ id: string; name: string; title: string; side: Side | null }[]> {
  return db
    .select({ id: people.id, name: people.name, title: people.title, side: people.side })
    .from(people)
    .where(
      and(
        isNull(people.disabledAt),
        filter.roles ? inArray(people.role, [...filter.roles]) : undefined,
        filter.sides ? inArray(people.side, [...filter.sides]) : undefined,
      ),
    )
    .orderBy(asc(people.name), asc(people.id));
}

/** Sides of these people, for the mark beside a name. */
export async function sidesOf(db: Read, personIds: readonly string[]): Promise<Map<string, Side | null>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, side: people.side })
    .from(people)
    .where(inArray(people.id, [...new Set(personIds)]));
  return new Map(rows.map(row => [row.id, row.side]));
}

/** The record of a person or of the district, whoever may see it. */
export async function getPersonRecord(db: Read, personId: string) {
  const [row] = await db.select().from(records).where(eq(records.id, personId));
  if (!row) throw notFound();
  return row;
}
