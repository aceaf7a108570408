import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { addEvent, changeRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { addDays } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { endSessions, refuseLastAdmin, requireRunsDistrict } from "./people.actions.ts";
import { findPersonByEmail, getPersonRecord, type PersonRow } from "./people.queries.ts";
import { emailKeyOf, type PersonInput } from "./people.rules.ts";
import { people, terms } from "./people.table.ts";
import { getPerson } from "./people-list.queries.ts";

const columnsOf = (input: PersonInput) => ({
  name: input.name,
  email: input.email,
  emailKey: emailKeyOf(input.email),
  title: input.title ?? "",
  role: input.role,
  side: input.side === "none" ? null : input.side,
  school: input.school ?? "",
  hoursAWeek: input.hoursAWeek ?? 0,
  isAdmin: input.isAdmin,
  isApprover: input.isApprover,
});

/** Old and new of what changed; an address is no word for everyone's history, so only that it changed is said. */
function changesOf(before: PersonRow, after: ReturnType<typeof columnsOf>): Changes {
  const pairs: [string, unknown, unknown][] = [
    ["name", before.name, after.name],
    ["title", before.title, after.title],
    ["role", before.role, after.role],
    ["side", before.side ?? "none", after.side ?? "none"],
    ["school", before.school, after.school],
    ["hours a week", before.hoursAWeek, after.hoursAWeek],
    ["administrator", before.isAdmin ? "yes" : "no", after.isAdmin ? "yes" : "no"],
    ["approver", before.isApprover ? "yes" : "no", after.isApprover ? "yes" : "no"],
    ["address", "", before.emailKey === after.emailKey ? "" : "another"],
  ];
  return Object.fromEntries(
    pairs
      .filter(([, old, now]) => old !== now)
      .map(([field, old, now]) => [field, [String(old), String(now)] as [string, string]]),
  );
}

const isOtherRight = (before: PersonRow, after: ReturnType<typeof columnsOf>): boolean =>
  before.role !== after.role || before.isAdmin !== after.isAdmin || before.isApprover !== after.isApprover;

type Changed = { record: RecordRow; isSignedOut: boolean };

/**
 * Changes what a person is. With other rights they sign in anew, on every device; administrators who change their own
 * keep the session that they do it in. @throws conflict
 */
export async function changePerson(
  tx: Tx,
  deed: Deed,
  number: number,
  input: PersonInput,
  seen: { version: number | null; secret: string | null },
): Promise<Changed> {
  requireRunsDistrict(deed);
  const { record, person } = await getPerson(tx, number);
  refuseStale(record, seen.version);
  const columns = columnsOf(input);
  if (!columns.isAdmin) await refuseLastAdmin(tx, person);
  const other = await findPersonByEmail(tx, input.email);
  if (other && other.id !== person.id)
    throw conflict(`${other.name} has the address ${input.email} already.`);
  const changed = await changeRecord(
    tx,
    deed,
    record,
    { title: columns.name, words: columns.title },
    { kind: "person changed", data: { changes: changesOf(person, columns) } },
  );
  const bouncedAt = person.emailKey === columns.emailKey ? person.bouncedAt : null;
  await tx
    .update(people)
    .set({ ...columns, bouncedAt })
    .where(eq(people.id, person.id));
  const isSignedOut = isOtherRight(person, columns);
  if (isSignedOut) await endSessions(tx, deed, person.id, person.id === deed.by.id ? seen.secret : null);
  return { record: changed, isSignedOut };
}

/** Lets a disabled person sign in again; ended sessions stay ended. */
export async function enablePerson(tx: Tx, deed: Deed, person: PersonRow): Promise<void> {
  requireRunsDistrict(deed);
  if (!person.disabledAt) throw conflict(`${person.name} can sign in already.`);
  if (person.mergedIntoId)
    throw conflict(`This record of ${person.name} is a double. The other one signs in.`);
  await tx.update(people).set({ disabledAt: null }).where(eq(people.id, person.id));
  await endSessions(tx, deed, person.id);
  await addEvent(tx, deed, await getPersonRecord(tx, person.id), { kind: "person enabled", data: {} });
}

/** Ends a running term with yesterday, and takes one that has not begun away. */
export async function endTerm(tx: Tx, deed: Deed, personId: string, unsafeTermId: string): Promise<void> {
  requireRunsDistrict(deed);
  const [term] = await tx
    .select()
    .from(terms)
    .where(and(eq(terms.id, unsafeTermId), eq(terms.personId, personId)));
  if (!term || term.to < deed.today) throw notFound("This term has ended already.");
  const last = addDays(deed.today, -1);
  if (term.from > last) await tx.delete(terms).where(eq(terms.id, term.id));
  else await tx.update(terms).set({ to: last }).where(eq(terms.id, term.id));
  await addEvent(tx, deed, await getPersonRecord(tx, personId), {
    kind: "term ended",
    data: { side: term.side, to: last },
  });
}
