import { refOf } from "../records/records.rules.ts";
import { type Day, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import { paths } from "../web/paths.ts";
import { late, link, type Part, say, time } from "../web/sentence.ts";
import { type DaysRow, gapDays, isPast, noHours } from "./days.rules.ts";
import type { SaidRequest } from "./said.queries.ts";

type AtCommitment = { saidP80: Day | null; saidAsEstimated: Day | null };
type Said = Pick<DaysRow, "basis" | "asEstimated" | "p50" | "p80" | "p95" | "lacks">;

const short = (day: Day, today: Day) => time(day, formatShortDay(day, today));

/**
 * By when it is done, with which chance, and how long after the day it is needed: one fact of a page, none where nothing
 * was forecast.
 */
export function expectedFact(
  days: Said | undefined,
  due: Day | null,
  today: Day,
): [term: string, said: Part[]][] {
  return days ? [["Expected", expectedWords(days, due, today, "by")]] : [];
}

/** The day that was said when it was promised, and how far today's lies from it; none where nothing was promised or said. */
export function saidFact(
  said: AtCommitment,
  now: Said | undefined,
  today: Day,
): [term: string, said: Part[]][] {
  const day = said.saidP80 ?? said.saidAsEstimated;
  if (day === null) return [];
  const chance = said.saidP80 === null ? " if every estimate holds" : " with 80 %";
  const then = said.saidP80 === null ? now?.asEstimated : now?.p80;
  const shift = then ? daysBetween(day, then) : 0;
  const far = shift > 0 ? late(`${durationWords(shift)} later`) : `${durationWords(shift)} sooner`;
  return [
    [
      "Said",
      say(
        "at commitment: by ",
        short(day, today),
        chance,
        ...(shift === 0 ? ["."] : ["; it is ", far, " now."]),
      ),
    ],
  ];
}

/** "With 80 % by Aug 14, 6 weeks after its day": where that is so, else nothing. */
export const pastWords = (days: Pick<Said, "p80"> | undefined, due: Day | null, today: Day): string | null =>
  days?.p80 && isPast(days, due)
    ? `With 80 % by ${formatShortDay(days.p80, today)}, ${durationWords(gapDays(days, due) ?? 0)} after its day`
    : null;

/**
 * The same for the head of a page that says more of it further down: whoever reads on a phone sees it first. Also that
 * nobody has hours, since then nothing comes at all.
 */
export function lateInShort(
  days: Pick<Said, "p80" | "lacks"> | undefined,
  due: Day | null,
  today: Day,
  after = "after its day",
): Part[] {
  if (days?.lacks === noHours) return say(` No date can be given: ${noHours}.`);
  if (!days?.p80 || !isPast(days, due)) return [];
  return say(
    " With 80 % it is done by ",
    short(days.p80, today),
    ", ",
    late(`${durationWords(gapDays(days, due) ?? 0)} ${after}`),
    ". ",
    link("#days", "Why?"),
  );
}

const mostNamed = 3;

/**
 * Which of the promises under a goal are later than was said with them; null where none is promised.
 * @param areAll whether these are all under it, or the newest of many
 */
export function laterWords(said: readonly SaidRequest[], areAll: boolean): Part[] | null {
  if (said.length === 0) return null;
  const newest = areAll ? "" : "newest ";
  const behind = said
    .map(each => ({ ...each, days: each.said && each.now ? daysBetween(each.said, each.now) : 0 }))
    .filter(({ days }) => days > 0)
    .sort((a, b) => b.days - a.days || a.number - b.number);
  const promises = said.length === 1 ? "The one promise" : `All ${said.length} ${newest}promises`;
  if (behind.length === 0)
    return say(`${promises} under it ${said.length === 1 ? "is" : "are"} as early as was said.`);
  const named = behind
    .slice(0, mostNamed)
    .flatMap(({ number, title, days }, index) => [
      index === 0 ? " " : ", ",
      link(paths.record("request", number), title, refOf("request", number)),
      " by ",
      late(durationWords(days)),
    ]);
  const rest = behind.length - mostNamed;
  return say(
    `${behind.length} of ${areAll ? "" : "the "}${said.length} ${newest}${said.length === 1 ? "promise" : "promises"} under it ${behind.length === 1 ? "is" : "are"} later than was said:`,
    ...named,
    rest > 0 ? ` and ${rest} more.` : ".",
  );
}

/**
 * @param by how it begins: "by" after a term, "Done by" as a sentence
 * @param seesHeld whether the reader may open the page of how such days held
 */
export function expectedWords(days: Said, due: Day | null, today: Day, by: string, seesHeld = true): Part[] {
  const { p50, p80, p95, asEstimated, lacks, basis } = days;
  if (lacks) return say(`No date can be given: ${lacks}.`);
  if (p80 !== null) {
    const others = [p50 && say(short(p50, today), " with 50 %"), p95 && say(short(p95, today), " with 95 %")];
    const rest = others.filter(each => each !== null && each !== "");
    return [
      ...say(`${by} `, short(p80, today), " with 80 %"),
      ...rest.flatMap((part, index) => [...say(index === 0 ? "; " : ", "), ...part]),
      ...say(basis === "few past items" ? ", from few past items." : "."),
      ...gap(p80, due),
      ...(seesHeld ? say(" ", link(paths.held, "How such days held")) : []),
    ];
  }
  if (asEstimated === null) return say("No date can be given yet.");
  return [
    ...say(`${by} `, short(asEstimated, today), " if every estimate holds."),
    ...gap(asEstimated, due),
    ...say(" Too little is finished to say a chance."),
  ];
}

function gap(day: Day, due: Day | null): Part[] {
  const days = due === null ? 0 : daysBetween(due, day);
  return days > 0 ? say(" ", late(`${durationWords(days)} after its day`), ".") : [];
}
