/** Words that say nothing about what is asked. */
const empty = new Set(
  "about after all also and are before can each for from get had has have how into its more need needs new not now off one our out over same see some that the their them then they this too two use want was what when which who will with you your".split(
    " ",
  ),
);

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

/** The words of a title by which another like it can be known, at most eight. */
export const tellingWords = (title: string): string[] =>
  [...new Set(folded(title).match(/[\p{L}\p{N}]+/gu) ?? [])]
    .filter(word => word.length > 2 && !empty.has(word))
    .slice(0, 8);

/** "list" and "lists" are one word here. */
const same = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** How many telling words two titles share. */
export const sharedWords = (title: string, other: string): number => {
  const words = tellingWords(other);
  return tellingWords(title).filter(word => words.some(each => same(word, each))).length;
};

/** One word in common makes nothing alike, unless there is but one. */
export const isAlike = (title: string, other: string): boolean =>
  sharedWords(title, other) >= Math.min(2, tellingWords(title).length);
