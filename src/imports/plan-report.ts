import { formatCents } from "../shared/money.ts";
import type { FileCheck, FileResult } from "./file-kind.ts";
import type { Finding } from "./findings.ts";
import { quoted } from "./findings.ts";
import type { PlanReading } from "./plan.rules.ts";
import type { PlanCounts } from "./plan-standing.ts";
import { counted, findingLines, listed, outcomeWords } from "./report-words.ts";

/** `fresh`: how many goals, measures … of the file are new. */
export type PlanFileCheck = FileCheck & { fresh: PlanCounts };
export type PlanResult = FileResult<PlanReading, PlanFileCheck>;

/** What an import leaves to be read: `held` by the file, `fresh` of it. */
export type PlanReport = {
  held: PlanCounts;
  fresh: PlanCounts;
  centsBySource: Record<string, number>;
  notes: readonly Finding[];
};

export const isReport = (report: Record<string, unknown>): report is PlanReport =>
  ["held", "fresh", "centsBySource", "notes"].every(part => part in report);

export const noCounts: PlanCounts = { goals: 0, measures: 0, workItems: 0, budgetLines: 0 };

export const heldOf = ({ goals, measures, workItems, budgetLines }: PlanReading): PlanCounts => ({
  goals: goals.length,
  measures: measures.length,
  workItems: workItems.length,
  budgetLines: budgetLines.length,
});

/** The shape that scripts rely on. */
export const planDocument = ({ reading, imported, problems, notes }: PlanResult) => ({
  checked: reading.checked,
  imported,
  ...heldOf(reading),
  centsBySource: reading.centsBySource,
  problems,
  notes,
});

const heldWords = ({ goals, measures, workItems, budgetLines }: PlanReading): string =>
  [
    counted(goals.length, "goal"),
    counted(measures.length, "measure"),
    counted(workItems.length, "work item"),
    counted(budgetLines.length, "budget line"),
  ].join(", ");

/** The same for people at a terminal. */
export function planLines(name: string, result: PlanResult, isCheck: boolean): string[] {
  const { reading } = result;
  const sums = Object.entries(reading.centsBySource).map(([source, cents]): [string, string] => [
    source === "" ? "no source" : quoted(source, 60),
    formatCents(cents),
  ]);
  const width = Math.max(0, ...sums.map(([source]) => source.length));
  const amount = Math.max(0, ...sums.map(([, sum]) => sum.length));
  return [
    outcomeWords(name, { ...result, checked: reading.checked }, isCheck),
    ...(reading.checked > 0 ? [`It holds ${heldWords(reading)}.`] : []),
    ...listed(
      "Budget lines by source:",
      sums.map(([source, sum]) => `  ${source.padEnd(width)}  ${sum.padStart(amount)}`),
    ),
    ...findingLines(result),
  ];
}
