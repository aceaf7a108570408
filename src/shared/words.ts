import { beginningOf } from "./language.ts";

/** The words of a text as a search compares them: small letters, without marks over them. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** "list" and "lists" are one word here. */
export const sameWord = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);

/** A text in one line, cut after a whole word where it has more characters than these. */
export function openingOf(text: string, characters: number): string {
  const line = text.replace(/\s+/gu, " ");
  if (line.length <= characters) return line;
  const cut = beginningOf(line, characters);
  return `${cut.replace(/\s+\S*$/u, "")}…`;
}
