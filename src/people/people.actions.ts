import { and, eq, gte, isNull, lte, ne } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { endDeputiesAround } from "../deputies/deputies.actions.ts";
import { addEvent, createRecord } from "../records/records.actions.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import { type Day, formatRange } from "../shared/dates.ts";
import type { Deed, District, Side } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { findPersonByEmail, getPersonRecord, type PersonRow } from "./people.queries.ts";
import {
  canRunDistrict,
  defaultSide,
  emailKeyOf,
  type NewPerson,
  newPerson,
  rightsOf,
} from "./people.rules.ts";
import { districts, people, sessions, terms } from "./people.table.ts";
import { sessionHash } from "./sessions.actions.ts";

/** The command line is on the host already; in the app it takes an administrator. */
export function requireRunsDistrict({ by }: Pick<Deed, "by">): void {
  if (by.role !== "system" && !canRunDistrict(by))
    throw forbidden("Only an administrator manages people and terms.");
}

/** Adds a person who can sign in from now on. @throws conflict where the address is known */
export async function addPerson(tx: Tx, deed: Deed, input: NewPerson): Promise<PersonRow> {
  requireRunsDistrict(deed);
  const given = newPerson.parse(input);
  if (await findPersonByEmail(tx, given.email))
    throw conflict(`A person with the address ${given.email} is here already.`);
  const record = await createRecord(
    tx,
    deed,
    { kind: "person", title: given.name, state: "active", audience: "board", words: given.title },
    { kind: "person added", data: { role: rightsOf(given) } },
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
  requireRunsDistrict(deed);
  await refuseLastAdmin(tx, person);
  if (person.disabledAt) throw conflict(`${person.name} is disabled already.`);
  await tx.update(people).set({ disabledAt: deed.now }).where(eq(people.id, person.id));
  await endSessions(tx, deed, person.id);
  await endDeputiesAround(tx, deed, person.id);
  await addEvent(tx, deed, await getPersonRecord(tx, person.id), { kind: "person disabled", data: {} });
}

/** A district without an administrator could only be mended on the host. */
export async function refuseLastAdmin(tx: Tx, person: PersonRow): Promise<void> {
  if (!person.isAdmin || person.disabledAt) return;
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.isAdmin, true), isNull(people.disabledAt), ne(people.id, person.id)))
    .limit(1);
  if (!other) throw conflict(`${person.name} is the last administrator. Make somebody else one first.`);
}

/** Ends every session of the person, but the one of this secret if there is one. */
export async function endSessions(
  tx: Tx,
  deed: Deed,
  personId: string,
  but: string | null = null,
): Promise<void> {
  const others = but === null ? undefined : ne(sessions.hash, sessionHash(but));
  await tx
    .update(sessions)
    .set({ endedAt: deed.now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt), others));
}

/** Makes the person a liaison for a side; the digest is on from the start. @throws conflict on an overlap */
export async function giveTerm(
  tx: Tx,
  deed: Deed,
  input: { personId: string; side: Side; from: Day; to: Day },
): Promise<void> {
  requireRunsDistrict(deed);
  if (input.to < input.from) throw invalid("The term ends before it begins. Enter a later last day.");
  const [person] = await tx
    .select({ name: people.name, disabledAt: people.disabledAt })
    .from(people)
    .where(eq(people.id, input.personId));
  if (person?.disabledAt) throw conflict(`${person.name} is disabled. Let them sign in again first.`);
  const [other] = await tx
    .select()
    .from(terms)
    .where(and(eq(terms.personId, input.personId), lte(terms.from, input.to), gte(terms.to, input.from)));
  if (other) {
    const days = formatRange(other.from, other.to, deed.today);
    throw conflict(`They stand for ${other.side} already, ${days}. End that first, or choose other days.`);
  }
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

export type NewDistrict = Partial<Omit<District, "id">> & {
  name: string;
  timeZone: string;
  holidayNames?: Record<Day, string>;
};

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
      lightsOnPercent: 0,
      boardCents: 5_000_000,
      ...input,
      holidays: [...(input.holidays ?? [])],
      id: record.id,
    })
    .returning();
  if (!row) throw invalid("The district could not be made.");
  return row;
}
