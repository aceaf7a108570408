import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { type EstimateRow, findEstimate, listOpinions } from "./estimates.queries.ts";
import {
  canEstimate,
  canSecond,
  costOf,
  type EstimateInput,
  type OpinionInput,
  yearsOf,
} from "./estimates.rules.ts";
import { estimateLines, estimateParts, estimates, secondOpinions } from "./estimates.table.ts";

/**
 * Adds the next version for a request or a work item; the one before is superseded and never edited.
 * The caller writes the event on its own record. @throws forbidden, invalid
 */
export async function addEstimate(
  tx: Tx,
  deed: Deed,
  recordId: string,
  input: EstimateInput,
): Promise<EstimateRow> {
  const { by } = deed;
  if (!canEstimate(by) || by.id === null) throw forbidden("Only a technologist can estimate.");
  const costCents = costOf(input.lines);
  if (!Number.isSafeInteger(costCents))
    throw invalid("The cost lines add up to more than can be counted. Check number and price of each.");
  const before = await findEstimate(tx, recordId);
  if (before) await tx.update(estimates).set({ supersededAt: deed.now }).where(eq(estimates.id, before.id));
  const row = {
    id: newId(),
    recordId,
    version: (before?.version ?? 0) + 1,
    lowHours: input.lowHours,
    likelyHours: input.likelyHours,
    highHours: input.highHours,
    costCents,
    assumptions: input.assumptions ?? "",
    risks: input.risks ?? "",
    changed: input.changed ?? "",
    byId: by.id,
    at: deed.now,
    supersededAt: null,
  };
  await tx.insert(estimates).values(row);
  if (input.lines.length > 0)
    await tx.insert(estimateLines).values(
      input.lines.map((line, index) => ({
        ...line,
        id: newId(),
        estimateId: row.id,
        position: index + 1,
        years: yearsOf(line),
      })),
    );
  const { parts = [] } = input;
  if (parts.length > 0)
    await tx
      .insert(estimateParts)
      .values(
        parts.map((part, index) => ({ ...part, id: newId(), estimateId: row.id, position: index + 1 })),
      );
  return row;
}

/** Puts another technologist's view beside the standing estimate. The caller writes the event. @throws forbidden, conflict */
export async function addOpinion(
  tx: Tx,
  { by, now }: Deed,
  recordId: string,
  input: OpinionInput,
): Promise<EstimateRow> {
  if (!canEstimate(by) || by.id === null) throw forbidden("Only a technologist can estimate.");
  const estimate = await findEstimate(tx, recordId);
  if (!estimate) throw conflict("There is no estimate yet. Give the first one.");
  if (estimate.byId === by.id)
    throw conflict(
      "This estimate is yours. A second opinion is somebody else’s; you can give a new version.",
    );
  const opinions = await listOpinions(tx, [estimate.id]);
  if (!canSecond(by, { ...estimate, opinions }))
    throw conflict(`Your opinion on version ${estimate.version} is there already.`);
  await tx
    .insert(secondOpinions)
    .values({ ...input, id: newId(), estimateId: estimate.id, byId: by.id, at: now });
  return estimate;
}
