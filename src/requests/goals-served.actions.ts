import type { Tx } from "../db/database.ts";
import { changeRecord, type RecordRow, refuseStale, tie, untie } from "../records/records.actions.ts";
import { listTied, visibleRecords } from "../records/records.queries.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import type { Actor, Deed } from "../shared/deed.ts";
import type { About } from "./moving.actions.ts";
import { whoPutsUnderGoals } from "./refusals.rules.ts";
import { getRequest } from "./requests.queries.ts";
import { canPutUnderGoal } from "./requests.rules.ts";

/** The goals that a request serves, as far as the person sees them. */
export const goalIdsOf = async (tx: Tx, actor: Actor, requestId: string): Promise<string[]> =>
  (await listTied(tx, actor, requestId, "above", "goal")).map(goal => goal.id);

/** Puts a request under a goal too, which was loaded already. @throws not found, forbidden, conflict */
export async function putUnderGoal(tx: Tx, deed: Deed, about: About, goalId: string): Promise<RecordRow> {
  const request = await getRequest(tx, deed.by, about.number);
  refuseStale(request.record, about.version);
  if (!canPutUnderGoal(deed.by, request)) throw forbidden(whoPutsUnderGoals(request));
  if (!(await tie(tx, deed, request.id, goalId))) throw conflict("It serves that goal already.");
  return changeRecord(tx, deed, request.record, {}, { kind: "request tied", data: { toId: goalId } });
}

/** Takes a request off a goal that the doer sees over it. @throws not found, forbidden, conflict */
export async function takeOffGoal(
  tx: Tx,
  deed: Deed,
  about: About,
  unsafeGoalId: string,
): Promise<RecordRow> {
  const request = await getRequest(tx, deed.by, about.number);
  refuseStale(request.record, about.version);
  if (!canPutUnderGoal(deed.by, request)) throw forbidden(whoPutsUnderGoals(request));
  if (!(await goalIdsOf(tx, deed.by, request.id)).includes(unsafeGoalId))
    throw conflict("It does not serve that goal.");
  await untie(tx, request.id, unsafeGoalId);
  const data = { fromId: unsafeGoalId };
  return changeRecord(tx, deed, request.record, {}, { kind: "request untied", data });
}

/** Another version of the request's form: ties it to the goals chosen, and unties it from those of `before` that no longer are. @throws invalid */
export async function serveGoals(
  tx: Tx,
  deed: Deed,
  request: RecordRow,
  before: readonly string[],
  unsafeChosen: readonly string[],
): Promise<void> {
  const chosen = [...new Set(unsafeChosen)];
  const seen = await visibleRecords(tx, deed.by, chosen);
  let record = request;
  for (const id of chosen.filter(each => !before.includes(each))) {
    if (seen.get(id)?.kind !== "goal") throw invalid("One of the goals is not here. Choose from the list.");
    await tie(tx, deed, request.id, id);
    record = await changeRecord(tx, deed, record, {}, { kind: "request tied", data: { toId: id } });
  }
  for (const id of before.filter(each => !chosen.includes(each))) {
    await untie(tx, request.id, id);
    record = await changeRecord(tx, deed, record, {}, { kind: "request untied", data: { fromId: id } });
  }
}
