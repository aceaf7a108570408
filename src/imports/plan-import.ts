import type { Database, Tx } from "../db/database.ts";
import { isUniqueViolation } from "../db/errors.ts";
import { AppError } from "../shared/app-error.ts";
import type { Actor, Deed } from "../shared/deed.ts";
import { importPlan } from "./plan.actions.ts";
import { importLimitMs, type PlanReading } from "./plan.rules.ts";
import type { PlanResult } from "./plan-report.ts";
import { checkPlan } from "./plan-standing.ts";

/** A reading with problems is its own answer; one without is held against what is here. */
export async function checkedPlan(db: Database, actor: Actor, reading: PlanReading): Promise<PlanResult> {
  const { problems, notes } = reading;
  if (problems.length > 0) return { reading, imported: 0, newRows: 0, problems, notes };
  const check = await checkPlan(db.read, actor, reading);
  return { reading, imported: 0, newRows: check.newRows, problems, notes: check.notes };
}

/** Imports in one write. What the records refuse is a problem of the file, like those that its cells have. */
export async function importedPlan(
  db: Database,
  reading: PlanReading,
  fileName: string,
  deedOf: (tx: Tx) => Promise<Deed>,
): Promise<PlanResult> {
  const { problems, notes, sha256 } = reading;
  const nothing = { reading, imported: 0, newRows: 0, problems, notes };
  if (problems.length > 0) return nothing;
  const write = () =>
    db.write(async tx => importPlan(tx, await deedOf(tx), reading, { fileName, sha256 }), {
      limitMs: importLimitMs,
    });
  try {
    const { imported, ...made } = await write().catch(error => {
      // Another import wrote the same at the same moment: seen from here on, it is known.
      if (isUniqueViolation(error)) return write();
      throw error;
    });
    return { ...nothing, imported, newRows: imported, notes: made.notes };
  } catch (error) {
    if (!(error instanceof AppError) || !["invalid", "conflict"].includes(error.code)) throw error;
    return { ...nothing, problems: [{ row: null, column: null, message: error.message }] };
  }
}
