import { z } from "zod";
import { line } from "../shared/fields.ts";

export const leastLetters = 3;

export const redactionForm = z.strictObject({
  record: line("Record", { max: 40, hint: "Its number, like R-214.", width: "day", autocomplete: "off" }),
  words: line("Words to remove", {
    max: 400,
    hint: "As they stand there. Capital letters and line ends make no difference.",
    autocomplete: "off",
  }),
  reason: line("Reason", {
    max: 120,
    hint: "Everyone who sees the record reads it. Leave the words themselves out of it.",
  }),
});
export type Redaction = z.output<typeof redactionForm>;

/** What stands where the words stood. */
export const markOf = (by: string, reason: string): string => `[removed by ${by}: ${reason}]`;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Each of these signs in any of the ways in which a mail writes it. */
const inMail: Record<string, string> = {
  "&": "(?:&|&amp;)",
  "<": "(?:<|&lt;)",
  ">": "(?:>|&gt;)",
  '"': '(?:"|&quot;|&#34;|&#x22;)',
  "'": "(?:'|&#39;|&#x27;|&apos;)",
};

/** Finds the words with any space between them: mails break their lines. */
export function patternOf(words: string): RegExp {
  const parts = words
    .trim()
    .split(/\s+/u)
    .map(part => [...part].map(sign => inMail[sign] ?? escaped(sign)).join(""));
  return new RegExp(parts.join("\\s+"), "giu");
}

/** Enough of the words to look for rows that may hold them: their longest part that both engines fold alike. */
export const tokenOf = (words: string): string =>
  (words.match(/[a-z0-9]+/gi) ?? []).reduce(
    (longest, each) => (each.length > longest.length ? each : longest),
    "",
  );

/** A value of any depth without the words; names of fields that somebody chose go too. */
export function without<T>(value: T, pattern: RegExp, mark: string): T;
export function without(value: unknown, pattern: RegExp, mark: string): unknown {
  if (typeof value === "string") return value.replace(pattern, () => mark);
  if (Array.isArray(value)) return value.map(each => without(each, pattern, mark));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.replace(pattern, () => mark),
      without(each, pattern, mark),
    ]),
  );
}
