import type { Database, Tx } from "../db/database.ts";
import { AppError } from "../shared/app-error.ts";
import type { Actor, Deed } from "../shared/deed.ts";
import { importPlan } from "./plan.actions.ts";
import { importLimitMs, type PlanReading } from "./plan.rules.ts";
import { noCounts, type PlanResult } from "./plan-report.ts";
import { checkPlan } from "./plan-standing.ts";

const nothingOf = (reading: PlanReading): PlanResult => {
  const { problems, notes } = reading;
  return { reading, imported: 0, newRows: 0, fresh: noCounts, problems, notes };
};

/** A reading with problems is its own answer; one without is held against what is here. */
export async function checkedPlan(db: Database, actor: Actor, reading: PlanReading): Promise<PlanResult> {
  if (reading.problems.length > 0) return nothingOf(reading);
  const { newRows, fresh, notes } = await checkPlan(db.read, actor, reading);
  return { ...nothingOf(reading), newRows, fresh, notes };
}

/** Imports in one write. What the records refuse is a problem of the file, like those that its cells have. */
export async function importedPlan(
  db: Database,
  reading: PlanReading,
  fileName: string,
  deedOf: (tx: Tx) => Promise<Deed>,
): Promise<PlanResult> {
  const nothing = nothingOf(reading);
  if (reading.problems.length > 0) return nothing;
  const { sha256 } = reading;
  try {
    const { imported, ...made } = await db.write(
      async tx => importPlan(tx, await deedOf(tx), reading, { fileName, sha256 }),
      { limitMs: importLimitMs.command },
    );
    return { ...nothing, imported, newRows: imported, notes: made.notes };
  } catch (error) {
    if (!(error instanceof AppError) || !["invalid", "conflict"].includes(error.code)) throw error;
    return { ...nothing, problems: [{ row: null, column: null, message: error.message }] };
  }
}
