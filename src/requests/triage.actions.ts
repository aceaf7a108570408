import type { Tx } from "../db/database.ts";
import { invalid } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { type About, loadFor, moveRequest } from "./moving.actions.ts";
import { deleteKeys, type Request } from "./requests.queries.ts";

/** A new system is accepted only once its reviews are in: the liaison says what they say. */
export async function acceptRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { note = "" }: { note?: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "accept", about);
  if (request.row.kind === "new system" && note.trim() === "")
    throw invalid(
      `${request.ref} is a new system. Say what its reviews of instruction, privacy, technical and money say; without them it cannot be accepted.`,
    );
  return moveRequest(
    tx,
    deed,
    request,
    "accepted",
    { kind: "request accepted", data: { note } },
    { row: { acceptedById: deed.by.id, stateNote: note } },
  );
}

export async function declineRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { reason }: { reason: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "decline", about);
  return moveRequest(
    tx,
    deed,
    request,
    "declined",
    { kind: "request declined", data: { reason } },
    { row: { stateNote: reason } },
  );
}

/** Until a day, on which it comes back by itself to where it is now. */
export async function deferRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { until, reason = "" }: { until: Day; reason?: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "defer", about);
  if (until <= deed.today) throw invalid("“Until” is not after today. Enter a later day.");
  return moveRequest(
    tx,
    deed,
    request,
    "deferred",
    { kind: "request deferred", data: { until, reason } },
    { row: { deferredUntil: until, stateNote: reason } },
  );
}

/** A declined request is looked at again from the start. */
export async function reopenRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { reason }: { reason: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "reopen", about);
  await deleteKeys(tx, request.id);
  return moveRequest(
    tx,
    deed,
    request,
    "submitted",
    { kind: "request reopened", data: { reason } },
    { row: { acceptedById: null, windowFrom: null, windowTo: null, rank: null } },
  );
}
