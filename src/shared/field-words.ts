const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Letters as a person counts them. */
export function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Trimmed, composed, with line ends as LF: what two people type alike is stored alike. */
export const tidy = (text: string): string => text.normalize("NFC").replace(/\r\n?/g, "\n").trim();

export const missing =
  (label: string, deed: string) =>
  (issue: { input?: unknown }): string =>
    issue.input === undefined || issue.input === ""
      ? `“${label}” is empty. ${deed}`
      : `“${label}” has the wrong form. ${deed}`;

export const tooLong = (label: string, text: string, max: number): string => {
  const over = graphemes(text) - max;
  return `“${label}” is ${over} ${over === 1 ? "character" : "characters"} too long. Cut it to ${max}.`;
};

/** A text has no more UTF-16 units than letters, so most need no counting. */
export const fits = (text: string, max: number) => text.length <= max || graphemes(text) <= max;
