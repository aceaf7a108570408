import { z } from "zod";
import { choice, day, decimal, line, oneOf, optionalDay } from "../shared/fields.ts";
import { type Direction, directions } from "./goals.rules.ts";

const words: Record<Direction, string> = {
  up: "Up, more is better",
  down: "Down, less is better",
  keep: "Keep, hold the level",
};

const measureFields = {
  name: line("Measure name", { hint: "What is counted, and where it comes from." }),
  unit: line("Unit", { max: 40, width: "half", hint: "%, students, points, days." }).optional(),
  direction: choice("Direction", directions, { words }),
  baseline: decimal("Baseline", { hint: "Where it stands at the start." }).optional(),
  target: decimal("Target"),
};

/** A measure as a row of the goal's form; it is due when the goal is. */
export const measureRow = z.strictObject({
  name: line("Measure name"),
  unit: line("Unit", { max: 40 }).optional(),
  direction: choice("Direction", directions, { words, control: "select" }),
  baseline: decimal("Baseline").optional(),
  target: decimal("Target"),
});

export const measureForm = z.strictObject({
  ...measureFields,
  due: optionalDay("Due", { hint: "Left empty, it is due when the goal is." }),
});
export type MeasureInput = z.output<typeof measureForm>;

export const readingForm = z.strictObject({
  measureId: oneOf("Measure"),
  day: day("Day", { hint: "The day that the value is of." }),
  value: decimal("Value"),
  note: line("Note", { max: 500 }).optional(),
  source: line("Source system", { max: 120, width: "half", hint: "Where the number was read." }).optional(),
});
export type ReadingInput = z.output<typeof readingForm>;

/** "6,660", with a true minus sign. */
export const formatNumber = (value: number): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", "−");

const stuck = /^(%|‰|°)/;

/** "48.6%", "6,660 students". */
export function formatValue(value: number, unit: string): string {
  if (unit === "") return formatNumber(value);
  const said = Math.abs(value) === 1 ? singular(unit) : unit;
  return stuck.test(unit) ? `${formatNumber(value)}${unit}` : `${formatNumber(value)} ${said}`;
}

/** "days" of a measure that stands at one: "day", "children": "child". */
const singular = (unit: string): string =>
  unit
    .replace(/^children\b/i, "child")
    .replace(/^people\b/i, "person")
    .replace(/^(\p{L}+)ies\b/iu, "$1y")
    .replace(/^(\p{L}+[^s\P{L}])s\b/iu, "$1");

/** What a plan wrote where it holds no number. */
const written = (text: string): string => (text === "" ? "" : `“${text}”`);

/** The target as a number, or as the plan wrote it: “maintain”; "" where there is none. */
export const targetWords = (measure: { target: number | null; targetText: string }, unit: string): string =>
  measure.target === null ? written(measure.targetText) : formatValue(measure.target, unit);

export const baselineWords = (
  measure: { baseline: number | null; baselineText: string },
  unit: string,
): string =>
  measure.baseline === null ? written(measure.baselineText) : formatValue(measure.baseline, unit);

/** Whether a value is where the measure wants it; null without a target that is a number. */
export function isReached(direction: Direction, value: number, target: number | null): boolean | null {
  if (target === null) return null;
  if (direction === "up") return value >= target;
  if (direction === "down") return value <= target;
  return value === target;
}
