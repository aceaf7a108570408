import { and, eq, gte, isNull, lte, ne } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { addEvent, createRecord } from "../records/records.actions.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed, District, Side } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { findPersonByEmail, getPersonRecord, type PersonRow } from "./people.queries.ts";
import { defaultSide, emailKeyOf, type NewPerson, newPerson } from "./people.rules.ts";
import { districts, people, sessions, terms } from "./people.table.ts";

/** Adds a person who can sign in from now on. @throws conflict where the address is known */
export async function addPerson(tx: Tx, deed: Deed, input: NewPerson): Promise<PersonRow> {
  const given = newPerson.parse(input);
  if (await findPersonByEmail(tx, given.email))
    throw conflict(`A person with the address ${given.email} is here already.`);
  const record = await createRecord(
    tx,
    deed,
    { kind: "person", title: given.name, state: "active", audience: "board", words: given.title },
    { kind: "person added", data: { role: given.role } },
  );
  const [person] = await tx
    .insert(people)
    .values({
      ...given,
      id: record.id,
      emailKey: emailKeyOf(given.email),
      side: given.side === undefined ? defaultSide[given.role] : given.side,
      digest: "off",
      quietWeek: "two lines",
    })
    .returning();
  if (!person) throw invalid("The person could not be added.");
  return person;
}

/** Ends every session of the person at once; what they wrote stays. */
export async function disablePerson(tx: Tx, deed: Deed, person: PersonRow): Promise<void> {
  if (person.disabledAt) throw conflict(`${person.name} is disabled already.`);
  await tx.update(people).set({ disabledAt: deed.now }).where(eq(people.id, person.id));
  await endSessions(tx, deed, person.id);
  await addEvent(tx, deed, await getPersonRecord(tx, person.id), { kind: "person disabled", data: {} });
}

export async function endSessions(tx: Tx, deed: Deed, personId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: deed.now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)));
}

/** Makes the person a liaison for a side; the digest is on from the start. @throws conflict on an overlap */
export async function giveTerm(
  tx: Tx,
  deed: Deed,
  input: { personId: string; side: Side; from: Day; to: Day },
): Promise<void> {
  if (input.to < input.from) throw invalid("The term ends before it begins. Enter a later last day.");
  const [other] = await tx
    .select()
    .from(terms)
    .where(and(eq(terms.personId, input.personId), lte(terms.from, input.to), gte(terms.to, input.from)));
  if (other) throw conflict(`This person has a term from ${other.from} to ${other.to} already.`);
  await tx.insert(terms).values({ id: newId(), ...input });
  await tx
    .update(people)
    .set({ digest: "in term" })
    .where(and(eq(people.id, input.personId), ne(people.digest, "on")));
  await addEvent(tx, deed, await getPersonRecord(tx, input.personId), {
    kind: "term given",
    data: { side: input.side, from: input.from, to: input.to },
  });
}

export type NewDistrict = Partial<Omit<District, "id">> & { name: string; timeZone: string };

/** Makes the one district, with the usual settings where none are given. */
export async function makeDistrict(
  tx: Tx,
  deed: Omit<Deed, "district">,
  input: NewDistrict,
): Promise<District> {
  const record = await createRecord(
    tx,
    deed,
    { kind: "district", title: input.name, state: "active", audience: "admins", words: "" },
    { kind: "district made", data: { name: input.name } },
  );
  const [row] = await tx
    .insert(districts)
    .values({
      fiscalYearStart: "07-01",
      locale: "en-US",
      hoursAWeek: 40,
      digestWeekday: 1,
      digestTime: "07:00",
      helpDeskUrl: null,
      twoKeysHours: 80,
      twoKeysCents: 1_000_000,
      boardCents: 5_000_000,
      ...input,
      holidays: [...(input.holidays ?? [])],
      id: record.id,
    })
    .returning();
  if (!row) throw invalid("The district could not be made.");
  return row;
}
