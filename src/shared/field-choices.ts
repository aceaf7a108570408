import { z } from "zod";
import type { Bounds, Look } from "./field-meta.ts";
import { missing, tidy } from "./field-words.ts";
import { isUuid } from "./ids.ts";

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
