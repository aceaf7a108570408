import type { Tx } from "../db/database.ts";
import { changeRecord, type RecordRow, tie, untie } from "../records/records.actions.ts";
import { listTied, visibleRecords } from "../records/records.queries.ts";
import { invalid } from "../shared/app-error.ts";
import type { Actor, Deed } from "../shared/deed.ts";

/** The goals that a request serves, as far as the person sees them. */
export const goalIdsOf = async (tx: Tx, actor: Actor, requestId: string): Promise<string[]> =>
  (await listTied(tx, actor, requestId, "above", "goal")).map(goal => goal.id);

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
