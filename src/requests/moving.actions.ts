import type { Tx } from "../db/database.ts";
import type { NewEvent } from "../events/event-kinds.ts";
import { changeRecord, type RecordChanges, refuseStale } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { requireVerb } from "./refusals.rules.ts";
import { getRequest, type Request, type RequestRow, updateRequest } from "./requests.queries.ts";
import type { RequestState, Verb } from "./requests.rules.ts";

/** Which request a deed is about, and the version that the person looked at; null where nobody looked. */
export type About = { number: number; version: number | null };

/** The request, if the doer may do this to it now. @throws not found, forbidden, conflict */
export async function loadFor(tx: Tx, deed: Deed, verb: Verb, about: About): Promise<Request> {
  const request = await getRequest(tx, deed.by, about.number);
  requireVerb(deed.by, verb, request);
  refuseStale(request.record, about.version);
  return request;
}

/** What each state leaves behind when it is left, unless the deed says otherwise. */
const left = { duplicateOfId: null, stateNote: "" } as const;

/** Moves a request to a state; `row` is what changes in its own row, `record` what else changes in its record. */
export async function moveRequest(
  tx: Tx,
  deed: Deed,
  request: Request,
  to: RequestState,
  event: NewEvent,
  { row = {}, record = {} }: { row?: Partial<RequestRow>; record?: RecordChanges } = {},
): Promise<Request> {
  const changed = await changeRecord(tx, deed, request.record, { ...record, state: to }, event);
  const written = await updateRequest(tx, request.id, { ...left, stateBefore: request.state, ...row });
  return { ...request, state: to, record: changed, row: written };
}

/** The deed of one who types for the requester: the history names both. */
export const forRequester = (deed: Deed, request: Pick<Request, "requesterId">): Deed =>
  request.requesterId !== null && request.requesterId !== deed.by.id
    ? { ...deed, forId: request.requesterId }
    : deed;
