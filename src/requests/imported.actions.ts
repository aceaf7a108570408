import type { Tx } from "../db/database.ts";
import { insertRows } from "../db/rows.ts";
import { createRecords, seatMany } from "../records/many.actions.ts";
import { type Day, instantOf } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { searchWords } from "./request-values.rules.ts";
import { undecided } from "./requests.actions.ts";
import type { RequestKind, RequestState, StudentData } from "./requests.rules.ts";
import { requests } from "./requests.table.ts";

/** A request that was made elsewhere, as a file tells of it. */
export type ImportedInput = {
  importKey: string;
  title: string;
  need: string;
  why: string;
  kind: RequestKind;
  school: string;
  neededBy: Day | null;
  people: number | null;
  studentData: StudentData;
  state: RequestState;
  openedOn: Day | null;
  closedOn: Day | null;
  /** null where nobody here asks for it. */
  requesterId: string | null;
  fileText: string;
};

/**
 * Requests of a file, each with one entry that says where it came from: who accepted or delivered it elsewhere is not
 * made up. The right to import is the importing verb's to check: this also serves the command line.
 */
export async function bringInRequests(
  tx: Tx,
  deed: Deed,
  file: string,
  inputs: readonly ImportedInput[],
): Promise<void> {
  const rows = inputs.map(input => rowOf(input, deed));
  const made = await createRecords(
    tx,
    deed,
    "request",
    inputs.map(({ title, state, neededBy, requesterId, fileText }, index) => ({
      ...{ title, state, due: neededBy, audience: "everyone" as const },
      words: rows[index] ? searchWords(rows[index], fileText) : "",
      ...(requesterId !== null && requesterId !== deed.by.id ? { forId: requesterId } : {}),
      events: [{ kind: "request imported", data: { file } }],
    })),
  );
  const idAt = (index: number) => made[index]?.id ?? "";
  await insertRows(
    tx,
    requests,
    rows.map((row, index) => ({ ...row, id: idAt(index) })),
  );
  await seatMany(
    tx,
    deed,
    inputs.flatMap(({ requesterId }, index) =>
      requesterId === null
        ? []
        : [{ recordId: idAt(index), seat: "requester" as const, personId: requesterId }],
    ),
  );
}

/** Without its id. What was closed elsewhere was asked for and delivered on the days that the file has. */
function rowOf({ openedOn, closedOn, people, ...input }: ImportedInput, { now, district }: Deed) {
  const { need, why, kind, school, studentData, state, importKey, fileText } = input;
  const noon = (day: Day | null) => (day === null ? null : instantOf(day, "12:00", district.timeZone));
  return {
    ...undecided,
    ...{ need, why, kind, school, studentData, importKey, fileText },
    ...{ question: "", decision: "", users: "", frequency: "", isRestricted: false },
    peopleAffected: people,
    submittedAt: noon(openedOn) ?? (state === "submitted" ? now : null),
    deliveredAt: state === "confirmed" ? noon(closedOn) : null,
  };
}
