import type { ReadOptions } from "./file-kind.ts";
import { FileRefused, type Finding, Findings } from "./findings.ts";
import { type PlanReading, planColumns, planLimits, requiredPlanColumns } from "./plan.rules.ts";
import { PlanGathering } from "./plan-gathering.ts";
import { readPlanRow } from "./plan-row.ts";
import { readTable } from "./table-file.ts";

/**
 * Reads a district's plan from CSV and says all that is wrong or odd in it; touches no database. With problems the
 * counts say what could be read, and nothing of it may go in. A file refused as a whole has one problem, without row.
 */
export async function readPlan(
  source: AsyncIterable<Uint8Array>,
  { encoding, today, fiscalYearStart }: ReadOptions,
): Promise<PlanReading> {
  const findings = new Findings();
  const gathering = new PlanGathering(findings, today, fiscalYearStart);
  const table = { all: planColumns, required: requiredPlanColumns, limits: planLimits, encoding };
  try {
    const read = await readTable(source, table, findings, ({ line, cell, has }) => {
      const row = readPlanRow(line, cell, has, fiscalYearStart, findings);
      if (row) gathering.add(row);
    });
    return { ...read, ...gathering.gathered(), notes: findings.notes() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refusedPlan(error.finding);
  }
}

/** A file of which nothing goes in, for a reason that is no row's. */
export const refusedPlan = (problem: Finding): PlanReading => ({
  checked: 0,
  sha256: "",
  rows: [],
  goals: [],
  measures: [],
  workItems: [],
  budgetLines: [],
  centsBySource: {},
  problems: [problem],
  notes: [],
});
