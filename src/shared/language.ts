/** Made when it is first asked for: what the language's tables need to load takes a tenth of a start. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const segmenter = once(() => new Intl.Segmenter("en", { granularity: "grapheme" }));
const conjunction = once(() => new Intl.ListFormat("en-US", { type: "conjunction" }));
const disjunction = once(() => new Intl.ListFormat("en-US", { type: "disjunction" }));

/** Letters as a person sees them: an emoji of a family is one. */
export function* letters(text: string): Generator<string> {
  for (const { segment } of segmenter().segment(text)) yield segment;
}

/** As much of a text as these characters hold, and no letter of it in part. */
export function beginningOf(text: string, characters: number): string {
  if (text.length <= characters) return text;
  let length = 0;
  for (const letter of letters(text)) {
    if (length + letter.length > characters) break;
    length += letter.length;
  }
  return text.slice(0, length);
}

/** "Lin Tran, Omar Haddad, and Sam Ortiz". */
export const allOf = (words: readonly string[]): string => conjunction().format(words);

/** "Lin Tran or Omar Haddad". */
export const anyOf = (words: readonly string[]): string => disjunction().format(words);
