import { nextDigestDay } from "../digest/periods.rules.ts";
import { type Day, formatDay } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { allOf } from "../shared/language.ts";
import type { Told, ToldPerson, Way } from "./told.rules.ts";

/** When the next digest goes out, as a sentence of today says it. */
export type DigestDay = { digestOn: Day | null; today: Day };

export const digestDay = ({ now, today, district }: Pick<Deed, "now" | "today" | "district">): DigestDay => ({
  digestOn: nextDigestDay(now, district),
  today,
});

const followers = (count: number): string => `${count} ${count === 1 ? "follower" : "followers"}`;

/** How word goes out, with the day of the next digest; null while holidays leave none. */
function wayWords(way: Way, { digestOn, today }: DigestDay): string {
  if (way === "now") return "by mail now";
  if (way === "desk") return "on their desk";
  return digestOn ? `in the digest on ${formatDay(digestOn, today)}` : "in the next digest";
}

/** Of a press that stands at many: each has followers of its own. */
export const newsTold = (label: string, day: DigestDay): string =>
  `“${label}” tells whoever follows it and the liaison group, ${wayWords("digest", day)} or on their desk.`;

/** Of what stands in the history and is news to nobody. */
export const nobodyTold = "Nobody is told.";

/** Of work: who owns it finds it where they work. */
export const ownersFind =
  "Nobody is told. Whoever owns it finds it under Work, and on their desk when it is due.";

const mostNames = 3;

/** A longer list of names is not read. */
const few = (names: string[]): string[] =>
  names.length <= mostNames + 1
    ? names
    : [...names.slice(0, mostNames), `${names.length - mostNames} more people`];

const nameOf = ({ name, inPlaceOf }: ToldPerson): string =>
  inPlaceOf === null ? name : `${name} for ${inPlaceOf}`;

/** "Ana Ruiz by mail now, 6 followers in the digest on Mon, Nov 30"; null where nobody hears of it. */
export function waysOf(told: Told, day: DigestDay): string | null {
  const among = { now: 0, ...told.followers };
  const ways = (["now", "digest", "desk"] as const).flatMap(way => {
    const names = [...new Set(told.named.filter(each => each.way === way).map(nameOf))];
    const who = [
      ...few(names),
      ...(among[way] > 0 ? [followers(among[way])] : []),
      ...(way === "digest" && told.group ? ["the liaison group"] : []),
    ];
    return who.length === 0 ? [] : [`${allOf(who)} ${wayWords(way, day)}`];
  });
  return ways.length === 0 ? null : ways.join(", ");
}

/** Before somebody is chosen: how they hear is theirs to say. */
export const chosenWords = (who: string, day: DigestDay): string =>
  `Told: ${who}, by mail now, or ${wayWords("digest", day)} if that is their choice. The next page says which.`;

/** What a person reads before they send, about "this request". */
export function toldWords(told: Told, record: string, day: DigestDay): string {
  const ways = waysOf(told, day);
  const not = [...new Set(told.unseen)].map(name => ` ${name} may not see ${record} and is not told.`);
  const none = [...new Set(told.nobody)].map(name => ` Nobody here is called “${name}”.`);
  return `${ways === null ? nobodyTold : `Told: ${ways}.`}${not.join("")}${none.join("")}`;
}
