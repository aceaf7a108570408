import type { Tx } from "../db/database.ts";
import { anybody, personMeant } from "../people/meant.queries.ts";
import { disablePerson, refuseLastAdmin, requireRunsDistrict } from "../people/people.actions.ts";
import { getPersonRecord, type PersonRow } from "../people/people.queries.ts";
import { getPerson } from "../people/people-list.queries.ts";
import { addEvent } from "../records/records.actions.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { findBothAt, moveHoldings, movePerson, recordsById, termsOverlap } from "./merge.queries.ts";

/**
 * Makes two records of one person one: what the double holds, follows and may goes over, and it signs in no more.
 * What was written under its name stays as it was written.
 */
export async function mergePerson(
  tx: Tx,
  deed: Deed,
  number: number,
  input: { into: string },
): Promise<{ name: string; records: number }> {
  requireRunsDistrict(deed);
  const { record, person } = await getPerson(tx, number);
  const into = await personMeant(tx, deed, input.into, { field: "into", ...anybody });
  await refuseMerge(tx, deed, person, into.id);
  if (!person.disabledAt) await disablePerson(tx, deed, person);
  const touched = await moveHoldings(tx, person.id, into.id);
  await movePerson(tx, person.id, into.id);
  const data = { fromId: person.id, toId: into.id };
  for (const each of await recordsById(tx, touched))
    await addEvent(tx, deed, each, { kind: "person made one", data });
  const told = { ...data, records: touched.length };
  const double = await getPersonRecord(tx, record.id);
  await addEvent(tx, deed, double, { kind: "person merged", data: told });
  await addEvent(tx, deed, await getPersonRecord(tx, into.id), { kind: "person merged", data: told });
  return { name: into.name, records: touched.length };
}

async function refuseMerge(tx: Tx, deed: Deed, person: PersonRow, intoId: string): Promise<void> {
  if (person.mergedIntoId) throw conflict(`${person.name} is a double already.`);
  if (person.id === intoId) throw invalid("This is the same record. Enter the one that stays.");
  if (person.id === deed.by.id)
    throw invalid("You are signed in as this one. Open the other record and merge it into this.");
  await refuseLastAdmin(tx, person);
  if (await termsOverlap(tx, person.id, intoId))
    throw conflict("Both hold a liaison term on the same day. End one of them first.");
  const bothAt = await findBothAt(tx, person.id, intoId);
  if (bothAt === undefined) return;
  const [at] = await recordsById(tx, [bothAt]);
  const ref = at && isNumbered(at.kind) ? refOf(at.kind, at.number) : "a record";
  throw conflict(
    `Both took a step on ${ref} that takes two people. Have it sent back and taken by another first.`,
  );
}
