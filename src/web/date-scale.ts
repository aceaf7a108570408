import { addDays, type Day, daysBetween } from "../shared/calendar.ts";

/** What a letter takes of a figure as wide as a phone, in per cent. */
export const letter = 2.1;

export type Scale = { first: Day; last: Day; at: (day: Day) => number };

export type Flag = { day: Day; text: string };

/** What the words of a flag take, as a share of the width. */
const shareOf = (flag: Flag | undefined) =>
  flag ? Math.min(0.45, (flag.text.length * letter + 2) / 100) : 0;

/**
 * A little more than all dates, and so wide that the words of the first of several flags have room left of it, and
 * those of the last right of it.
 */
export function scaleOf(days: Day[], flags: Flag[]): Scale {
  const sorted = [...days, ...flags.map(({ day }) => day)].sort();
  const [start = "", end = ""] = [sorted[0], sorted.at(-1)];
  const margin = Math.max(7, Math.round(daysBetween(start, end) / 6));
  const [low, high] = [addDays(start, -margin), addDays(end, margin)];
  const [left, right] = [flags.length > 1 ? flags[0] : undefined, flags.at(-1)];
  const [l, r] = [shareOf(left), shareOf(right)];
  const [from, to] = [left?.day ?? low, right?.day ?? high];
  const span = Math.ceil(
    Math.max(
      daysBetween(low, high),
      daysBetween(from, to) / (1 - l - r),
      daysBetween(from, high) / (1 - l),
      daysBetween(low, to) / (1 - r),
    ),
  );
  const first = [low, addDays(from, -Math.ceil(l * span))].sort()[0] ?? low;
  const last = [high, addDays(to, Math.ceil(r * span))].sort()[1] ?? high;
  const width = daysBetween(first, last);
  return { first, last, at: day => (100 * daysBetween(first, day)) / width };
}
