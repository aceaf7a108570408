import type { FileKind } from "./file-kind.ts";
import { checkPeople, importPeople } from "./people.actions.ts";
import { type PeopleReading, readPeople, refusedPeople } from "./people-file.ts";
import { peopleDocument, peopleLines } from "./people-report.ts";

/** Everyone who works in a district: one address is one person. */
export const peopleKind: FileKind<PeopleReading> = {
  kind: "people",
  read: readPeople,
  refused: refusedPeople,
  unchecked: ({ problems, notes }) => ({ newRows: 0, problems, notes }),
  check: async (db, _, reading) => ({ ...(await checkPeople(db, reading)), problems: [] }),
  async bringIn(tx, deed, reading, fileName) {
    const check = await importPeople(tx, deed, reading, fileName);
    return { id: null, check: { ...check, problems: [] } };
  },
  document: peopleDocument,
  lines: peopleLines,
};
