import type { Recurrence } from "../estimates/estimates.rules.ts";
import type { Direction } from "../goals/goals.rules.ts";
import type { Day } from "../shared/dates.ts";
import type { Actor, Side } from "../shared/deed.ts";
import { sha256 } from "../shared/ids.ts";
import { may } from "../shared/permissions.ts";
import type { Finding } from "./findings.ts";

export const planColumns = [
  "goal_code",
  "priority",
  "goal",
  "why_for_students",
  "action",
  "owner_role",
  "side",
  "start",
  "end",
  "measure",
  "baseline",
  "target",
  "funding_source",
  "cost_usd",
  "recurring",
  "system",
  "source_url",
] as const;
export type PlanColumn = (typeof planColumns)[number];

export const requiredPlanColumns: readonly PlanColumn[] = ["goal_code", "goal"];

/** Plans have some hundred rows; one of more than 20,000 is another kind of file, and would hold the database for long. */
export const planLimits = { bytes: 50_000_000, rows: 20_000, columns: 200, characters: 200_000 };

/** The command line has no role: who may run it owns the machine. */
export const canImport = (actor: Actor): boolean => actor.role === "system" || may(actor, "import a plan");

export const whoImports = "Only a liaison in term or an administrator can import a plan.";

/** Stands for a priority that the plan leaves empty. */
export const noPriority = "No priority named";

/** How long an import may hold the database. A page's answers, or saves nothing, before the request times out. */
export const importLimitMs = { command: 120_000, page: 50_000 };

/** What stands in a list, a heading or a sentence must fit there. */
export const nameCharacters = 5_000;

/** One key for each combination of texts, short enough for an index whatever their length. */
export const keyOf = (...texts: string[]): string => sha256(JSON.stringify(texts));

/** Text as the plan has it, and the day or number in it, if it holds one. */
export type Written<T> = { text: string; value: T | null };

/** `key` is what a later import of the plan matches by; `row` the line of the first row that says it. */
export type PlanGoal = {
  key: string;
  priorityKey: string;
  row: number;
  code: string;
  priority: string;
  title: string;
  why: string;
  /** The earliest start and the latest end of its rows. */
  starts: Written<Day>;
  due: Written<Day>;
};

/** The text where it says more than the day in it. */
export const textBeside = ({ text, value }: Written<Day>): string => (text === value ? "" : text);

/** Both dates as the plan has them, where one of them is no plain day. */
export const datesText = ({ starts, due }: { starts: Written<Day>; due: Written<Day> }): string =>
  [textBeside(starts), textBeside(due)].some(text => text !== "")
    ? [starts.text, due.text].filter(text => text !== "").join(" to ")
    : "";

export type PlanMeasure = {
  key: string;
  goalKey: string;
  row: number;
  name: string;
  unit: string;
  /** null where neither words nor numbers tell. */
  direction: Direction | null;
  baseline: Written<number>;
  target: Written<number>;
  /** The latest end of its rows. */
  due: Day | null;
};

export type PlanWorkItem = {
  key: string;
  goalKey: string;
  row: number;
  title: string;
  ownerRole: string;
  side: Side | null;
  starts: Written<Day>;
  due: Written<Day>;
  system: string;
  /** As written; `sourceUrl` only where it is an http or https address. */
  source: string;
  sourceUrl: string | null;
};

export type PlanBudgetLine = {
  key: string;
  goalKey: string;
  workKey: string | null;
  row: number;
  code: string;
  /** What the line pays for: the action, else the goal. */
  title: string;
  /** "" where the plan names none. */
  source: string;
  cents: number;
  recurrence: Recurrence;
  fiscalYear: number;
  /** Fiscal years that an annual line runs, from `fiscalYear` to that of its end; 1 for others. */
  years: number;
};

/** A row that goes in, and the keys of the goal, measure, work item and line that it speaks of. */
export type PlanRowKeys = { row: number; keys: string[] };

export type PlanReading = {
  /** Rows read: all that are not blank, also those with problems. */
  checked: number;
  /** Of all its bytes; "" where reading ended before them. */
  sha256: string;
  /** Those of them that go in: a row that repeats another exactly does not. */
  rows: PlanRowKeys[];
  goals: PlanGoal[];
  measures: PlanMeasure[];
  workItems: PlanWorkItem[];
  budgetLines: PlanBudgetLine[];
  centsBySource: Record<string, number>;
  problems: Finding[];
  notes: Finding[];
};

const sidesInFiles: Record<string, Side | null> = {
  leadership: "leadership",
  technology: "technology",
  it: "technology",
  operations: "technology",
  educators: "educators",
  shared: null,
  "": null,
};

/** undefined for a word that names no side. */
export const sideOf = (text: string): Side | null | undefined => {
  const word = text.trim().toLowerCase();
  return Object.hasOwn(sidesInFiles, word) ? sidesInFiles[word] : undefined;
};

/** null for a word that says neither. */
export function recurrenceOf(text: string): Recurrence | null {
  const word = text.trim().toLowerCase();
  if (/^(annual(ly)?|yearly|recurring|ongoing|(each|every|per) year|yes)$/.test(word)) return "annual";
  return /^(one[- ]?time|once|one[- ]year|non-?recurring|no)$/.test(word) ? "one-time" : null;
}
