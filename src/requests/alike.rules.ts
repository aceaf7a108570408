import { sameWord, wordsIn } from "../shared/words.ts";

/** Words that say nothing about what is asked. */
const empty = new Set(
  "about after all also and are before can each for from get had has have how into its more need needs new not now off one our out over same see some that the their them then they this too two use want was what when which who will with you your".split(
    " ",
  ),
);

/** The words of a title by which another like it can be known, at most eight. */
export const tellingWords = (title: string, most = 8): string[] =>
  [...new Set(wordsIn(title))].filter(word => word.length > 2 && !empty.has(word)).slice(0, most);

/** Words of every second goal. */
const ofGoals = new Set(
  "child children district every grade school schools student students technology".split(" "),
);

/** The same for a goal, said in other words than what serves it: one that tells is enough to offer it. */
export function sharedWithGoal(title: string): (goal: string) => number {
  const words = tellingWords(title).filter(word => !ofGoals.has(word));
  return goal => {
    const others = tellingWords(goal, Number.POSITIVE_INFINITY);
    return words.filter(word => others.some(each => sameWord(word, each))).length;
  };
}

/**
 * How many telling words another title shares with this one; 0 where the two are not alike: one word in common makes
 * nothing alike, unless there is but one.
 */
export function sharedWith(title: string): (other: string) => number {
  const words = tellingWords(title);
  return other => {
    const others = tellingWords(other);
    const shared = words.filter(word => others.some(each => sameWord(word, each))).length;
    return shared < Math.min(2, words.length) ? 0 : shared;
  };
}
