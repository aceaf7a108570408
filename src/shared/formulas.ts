/**
 * What a spreadsheet would run instead of show: a formula's first character, full-width ones too, also behind blanks
 * and invisible marks; tab and line ends, which some programs drop before they look.
 */
const runs = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\p{Zs}\p{Cf}]*[\t\r\n]/u;

/** A text that a spreadsheet shows. */
export const guarded = (text: string): string => (runs.test(text) ? `'${text}` : text);

/** What was guarded so, as it was before: a file that we gave out says the same when it comes back. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && runs.test(text.slice(1)) ? text.slice(1) : text;
