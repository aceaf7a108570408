import { addMonths, type Day } from "../shared/dates.ts";

/** What runs from one year's day to another's, as far as it has days. */
export const yearOn = (day: Day | null): Day | null => (day === null ? null : addMonths(day, 12));

/** Where a measure stands today is where the next year begins. */
export const baselineAnew = (
  { baseline, baselineText }: { baseline: number | null; baselineText: string },
  last: { value: number } | undefined,
) => (last ? { baseline: last.value, baselineText: "" } : { baseline, baselineText });
