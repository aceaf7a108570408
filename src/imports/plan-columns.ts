import type { PlanLine } from "../budget/plan.actions.ts";
import {
  datesText,
  keyOf,
  type PlanBudgetLine,
  type PlanGoal,
  type PlanMeasure,
  type PlanWorkItem,
  textBeside,
} from "./plan.rules.ts";

// What each noun keeps of a plan's cells.

export const goalColumns = ({ key, code, title, why, starts, due }: PlanGoal) => ({
  planKey: key,
  planCode: code,
  title,
  why,
  startsOn: starts.value,
  startsText: textBeside(starts),
  due: due.value,
  dueText: textBeside(due),
});

export const measureColumns = ({ key, name, unit, direction, baseline, target, due }: PlanMeasure) => ({
  planKey: key,
  name,
  unit,
  direction,
  baseline: baseline.value,
  baselineText: baseline.text,
  target: target.value,
  targetText: target.text,
  due,
});

export const workColumns = (item: PlanWorkItem) => ({
  planKey: item.key,
  title: item.title,
  due: item.due.value,
  startsOn: item.starts.value,
  ownerText: item.ownerRole,
  systemText: item.system,
  datesText: datesText(item),
  sourceText: item.source,
});

/** A plan says what an action costs, not what is bought how often. */
export const lineColumns = (line: PlanBudgetLine, sources: ReadonlyMap<string, string>): PlanLine => ({
  planKey: line.key,
  label: line.title,
  kind: "other",
  quantity: 1,
  unitCents: line.cents,
  recurrence: line.recurrence,
  years: line.years,
  sourceId: sources.get(keyOf(line.source)) ?? null,
});
