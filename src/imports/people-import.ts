import type { Database, Tx } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { checkPeople, importPeople } from "./people.actions.ts";
import type { PeopleReading } from "./people-file.ts";
import type { PeopleResult } from "./people-report.ts";
import { importLimitMs } from "./plan.rules.ts";

const nothingOf = (reading: PeopleReading): PeopleResult => {
  const { problems, notes } = reading;
  return { reading, imported: 0, newRows: 0, problems, notes };
};

/** A reading with problems is its own answer; one without is held against who is here. */
export async function checkedPeople(db: Database, reading: PeopleReading): Promise<PeopleResult> {
  if (reading.problems.length > 0) return nothingOf(reading);
  return { ...nothingOf(reading), ...(await checkPeople(db.read, reading)) };
}

export async function importedPeople(
  db: Database,
  reading: PeopleReading,
  fileName: string,
  deedOf: (tx: Tx) => Promise<Deed>,
): Promise<PeopleResult> {
  if (reading.problems.length > 0) return nothingOf(reading);
  const made = await db.write(async tx => importPeople(tx, await deedOf(tx), reading, fileName), {
    limitMs: importLimitMs.command,
  });
  return { ...nothingOf(reading), ...made, imported: made.newRows };
}
