import { type Day, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import { late, type Part, say, time } from "../web/sentence.ts";
import { type DaysRow, gapDays, isPast } from "./days.rules.ts";

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
  return days ? [["Expected", expectedWords(days, due, today)]] : [];
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
      "Said at commitment",
      say("by ", short(day, today), chance, ...(shift === 0 ? ["."] : ["; it is ", far, " now."])),
    ],
  ];
}

/** "With 80 % by Aug 14, 6 weeks after its day": where that is so, else nothing. */
export const pastWords = (days: Pick<Said, "p80"> | undefined, due: Day | null, today: Day): string | null =>
  days?.p80 && isPast(days, due)
    ? `With 80 % by ${formatShortDay(days.p80, today)}, ${durationWords(gapDays(days, due) ?? 0)} after its day`
    : null;

function expectedWords(days: Said, due: Day | null, today: Day): Part[] {
  const { p50, p80, p95, asEstimated, lacks, basis } = days;
  if (lacks) return say(`No date can be given: ${lacks}.`);
  if (p80 !== null) {
    const others = [p50 && say(short(p50, today), " with 50 %"), p95 && say(short(p95, today), " with 95 %")];
    const rest = others.filter(each => each !== null && each !== "");
    return [
      ...say("by ", short(p80, today), " with 80 %"),
      ...rest.flatMap((part, index) => [...say(index === 0 ? "; " : ", "), ...part]),
      ...say(basis === "few past items" ? ", from few past items." : "."),
      ...gap(p80, due),
    ];
  }
  if (asEstimated === null) return say("No date can be given yet.");
  return [
    ...say("by ", short(asEstimated, today), " if every estimate holds."),
    ...gap(asEstimated, due),
    ...say(" Too little is finished to say a chance."),
  ];
}

function gap(day: Day, due: Day | null): Part[] {
  const days = due === null ? 0 : daysBetween(due, day);
  return days > 0 ? say(" ", late(`${durationWords(days)} after its day`), ".") : [];
}
