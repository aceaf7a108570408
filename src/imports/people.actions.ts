import type { Read, Tx } from "../db/database.ts";
import { bringInPeople } from "../people/bring-in.actions.ts";
import { requireRunsDistrict } from "../people/people.actions.ts";
import { findPeopleByEmail, type PersonRow } from "../people/people.queries.ts";
import { emailKeyOf } from "../people/people.rules.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { type Finding, Findings, quoted } from "./findings.ts";
import { keepImport } from "./kept.actions.ts";
import type { FilePerson, PeopleReading } from "./people-file.ts";

export type PeopleCheck = { newRows: number; notes: Finding[] };

/** Each cell that differs from what is here is a note, and never written. */
function differences(person: FilePerson, known: PersonRow, findings: Findings): void {
  const cells = [
    ["name", person.name, known.name],
    ["title", person.title, known.title],
    ["role", person.role, known.role],
    ["side", person.side === undefined ? "" : (person.side ?? "none"), known.side ?? "none"],
    ["school", person.school, known.school],
    ["hours_a_week", person.hoursAWeek === 0 ? "" : String(person.hoursAWeek), String(known.hoursAWeek)],
  ] as const;
  for (const [column, file, now] of cells) {
    if (file === "" || file === now) continue;
    const kept = now === "" ? "nothing" : quoted(now);
    findings.note(
      person.row,
      column,
      `${quoted(file)} differs from ${kept}, as ${known.name} has it. That is kept.`,
    );
  }
}

/** Compares a list of people with those who are here, and changes nothing. */
export async function checkPeople(db: Read, reading: PeopleReading): Promise<PeopleCheck> {
  const known = await findPeopleByEmail(
    db,
    reading.people.map(({ email }) => emailKeyOf(email)),
  );
  const findings = new Findings();
  for (const person of reading.people) {
    const there = known.get(emailKeyOf(person.email));
    if (there) differences(person, there, findings);
  }
  return { newRows: reading.people.length - known.size, notes: [...reading.notes, ...findings.notes()] };
}

/** Adds the people of a file whose addresses are not known, whole or not at all; known ones stay as they are. */
export async function importPeople(
  tx: Tx,
  deed: Deed,
  reading: PeopleReading,
  fileName: string,
): Promise<PeopleCheck> {
  requireRunsDistrict(deed);
  if (reading.problems.length > 0) throw invalid("This file has problems. Mend them, then import it.");
  const check = await checkPeople(tx, reading);
  if (check.newRows === 0) return check;
  await bringInPeople(
    tx,
    deed,
    reading.people.map(({ row: _, ...person }) => person),
  );
  const { checked, sha256 } = reading;
  const { newRows: imported, notes } = check;
  await keepImport(tx, deed, { kind: "people", fileName, sha256, checked, imported, report: { notes } });
  return check;
}
