import { z } from "zod";
import { isDay } from "./calendar.ts";
import type { Look } from "./field-meta.ts";
import { isReadable, lengthProblem, missing, oneLine, tidy } from "./field-words.ts";

const text = (label: string, max: number, deed: string, tidied: (text: string) => string) =>
  z
    .string({ error: missing(label, deed) })
    .overwrite(tidied)
    .check(ctx => {
      const problem = ctx.value.includes("\0")
        ? `“${label}” holds a character that cannot be kept. Type it again.`
        : isReadable(ctx.value)
          ? lengthProblem(label, ctx.value, max)
          : missing(label, deed)({ input: "" });
      if (problem) ctx.issues.push({ code: "custom", input: ctx.value, message: problem });
    });

/** One line of text. */
export const line = (label: string, { max = 200, ...look }: { max?: number } & Look = {}) =>
  text(label, max, "Enter a few words.", oneLine).meta({ control: "text", ...look, label });

/** Text of several lines. */
export const area = (label: string, { max = 5000, ...look }: { max?: number } & Look = {}) =>
  text(label, max, "Enter a sentence or two.", tidy).meta({ control: "area", rows: 4, ...look, label });

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
  text(label, 254, "Enter an address.", oneLine)
    .regex(/^[^\s\p{C}@<>"(),:;[\]\\]+@[^\s\p{C}@<>"(),:;[\]\\]+\.[^\s\p{C}@<>"(),:;[\]\\.]+$/u, {
      error: `“${label}” is no e-mail address. Enter one like name@district.org.`,
    })
    .meta({ control: "text", inputType: "email", autocomplete: "email", ...look, label });

/** A browser leaves blanks and line ends out of an address: what is shown would not be where it leads. */
const isWebLink = (value: string): boolean =>
  !/\s/.test(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** http or https only: such a link cannot run a script. */
export const httpUrl = (label: string, look: Look = {}) =>
  text(label, 2000, "Enter a link.", oneLine)
    .refine(isWebLink, {
      error: `“${label}” is no web link. Enter one that begins with https://.`,
    })
    .meta({ control: "text", inputType: "url", ...look, label });
