import type { Tx } from "../db/database.ts";
import { addEvent, changeRecord, type RecordRow, tie } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { findWhole, listComing } from "./copy.queries.ts";
import { type GoalRow, updateGoal } from "./goals.queries.ts";

/** A copied goal has become active: what is unfinished of the old one comes under it, and both histories say so. */
export async function bringAlong(
  tx: Tx,
  deed: Deed,
  { record, row }: { record: Pick<RecordRow, "id">; row: GoalRow },
): Promise<void> {
  if (row.continuesId === null) return;
  for (const each of await listComing(tx, row.comingIds ?? [])) {
    if (!(await tie(tx, deed, each.id, record.id))) continue;
    const kind = each.kind === "work" ? "work tied" : "request tied";
    await changeRecord(tx, deed, each, {}, { kind, data: { toId: record.id } });
  }
  const old = await findWhole(tx, row.continuesId);
  if (old) await addEvent(tx, deed, old, { kind: "goal continued", data: { toId: record.id } });
  await updateGoal(tx, record.id, { comingIds: null });
}
