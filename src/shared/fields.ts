import { z } from "zod";
import { isDay } from "./calendar.ts";
import { isUuid } from "./ids.ts";
import { formatCents, parseCents } from "./money.ts";

export type Control =
  | "text"
  | "area"
  | "day"
  | "money"
  | "number"
  | "select"
  | "radios"
  | "checkboxes"
  | "checkbox"
  | "hidden"
  | "rows";

/** How a field looks in a form; it stands in the schema's `.meta`, so that one source makes form, API and import. */
export type FieldMeta = {
  label: string;
  hint?: string;
  control: Control;
  width?: "day" | "few" | "half";
  autocomplete?: string;
  inputType?: "text" | "email" | "url";
  /** Lines of an area; rows shown at first of `rows`. */
  rows?: number;
  /** A word before or after the answer: "$", "hours". */
  unit?: string;
  options?: readonly (readonly [value: string, label: string])[];
  /** What a select says for no answer. */
  none?: string;
  /** The button of `rows`. */
  addRow?: string;
};

declare module "zod" {
  interface GlobalMeta extends Partial<FieldMeta> {}
}

type Look = Partial<Omit<FieldMeta, "label">>;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Letters as a person counts them. */
export function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Trimmed, composed, with line ends as LF: what two people type alike is stored alike. */
export const tidy = (text: string): string => text.normalize("NFC").replace(/\r\n?/g, "\n").trim();

const missing =
  (label: string, deed: string) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined || issue.input === ""
      ? `“${label}” is empty. ${deed}`
      : `“${label}” has the wrong form. ${deed}`;

const tooLong = (label: string, text: string, max: number): string => {
  const over = graphemes(text) - max;
  return `“${label}” is ${over} ${over === 1 ? "character" : "characters"} too long. Cut it to ${max}.`;
};

/** A text has no more UTF-16 units than letters, so most need no counting. */
const fits = (text: string, max: number) => text.length <= max || graphemes(text) <= max;

const text = (label: string, max: number, deed: string) =>
  z
    .string({ error: missing(label, deed) })
    .overwrite(tidy)
    .check(ctx => {
      const problem =
        ctx.value === ""
          ? missing(label, deed)({ input: "" })
          : ctx.value.includes("\0")
            ? `“${label}” holds a character that cannot be kept. Type it again.`
            : fits(ctx.value, max)
              ? null
              : tooLong(label, ctx.value, max);
      if (problem) ctx.issues.push({ code: "custom", input: ctx.value, message: problem });
    });

/** One line of text. */
export const line = (label: string, { max = 200, ...look }: { max?: number } & Look = {}) =>
  text(label, max, "Enter a few words.")
    .regex(/^[^\n]*$/, { error: `“${label}” has more than one line. Write it in one.` })
    .meta({ control: "text", ...look, label });

/** Text of several lines. */
export const area = (label: string, { max = 5000, ...look }: { max?: number } & Look = {}) =>
  text(label, max, "Enter a sentence or two.").meta({ control: "area", rows: 4, ...look, label });

export const day = (label: string, look: Look = {}) =>
  z
    .string({ error: missing(label, "Enter a day.") })
    .overwrite(tidy)
    .check(ctx => {
      const value = ctx.value;
      const year = Number(value.slice(0, 4));
      const problem =
        value === ""
          ? missing(label, "Enter a day.")({ input: "" })
          : !isDay(value)
            ? `“${label}” is no day of the calendar. Enter one like 2027-02-01.`
            : year < 1900 || year > 2199
              ? `“${label}” is in the year ${year}. Enter the year with four digits, like 2027.`
              : null;
      if (problem) ctx.issues.push({ code: "custom", input: value, message: problem });
    })
    .meta({ control: "day", width: "day", ...look, label });

export const optionalDay = (label: string, look: Look = {}) => day(label, look).optional();

/** A number as people type it ("1,200", "3.5") or as JSON holds it; undefined where it is none. */
function numberIn(given: string | number): number | undefined {
  if (typeof given === "number") return given;
  const typed = tidy(given);
  if (!/^-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,6})?$/.test(typed)) return undefined;
  return Number(typed.replaceAll(",", ""));
}

type Bounds = { min?: number; max?: number };

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

const boundsProblem = (label: string, value: number, { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds) =>
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

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** One of a few words; the word is its own label unless `words` says another. */
export const choice = <const T extends readonly string[]>(
  label: string,
  values: T,
  { words = {}, ...look }: { words?: Partial<Record<T[number], string>> } & Look = {},
) => {
  const wordOf: Partial<Record<string, string>> = words;
  return z.enum(values, { error: missing(label, "Choose one.") }).meta({
    control: values.length > 8 ? "select" : "radios",
    options: values.map(value => [value, wordOf[value] ?? capitalised(value)] as const),
    ...look,
    label,
  });
};

/** The id of a record: unsafe until it has been loaded through a scoped query. */
const recordId = (label: string, deed: string) =>
  z
    .string({ error: missing(label, deed) })
    .overwrite(tidy)
    .refine(isUuid, { error: missing(label, deed) });

export const oneOf = (label: string, look: Look = {}) =>
  recordId(label, "Choose one.").meta({ control: "select", ...look, label });

export const manyOf = (label: string, { min = 0, max = 100, ...look }: Bounds & Look = {}) =>
  z
    .array(recordId(label, "Choose from the list."))
    .min(min, { error: `“${label}” needs ${min === 1 ? "one" : `at least ${min}`}. Choose from the list.` })
    .max(max, { error: `“${label}” takes at most ${max}. Choose fewer.` })
    .prefault([])
    .meta({ control: "checkboxes", ...look, label });

export const checkbox = (label: string, look: Look = {}) =>
  z
    .union([z.boolean(), z.literal("yes")])
    .default(false)
    .transform(value => value !== false)
    .pipe(z.boolean())
    .meta({ control: "checkbox", ...look, label });

export const email = (label: string, look: Look = {}) =>
  text(label, 254, "Enter an address.")
    .regex(/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\.]+$/, {
      error: `“${label}” is no e-mail address. Enter one like name@district.org.`,
    })
    .meta({ control: "text", inputType: "email", autocomplete: "email", ...look, label });

/** http or https only: such a link cannot run a script. */
export const httpUrl = (label: string, look: Look = {}) =>
  text(label, 2000, "Enter a link.")
    .refine(value => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
      error: `“${label}” is no web link. Enter one that begins with https://.`,
    })
    .meta({ control: "text", inputType: "url", ...look, label });

/** A table of alike answers that grows: budget lines, cost lines, measures. */
export const rows = <T extends z.ZodObject>(
  label: string,
  row: T,
  { min = 0, max = 100, ...look }: Bounds & Look = {},
) =>
  z
    .array(row)
    .min(min, {
      error: `“${label}” needs ${min === 1 ? "a row" : `at least ${min} rows`}. Fill in the next one.`,
    })
    .max(max, { error: `“${label}” takes at most ${max} rows. Remove some.` })
    .prefault([])
    .meta({ control: "rows", rows: 1, addRow: "Add a row", ...look, label });
