import { addDays, type Day, daysBetween, durationWords } from "../shared/dates.ts";

/** How long things like it took: nine in ten took at least the one, nine in ten at most the other. */
export type Took = { lowDays: number; highDays: number; cases: number };

export const tookOf = { last: 50, least: 10 } as const;

/** The value at rank ceil((n + 1) q), as all quantiles here are taken. */
const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * q)) - 1] ?? 0;

/** From the newest deliveries of a kind, in days from sent to delivered; null where there are too few to say. */
export function tookRange(days: readonly number[]): Took | null {
  const newest = days.slice(0, tookOf.last).sort((a, b) => a - b);
  if (newest.length < tookOf.least) return null;
  return {
    lowDays: quantile(newest, 0.1),
    highDays: quantile(newest, 0.9),
    cases: newest.length,
  };
}

const units = [
  { days: 1, word: "day", upTo: 14 },
  { days: 7, word: "week", upTo: 92 },
  { days: 30.44, word: "month", upTo: 731 },
  { days: 365.25, word: "year", upTo: Number.POSITIVE_INFINITY },
] as const;

/** "3 to 9 weeks", "2 days to 5 weeks", "about 3 weeks". */
export function spanWords({ lowDays, highDays }: Pick<Took, "lowDays" | "highDays">): string {
  const unit = units.find(({ upTo }) => highDays < upTo) ?? units[3];
  const [low, high] = [Math.round(lowDays / unit.days), Math.max(1, Math.round(highDays / unit.days))];
  const plural = high === 1 ? unit.word : `${unit.word}s`;
  if (low === high) return `about ${high} ${plural}`;
  if (low === 0)
    return lowDays < 1 ? `up to ${high} ${plural}` : `${durationWords(lowDays)} to ${high} ${plural}`;
  return `${low} to ${high} ${plural}`;
}

/** When it may be there, were it sent on that day, against the day that it is needed by. */
export type Expectation = {
  from: Day;
  to: Day;
  /** Days from the needed-by day to the later end; negative while there is time, null where no day is needed. */
  gapDays: number | null;
};

export function expectationOf(took: Took, sentOn: Day, neededBy: Day | null): Expectation {
  const to = addDays(sentOn, Math.ceil(took.highDays));
  return {
    from: addDays(sentOn, Math.floor(took.lowDays)),
    to,
    gapDays: neededBy === null ? null : daysBetween(neededBy, to),
  };
}
