import { inArray } from "drizzle-orm";
import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import { newId } from "../shared/ids.ts";
import { daysFor } from "./days.queries.ts";
import { type Days, saysTheSame } from "./days.rules.ts";
import { forecastInputs, forecasts } from "./days.table.ts";

/** What the standing forecasts were made from, in place of what was there. */
export async function keepInputs(tx: Tx, inputs: typeof forecastInputs.$inferInsert): Promise<void> {
  await tx
    .insert(forecastInputs)
    .values(inputs)
    .onConflictDoUpdate({ target: forecastInputs.id, set: inputs });
}

/**
 * What is said of these records, null where nothing is said any more. Every one that was said stays; what says the same
 * goes on standing.
 * @returns of how many something new is said
 */
export async function keepDays(
  tx: Tx,
  now: Date,
  said: readonly (readonly [recordId: string, days: Days | null])[],
): Promise<number> {
  const standing = await daysFor(
    tx,
    said.map(([recordId]) => recordId),
  );
  const changed = said.flatMap(([recordId, days]) => {
    const before = standing.get(recordId);
    const isSame = before && days ? saysTheSame(before, days) : !before && !days;
    return isSame ? [] : [{ recordId, days, before }];
  });
  const over = changed.flatMap(({ before }) => (before ? [before.id] : []));
  if (over.length > 0)
    await tx.update(forecasts).set({ supersededAt: now }).where(inArray(forecasts.id, over));
  const rows = changed.flatMap(({ recordId, days }) =>
    days ? [{ id: newId(), recordId, at: now, supersededAt: null, ...days }] : [],
  );
  await inBatches(rows, some => tx.insert(forecasts).values(some));
  return rows.length;
}
