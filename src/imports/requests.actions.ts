import type { Read, Tx } from "../db/database.ts";
import { bringInRequests, type ImportedInput } from "../requests/imported.actions.ts";
import { findImportedRequests, type ImportedRequest } from "../requests/imported.queries.ts";
import { canAsk } from "../requests/requests.rules.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Actor, Deed } from "../shared/deed.ts";
import type { FileCheck } from "./file-kind.ts";
import { Findings, quoted } from "./findings.ts";
import { keepImport } from "./kept.actions.ts";
import { compareCells } from "./known-cells.ts";
import { canImport, whoImports } from "./plan.rules.ts";
import { loadRequesters } from "./requesters.queries.ts";
import type { FileRequest, RequestsReading } from "./requests-file.ts";
import { keptLine } from "./requests-row.ts";

type Standing = { check: FileCheck; inputs: ImportedInput[] };

/** Compares requests of a file with those that are here, and changes nothing. */
export const checkRequests = async (db: Read, actor: Actor, reading: RequestsReading): Promise<FileCheck> =>
  (await standingOf(db, actor, reading)).check;

async function standingOf(db: Read, actor: Actor, reading: RequestsReading): Promise<Standing> {
  const { requests, today } = reading;
  const known = await findImportedRequests(
    db,
    requests.map(({ key }) => key),
  );
  const requesterOf = await loadRequesters(db, today);
  const findings = new Findings();
  const inputs: ImportedInput[] = [];
  for (const request of requests) {
    const there = known.get(request.key);
    if (there) differences(request, there, actor, findings);
    else inputs.push(inputOf(request, requesterIn(request, requesterOf, actor, findings)));
  }
  const { problems } = findings;
  const notes = [...reading.notes, ...findings.notes()];
  return { check: { newRows: inputs.length, problems, notes }, inputs };
}

type Asked = { requesterId: string | null; beside: string[] };

/** Whoever imports asks on behalf of somebody who is not here; the command line cannot, so then nobody asks. */
function requesterIn(
  { requester, row }: FileRequest,
  requesterOf: Awaited<ReturnType<typeof loadRequesters>>,
  actor: Actor,
  findings: Findings,
): Asked {
  const standIn = canAsk(actor) ? actor.id : null;
  const inPlace = standIn === null ? "It has no requester" : "Whoever imports it asks on their behalf";
  if (requester === "") {
    findings.note(row, "requester", `Nobody is named. ${inPlace}.`);
    return { requesterId: standIn, beside: [] };
  }
  const found = requesterOf(requester);
  if (typeof found === "object") return { requesterId: found.id, beside: [] };
  if (found === "several")
    findings.problem(
      row,
      "requester",
      `${quoted(requester)} can mean more than one person. Write the e-mail address.`,
    );
  else
    findings.note(
      row,
      "requester",
      `${quoted(requester)} is nobody here who can ask. ${inPlace}; the name stays beside it.`,
    );
  return { requesterId: standIn, beside: [keptLine("Asked by", requester)] };
}

function inputOf(request: FileRequest, { requesterId, beside }: Asked): ImportedInput {
  const { key, row: _, requester: __, kept, ...said } = request;
  return { ...said, importKey: key, requesterId, fileText: [...kept, ...beside].join("\n") };
}

function differences(file: FileRequest, there: ImportedRequest, actor: Actor, findings: Findings): void {
  const { record, row } = there;
  compareCells(
    file.row,
    record,
    [
      ["title", file.title, record.title],
      ["need", file.need, row.need],
      ["why", file.why, row.why],
      ["school", file.school, row.school],
      ["needed_by", file.neededBy ?? "", record.due ?? ""],
      ["kind", file.kind === "other" ? "" : file.kind, row.kind],
      ["state", file.state === "submitted" ? "" : file.state, record.state],
    ],
    actor,
    findings,
  );
}

/** Brings the requests of a file in that are not here yet; known ones stay as they are. */
export async function importRequests(
  tx: Tx,
  deed: Deed,
  reading: RequestsReading,
  fileName: string,
): Promise<{ id: string | null; check: FileCheck }> {
  if (!canImport(deed.by)) throw forbidden(whoImports);
  const { check, inputs } = await standingOf(tx, deed.by, reading);
  if (check.problems.length > 0 || inputs.length === 0) return { id: null, check };
  await bringInRequests(tx, deed, fileName, inputs);
  const { checked, sha256 } = reading;
  const report = { notes: check.notes };
  const kept = { kind: "requests", fileName, sha256, checked, imported: inputs.length, report };
  return { id: await keepImport(tx, deed, kept), check };
}
