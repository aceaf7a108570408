import type { Direction } from "../goals/goals.rules.ts";

/** A baseline or target as a plan has it: the text always, the number where it says one. */
export type ReadTarget = {
  text: string;
  value: number | null;
  unit: string;
  kind: "none" | "level" | "floor" | "ceiling" | "maintain" | "change" | "text";
  direction: Direction | null;
};

const begins: [RegExp, ReadTarget["kind"], Direction | null][] = [
  [
    /^(under|below|less than|fewer than|at most|no more than|not more than|up to|maximum( of)?|<=?|≤)\s*/i,
    "ceiling",
    "down",
  ],
  [/^(at least|no less than|not less than|over|above|more than|minimum( of)?|>=?|≥)\s*/i, "floor", "up"],
  [/^(maintain(ed)?|keep|hold|sustain|stay|remain)\b\s*(at|above|the)?\s*/i, "maintain", "keep"],
  [/^(increase|raise|grow|gain|up by|\+)/i, "change", "up"],
  [/^(decrease|reduce|lower|cut|drop|down by)/i, "change", "down"],
  [/^(about|around|approximately|approx\.?|nearly|almost|~)\s*/i, "level", null],
];

const ends: [RegExp, ReadTarget["kind"], Direction | null][] = [
  [/\s*(or (more|higher|above)|minimum|\+)$/i, "floor", "up"],
  [/\s*(or (less|fewer|lower|below)|maximum)$/i, "ceiling", "down"],
  [/\s*or better$/i, "level", null],
  [/\s(increase|growth|gain|more)$/i, "change", "up"],
  [/\s(decrease|reduction|fewer|less)$/i, "change", "down"],
];

const unitName = (unit: string): string =>
  /^percent$/i.test(unit) ? "%" : unit.replace(/^(percentage )?(points?|pts\.?)$/i, "points");

/** "50.6%", "-23.6 points", "7,000", "$1,200", "1:1"; null where the text is not one number and its unit. */
function numberOf(text: string): { value: number; unit: string } | null {
  const ratio = /^(\d+(?:\.\d+)?) ?: ?1$/.exec(text);
  if (ratio) return { value: Number(ratio[1]), unit: ":1" };
  const parts = /^([-−])?(\$)?(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?\s*(%|[a-z][a-z ]{0,30})?$/i.exec(text);
  if (!parts) return null;
  const [, minus, dollar, whole = "", rest = "", unit = ""] = parts;
  const value = Number(`${whole.replaceAll(",", "")}${rest}`) * (minus ? -1 : 1);
  return !Number.isFinite(value) ? null : { value, unit: dollar ?? unitName(unit.trim()) };
}

export function readTarget(written: string): ReadTarget {
  const text = written.trim();
  const none = { text, value: null, unit: "", direction: null };
  if (text === "") return { ...none, kind: "none" };
  let bare = text.replace(/\s*\([^()]*\)$/, "");
  const word = [...begins, ...ends].find(([shape]) => shape.test(bare));
  const [shape, kind, direction] = word ?? [/^$/, "level" as const, null];
  if (kind === "change") return { ...none, kind, direction };
  bare = bare.replace(shape, "").trim();
  const number = numberOf(bare);
  if (number) return { text, ...number, kind, direction };
  return kind === "maintain" ? { ...none, kind, direction } : { ...none, kind: "text" };
}

/** Where the measure is to go: by the target's words, else by the two numbers, else unknown. */
export function directionOf(baseline: ReadTarget, target: ReadTarget): Direction | null {
  if (target.direction !== null) return target.direction;
  if (baseline.value === null || target.value === null || baseline.unit !== target.unit) return null;
  if (target.value === baseline.value) return "keep";
  return target.value > baseline.value ? "up" : "down";
}
