import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { addEstimate } from "../estimates/estimates.actions.ts";
import type { EstimateInput } from "../estimates/estimates.rules.ts";
import { changeRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { conflict } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { onlyTechnology } from "./work.actions.ts";
import { getWork } from "./work.queries.ts";
import { canDoWork, canEstimateWork, stateOf } from "./work.rules.ts";
import { work } from "./work.table.ts";

/** The next version of its own estimate, which is the newest word on what is left of it too. */
export async function estimateWork(
  tx: Tx,
  deed: Deed,
  number: number,
  input: EstimateInput,
  version: number | null,
): Promise<RecordRow> {
  const { record, work: item } = await getWork(tx, deed.by, number);
  if (!canDoWork(deed.by)) throw onlyTechnology();
  refuseStale(record, version);
  if (!canEstimateWork(deed.by, stateOf(record.state)))
    throw conflict(`This work is ${record.state}, and what is over is not estimated.`);
  const estimate = await addEstimate(tx, deed, record.id, input);
  const { version: made, lowHours, likelyHours, highHours } = estimate;
  const data = { version: made, lowHours, likelyHours, highHours };
  const after = await changeRecord(tx, deed, record, {}, { kind: "work estimated", data });
  const hoursLeft = Math.max(0, likelyHours - item.hoursLogged);
  await tx.update(work).set({ hoursLeft }).where(eq(work.id, record.id));
  return after;
}
