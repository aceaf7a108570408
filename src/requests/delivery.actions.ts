import type { Tx } from "../db/database.ts";
import { addEstimate, addOpinion } from "../estimates/estimates.actions.ts";
import type { EstimateInput, OpinionInput } from "../estimates/estimates.rules.ts";
import { findLastEvent } from "../events/events.queries.ts";
import { changeRecord, takeSeat } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { needsTwoKeys } from "./keys.rules.ts";
import { type About, loadFor, moveRequest } from "./moving.actions.ts";
import { tellOfDelivery } from "./notices.actions.ts";
import { deleteKeys, findRequest, getRequest, listKeys, type Request } from "./requests.queries.ts";

/** The first estimate moves an accepted request on; a new one keeps the state, and above the threshold voids the keys. */
export async function estimateRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  input: EstimateInput,
): Promise<Request> {
  const request = await loadFor(tx, deed, "estimate", about);
  const estimate = await addEstimate(tx, deed, request.id, input);
  const { version, lowHours, likelyHours, highHours, costCents } = estimate;
  const keysVoided = needsTwoKeys(estimate, deed.district) && (await listKeys(tx, request.id)).length > 0;
  if (keysVoided) await deleteKeys(tx, request.id);
  if (request.owner === null && deed.by.id !== null)
    await takeSeat(tx, deed, request.id, "owner", deed.by.id);
  const event = {
    kind: "request estimated" as const,
    data: { version, lowHours, likelyHours, highHours, costCents, keysVoided, changed: estimate.changed },
  };
  if (request.state === "accepted") return moveRequest(tx, deed, request, "estimated", event);
  return { ...request, record: await changeRecord(tx, deed, request.record, {}, event) };
}

/** Another technologist's view beside the standing estimate: nothing moves by it. */
export async function secondRequest(tx: Tx, deed: Deed, about: About, input: OpinionInput): Promise<Request> {
  const request = await loadFor(tx, deed, "second", about);
  const { version } = await addOpinion(tx, deed, request.id, input);
  const { lowHours, likelyHours, highHours } = input;
  const data = { version, lowHours, likelyHours, highHours };
  const event = { kind: "request second opinion" as const, data };
  return { ...request, record: await changeRecord(tx, deed, request.record, {}, event) };
}

/** A technologist says that delivery has begun. */
export async function startRequest(tx: Tx, deed: Deed, about: About): Promise<Request> {
  const request = await loadFor(tx, deed, "start", about);
  return started(tx, deed, request, null);
}

/** For the first work item that is doing: does nothing where the request is not committed, or gone from sight. */
export async function startDelivery(
  tx: Tx,
  deed: Deed,
  requestId: string,
  workId: string,
): Promise<Request | null> {
  const request = await findRequest(tx, deed.by, { id: requestId });
  return request?.state === "committed" ? started(tx, deed, request, workId) : null;
}

/** The work that began it took its start back: the request is where it was, unless more has happened to it since. */
export async function takeBackStart(tx: Tx, deed: Deed, requestId: string, workId: string): Promise<void> {
  const request = await findRequest(tx, deed.by, { id: requestId });
  if (request?.state !== "in delivery") return;
  const last = await findLastEvent(tx, request.record);
  if (last.kind !== "request started" || last.data.workId !== workId) return;
  const event = { kind: "request stepped back" as const, data: { from: request.state, to: "committed" } };
  await moveRequest(tx, deed, request, "committed", event, { row: { stateBefore: null } });
}

async function started(tx: Tx, deed: Deed, request: Request, workId: string | null): Promise<Request> {
  if (request.owner === null && deed.by.id !== null)
    await takeSeat(tx, deed, request.id, "owner", deed.by.id);
  await moveRequest(tx, deed, request, "in delivery", { kind: "request started", data: { workId } });
  return getRequest(tx, deed.by, request.record.number);
}

/** The requester is told at once, and that silence counts as a yes. */
export async function deliverRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { note }: { note: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "deliver", about);
  const moved = await moveRequest(
    tx,
    deed,
    request,
    "delivered",
    { kind: "request delivered", data: { note } },
    { row: { deliveredAt: deed.now, stateNote: note } },
  );
  await tellOfDelivery(tx, deed, moved, note);
  return moved;
}
