import type { Tx } from "../db/database.ts";
import { findEstimate } from "../estimates/estimates.queries.ts";
import { refuseStale } from "../records/records.actions.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { unmerge } from "./duplicate.actions.ts";
import { saidOf } from "./foretold.rules.ts";
import { type About, moveRequest } from "./moving.actions.ts";
import { requireRightToStepBack } from "./refusals.rules.ts";
import { deleteKeys, getRequest, type Request, type RequestRow, requestStateOf } from "./requests.queries.ts";
import type { RequestState, Verb } from "./requests.rules.ts";
import { findLastStep } from "./step-back.queries.ts";
import { isOwnStep, stepBackEvents } from "./step-back.rules.ts";

/** What each deed wrote into the request's own row, gone again. */
const undone: Partial<Record<Verb, Partial<RequestRow>>> = {
  submit: { submittedAt: null },
  accept: { acceptedById: null },
  defer: { deferredUntil: null },
  commit: { committedAt: null, ...saidOf(null) },
  deliver: { deliveredAt: null },
};

/** Where a deferral leads back to, told by how far the request had come. */
async function deferredFrom(tx: Tx, request: Request): Promise<RequestState> {
  if (request.row.acceptedById === null) return "submitted";
  return (await findEstimate(tx, request.id)) ? "estimated" : "accepted";
}

/** The mover takes their deed back within the hour, as long as nothing followed; both rows stay in the history. */
export async function stepBack(tx: Tx, deed: Deed, about: About): Promise<Request> {
  const request = await getRequest(tx, deed.by, about.number);
  refuseStale(request.record, about.version);
  const last = await findLastStep(tx, request.record);
  const verb = stepBackEvents[last.kind];
  const before = request.row.stateBefore;
  if (!verb || !isOwnStep(deed.by, last, before, deed.now) || before === null)
    throw conflict(
      `This can no longer be taken back: only whoever did it can, within an hour, before anything else happens to ${request.ref}.`,
    );
  requireRightToStepBack(deed.by, verb, request);
  if (verb === "merge") await unmerge(tx, deed, request, last.at);
  if (verb === "commit" && deed.by.id !== null) await deleteKeys(tx, request.id, deed.by.id);
  const to = requestStateOf(before);
  return moveRequest(
    tx,
    deed,
    request,
    to,
    { kind: "request stepped back", data: { from: request.state, to } },
    {
      row: { ...undone[verb], stateBefore: to === "deferred" ? await deferredFrom(tx, request) : null },
      record: to === "draft" ? { audience: "seats" } : {},
    },
  );
}
