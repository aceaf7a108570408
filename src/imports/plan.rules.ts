import type { Recurrence } from "../estimates/estimates.rules.ts";
import type { Direction } from "../goals/goals.rules.ts";
import type { Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
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

/** Plans have some hundred rows; one of more than 10,000 is another kind of file, and would hold the database for long. */
export const planLimits = { bytes: 50_000_000, rows: 10_000, columns: 200, characters: 200_000 };

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

export type PlanReading = {
  /** Rows read: all that are not blank, also those with problems. */
  checked: number;
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

/** The address, if it is one that a page may link to. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === ""
    ? url.href
    : null;
}
