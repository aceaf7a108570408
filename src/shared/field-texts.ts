import { z } from "zod";
import { isDay } from "./calendar.ts";
import type { Look } from "./field-meta.ts";
import { fits, missing, tidy, tooLong } from "./field-words.ts";

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
