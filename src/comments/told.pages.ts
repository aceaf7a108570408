import { type Day, formatDay } from "../shared/dates.ts";
import { allOf } from "../shared/language.ts";
import type { Told, Way } from "./comments.queries.ts";

const people = (count: number): string => `${count} ${count === 1 ? "follower" : "followers"}`;

/** How word goes out, with the day of the next digest; null while holidays leave none. */
function wayWords(way: Way, digestOn: Day | null, today: Day): string {
  if (way === "now") return "by mail now";
  if (way === "desk") return "on their desk";
  return digestOn ? `in the digest on ${formatDay(digestOn, today)}` : "in the next digest";
}

/** "Ana Ruiz by mail now, 6 followers in the digest on Mon, Nov 30": what a person reads before they send. */
export function toldWords(
  { named, followers, unseen, nobody }: Told,
  record: string,
  { digestOn, today }: { digestOn: Day | null; today: Day },
): string {
  const among = { now: 0, ...followers };
  const ways = (["now", "digest", "desk"] as const).flatMap(way => {
    const names = [...new Set(named.filter(each => each.way === way).map(({ name }) => name))];
    const who = [...names, ...(among[way] > 0 ? [people(among[way])] : [])];
    return who.length === 0 ? [] : [`${allOf(who)} ${wayWords(way, digestOn, today)}`];
  });
  const not = [...new Set(unseen)].map(name => ` ${name} may not see ${record} and is not told.`);
  const none = [...new Set(nobody)].map(name => ` Nobody here is called “${name}”.`);
  return `${ways.length === 0 ? "Nobody is told." : `Told: ${ways.join(", ")}.`}${not.join("")}${none.join("")}`;
}
