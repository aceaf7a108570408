import type { FileKind } from "./file-kind.ts";
import { importPlan } from "./plan.actions.ts";
import type { PlanReading } from "./plan.rules.ts";
import { readPlan, refusedPlan } from "./plan-file.ts";
import { noCounts, type PlanFileCheck, planDocument, planLines } from "./plan-report.ts";
import { checkPlan } from "./plan-standing.ts";

/** A district's plan: goals, measures, work, money. */
export const planKind: FileKind<PlanReading, PlanFileCheck> = {
  kind: "plan",
  read: readPlan,
  refused: refusedPlan,
  unchecked: ({ problems, notes }) => ({ newRows: 0, fresh: noCounts, problems, notes }),
  async check(db, actor, reading) {
    const { newRows, fresh, notes } = await checkPlan(db, actor, reading);
    return { newRows, fresh, problems: [], notes };
  },
  async bringIn(tx, deed, reading, fileName) {
    const { sha256 } = reading;
    const { id, imported, notes } = await importPlan(tx, deed, reading, { fileName, sha256 });
    return { id, check: { newRows: imported, fresh: noCounts, problems: [], notes } };
  },
  document: planDocument,
  lines: planLines,
};
