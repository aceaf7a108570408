import { letters } from "./language.ts";

/** Letters as a person counts them. */
function graphemes(text: string): number {
  let count = 0;
  for (const _ of letters(text)) count += 1;
  return count;
}

/** Line ends of word processors and data files, which look like none in a field. */
const oddLineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * What nobody sees or means: controls, marks of the byte order, and overrides of direction, which turn around what
 * others read after them. Marks of direction that right-to-left words need stay. NUL is left for a refusal.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f\ufeff\u202a-\u202e\u2066-\u2069]/g;

/** Trimmed, composed, with line ends as LF and nothing unseen: what two people type alike is stored alike. */
export const tidy = (text: string): string =>
  text.toWellFormed().normalize("NFC").replace(oddLineEnds, "\n").replace(unseen, "").trim();

/** The same in one line, with one blank between words: what a paste brought along is no part of a title. */
export const oneLine = (text: string): string => tidy(text).replace(/\s+/g, " ");

/** Whether there is anything to read: a text of joiners and marks alone looks empty. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

export const missing =
  (label: string, deed: string) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined || issue.input === ""
      ? `“${label}” is empty. ${deed}`
      : `“${label}” has the wrong form. ${deed}`;

/** No script needs more characters for a letter than this, over a whole text; a pile of marks does. */
const charactersALetter = 4;

const countIn = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** The sentence for a text that is too long; null where it fits. A text has no more letters than UTF-16 units. */
export function lengthProblem(label: string, text: string, max: number): string | null {
  if (text.length <= max) return null;
  const over = graphemes(text) - max;
  if (over > 0)
    return `“${label}” is ${over} ${over === 1 ? "character" : "characters"} too long. Cut it to ${max}.`;
  return countIn(text) > max * charactersALetter
    ? `“${label}” has too many marks on its letters. Type it without them.`
    : null;
}
