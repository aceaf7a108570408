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
