import { wordsIn } from "../../shared/words.ts";

/** Where a word that was searched for stands in a text: pieces in their order, those that match marked. */
export type Passage = { text: string; matches: boolean }[];

/** As "list" and "lists", or "screener" and "screeners"; not "a" and "about". */
const endingLetters = 3;

const isMeant = (word: string, searched: readonly string[]): boolean =>
  searched.some(
    each =>
      word.startsWith(each) ||
      (each.startsWith(word) && each.length - word.length <= endingLetters && word.length > 2),
  );

const before = 60;
const mostCharacters = 180;

/** The place at which most of a text's matches come together, or null where no word of it matches. */
export function passageOf(text: string, query: string): Passage | null {
  const searched = wordsIn(query);
  const line = text.replace(/\s+/gu, " ").trim();
  const found = [...line.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) =>
    isMeant(word.toLowerCase(), searched),
  );
  const first = found[0]?.index;
  if (first === undefined) return null;
  const start = first <= before ? 0 : line.indexOf(" ", first - before) + 1;
  const end =
    start + mostCharacters >= line.length ? line.length : line.lastIndexOf(" ", start + mostCharacters);
  const pieces: Passage = [];
  let at = start;
  const add = (to: number, matches: boolean) => {
    if (to > at) pieces.push({ text: line.slice(at, to), matches });
    at = Math.max(at, to);
  };
  for (const { 0: word, index } of found) {
    if (index + word.length > end) break;
    add(index, false);
    add(index + word.length, true);
  }
  add(end, false);
  const [leading, trailing] = [start > 0 ? "… " : "", end < line.length ? " …" : ""];
  return [{ text: leading, matches: false }, ...pieces, { text: trailing, matches: false }].filter(
    piece => piece.text !== "",
  );
}
