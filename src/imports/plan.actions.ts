import { bringInBudgets } from "../budget/plan.actions.ts";
import { bringInSources } from "../budget/plan-sources.actions.ts";
import type { Tx } from "../db/database.ts";
import { bringInGoals } from "../goals/plan.actions.ts";
import { bringInPriorities } from "../goals/plan-priorities.actions.ts";
import { forbidden, invalid } from "../shared/app-error.ts";
import { fiscalYearName } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { bringInWork } from "../work/plan-work.actions.ts";
import type { Finding } from "./findings.ts";
import { keepImport } from "./kept.actions.ts";
import { canImport, keyOf, noPriority, type PlanReading, whoImports } from "./plan.rules.ts";
import { goalColumns, lineColumns, measureColumns, workColumns } from "./plan-columns.ts";
import { heldOf, type PlanReport } from "./plan-report.ts";
import { checkPlan, type PlanCheck, type PlanStanding } from "./plan-standing.ts";

export type PlanImport = {
  /** Of the row that keeps what went in; null where nothing was new. */
  id: string | null;
  /** Rows of the file that wrote something. */
  imported: number;
  notes: Finding[];
};

/**
 * Brings in what of a plan is not here yet, whole or not at all. Known goals, measures, work and lines stay as they
 * are: a plan without anything new changes no row. Give its transaction `importLimitMs`.
 * @throws forbidden, and invalid for a reading with problems
 */
export async function importPlan(
  tx: Tx,
  deed: Deed,
  reading: PlanReading,
  file: { fileName: string; sha256: string },
): Promise<PlanImport> {
  if (!canImport(deed.by)) throw forbidden(whoImports);
  if (reading.problems.length > 0) throw invalid("This file has problems. Mend them, then import it.");
  const check = await checkPlan(tx, deed.by, reading);
  const { notes, newRows } = check;
  if (newRows === 0) return { id: null, imported: 0, notes };
  await bringIn(tx, deed, file.fileName, reading, check.standing);
  const { checked } = reading;
  const report = reportOf(reading, check);
  const id = await keepImport(tx, deed, { ...file, kind: "plan", checked, imported: newRows, report });
  return { id, imported: newRows, notes };
}

const reportOf = (reading: PlanReading, { fresh, notes }: PlanCheck): PlanReport => ({
  held: heldOf(reading),
  fresh,
  centsBySource: reading.centsBySource,
  notes,
});

async function bringIn(tx: Tx, deed: Deed, file: string, reading: PlanReading, standing: PlanStanding) {
  const goalIds = await bringInPlanGoals(tx, deed, file, reading, standing);
  const goalIdOf = (key: string) => goalIds.get(key) ?? "";
  await bringInWork(
    tx,
    deed,
    file,
    reading.workItems
      .filter(({ key }) => !standing.workItems.has(key))
      .map(item => ({ ...workColumns(item), goalId: goalIdOf(item.goalKey) })),
  );
  const lines = reading.budgetLines.filter(({ key }) => !standing.budgetLines.has(key));
  const names = [...new Set(lines.map(({ source }) => source))].filter(name => name !== "");
  const sources = await bringInSources(
    tx,
    deed,
    names.map(name => ({ name, planKey: keyOf(name) })),
  );
  const titleOf = new Map(reading.goals.map(({ key, title }) => [key, title]));
  const budgets = Map.groupBy(lines, ({ goalKey, fiscalYear }) => `${goalKey} ${fiscalYear}`);
  await bringInBudgets(
    tx,
    deed,
    file,
    [...budgets.values()].flatMap(some => {
      const [first] = some;
      if (!first) return [];
      const { goalKey, fiscalYear } = first;
      const year = fiscalYearName(fiscalYear, deed.district.fiscalYearStart);
      return {
        planKey: keyOf(goalKey, String(fiscalYear)),
        title: `${titleOf.get(goalKey) ?? ""}, ${year}`,
        fiscalYear,
        goalId: goalIdOf(goalKey),
        lines: some.map(line => lineColumns(line, sources)),
      };
    }),
  );
}

/** The plan's goals that are new or have new measures go in; gives the ids of all. */
async function bringInPlanGoals(
  tx: Tx,
  deed: Deed,
  file: string,
  { goals, measures }: PlanReading,
  standing: PlanStanding,
): Promise<Map<string, string>> {
  const newMeasures = Map.groupBy(
    measures.filter(({ key }) => !standing.measures.has(key)),
    ({ goalKey }) => goalKey,
  );
  const newGoals = goals.filter(({ key }) => !standing.goals.has(key));
  const named = new Map(newGoals.map(goal => [goal.priorityKey, goal.priority || noPriority]));
  const priorities = await bringInPriorities(
    tx,
    deed,
    [...named].map(([planKey, title]) => ({ planKey, title })),
  );
  const touched = goals.filter(({ key }) => !standing.goals.has(key) || newMeasures.has(key));
  const made = await bringInGoals(
    tx,
    deed,
    file,
    touched.map(goal => ({
      ...goalColumns(goal),
      priorityId: priorities.get(goal.priorityKey) ?? "",
      measures: (newMeasures.get(goal.key) ?? []).map(measureColumns),
    })),
  );
  return new Map([...standing.goals].map(([key, { record }]) => [key, record.id] as const).concat([...made]));
}
