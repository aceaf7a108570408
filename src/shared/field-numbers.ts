import { z } from "zod";
import type { Bounds, Look } from "./field-meta.ts";
import { missing, tidy } from "./field-words.ts";
import { formatCents, mostCents, parseCents } from "./money.ts";

/** A number as people type it ("1,200", "3.5") or as JSON holds it; undefined where it is none. */
function numberIn(given: string | number): number | undefined {
  if (typeof given === "number") return given;
  // A pasted minus is often the typographer's.
  const typed = tidy(given).replace(/^−/, "-");
  if (!/^-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,6})?$/.test(typed)) return undefined;
  return Number(typed.replaceAll(",", ""));
}

const within = (label: string, value: number, { min = 0, max = 1_000_000_000 }: Bounds): string | null =>
  value < min
    ? `“${label}” is less than ${min.toLocaleString("en-US")}. Enter more.`
    : value > max
      ? `“${label}” is more than ${max.toLocaleString("en-US")}. Enter less.`
      : null;

const numeric = (label: string, deed: string, problemOf: (value: number | undefined) => string | null) =>
  z.union([z.string(), z.number()], { error: missing(label, deed) }).transform((given, ctx) => {
    const value = numberIn(given);
    const problem = given === "" ? missing(label, deed)({ input: "" }) : problemOf(value);
    if (problem === null && value !== undefined) return value;
    ctx.issues.push({ code: "custom", input: given, message: problem ?? deed });
    return z.NEVER;
  });

export const wholeNumber = (label: string, { min, max, ...look }: Bounds & Look = {}) =>
  numeric(label, "Enter a number.", value =>
    value === undefined || !Number.isSafeInteger(value)
      ? `“${label}” is not a whole number. Enter digits only, like 120.`
      : within(label, value, { min, max }),
  )
    .pipe(z.int())
    .meta({ control: "number", width: "few", ...look, label });

/** Hours, to the hundredth. */
export const hours = (label: string, { min, max = 100_000, ...look }: Bounds & Look = {}) =>
  numeric(label, "Enter the hours as a number.", value =>
    value === undefined || Math.abs(value * 100 - Math.round(value * 100)) > 1e-6
      ? `“${label}” is not a number of hours. Enter one like 12 or 7.5.`
      : within(label, value, { min, max }),
  )
    .pipe(z.number())
    .meta({ control: "number", width: "few", unit: "hours", ...look, label });

/** Any number that a measure can have: −24.8, 6,660. */
export const decimal = (label: string, look: Look = {}) =>
  numeric(label, "Enter a number.", value =>
    value === undefined
      ? `“${label}” is not a number. Enter one like 1,200, 48.6 or -24.8, without a unit.`
      : within(label, value, { min: -1_000_000_000_000, max: 1_000_000_000_000 }),
  )
    .pipe(z.number())
    .meta({ control: "number", width: "few", ...look, label });

const boundsProblem = (label: string, value: number, { min = 0, max = mostCents }: Bounds) =>
  value < min
    ? `“${label}” is less than ${formatCents(min)}. Enter more.`
    : value > max
      ? `“${label}” is more than ${formatCents(max)}. Enter less.`
      : null;

/** Dollars as people type them, or whole cents as a number; whole cents come out. Bounds are in cents. */
export const money = (label: string, { min, max, ...look }: Bounds & Look = {}) =>
  z
    .union([z.string(), z.int()], { error: missing(label, "Enter an amount.") })
    .transform((given, ctx) => {
      const read = typeof given === "number" ? { cents: given } : parseCents(tidy(given));
      const problem =
        given === ""
          ? missing(label, "Enter an amount.")({ input: "" })
          : "problem" in read
            ? read.problem
            : boundsProblem(label, read.cents, { min, max });
      if (problem === null && "cents" in read) return read.cents;
      ctx.issues.push({ code: "custom", input: given, message: problem ?? "" });
      return z.NEVER;
    })
    .pipe(z.int())
    .meta({ control: "money", width: "day", unit: "$", ...look, label });
