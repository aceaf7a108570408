import { inArray } from "drizzle-orm";
import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import { newId } from "../shared/ids.ts";
import { listStanding } from "./days.queries.ts";
import { type Days, type DaysRow, saysTheSame } from "./days.rules.ts";
import { forecastInputs, forecasts } from "./days.table.ts";

/** What the standing forecasts were made from, in place of what was there. */
export async function keepInputs(tx: Tx, inputs: typeof forecastInputs.$inferInsert): Promise<void> {
  await tx
    .insert(forecastInputs)
    .values(inputs)
    .onConflictDoUpdate({ target: forecastInputs.id, set: inputs });
}

/** Every one that was said stays; what says the same goes on standing. */
export async function keepDays(tx: Tx, now: Date, said: ReadonlyMap<string, Days>): Promise<number> {
  const standing = new Map((await listStanding(tx)).map(row => [row.recordId, row]));
  const isOver = (row: DaysRow) => {
    const days = said.get(row.recordId);
    return !days || !saysTheSame(row, days);
  };
  const over = [...standing.values()].filter(isOver);
  const ids = over.map(({ id }) => id);
  await inBatches(ids, some =>
    tx.update(forecasts).set({ supersededAt: now }).where(inArray(forecasts.id, some)),
  );
  const ended = new Set(over.map(({ recordId }) => recordId));
  const fresh = [...said].filter(([id]) => !standing.has(id) || ended.has(id));
  const rows = fresh.map(([recordId, days]) => ({
    id: newId(),
    recordId,
    at: now,
    supersededAt: null,
    ...days,
  }));
  await inBatches(rows, some => tx.insert(forecasts).values(some));
  return fresh.length;
}
