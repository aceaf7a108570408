import { addDays, addMonths, type Day, daysBetween, firstOfMonth, formatShortDay } from "../shared/dates.ts";
import { type Anchor, type Drawing, line, rect, type Shape, words } from "../web/drawing.ts";
import type { Expectation } from "./took.rules.ts";

const axis = 58;
const height = 126;

type Scale = { first: Day; last: Day; at: (day: Day) => number };

function scaleOf(days: readonly Day[]): Scale {
  const sorted = [...days].sort();
  const [start = "", end = ""] = [sorted[0], sorted.at(-1)];
  const margin = Math.max(5, Math.round(daysBetween(start, end) / 6));
  const first = addDays(start, -margin);
  const span = daysBetween(first, end) + margin;
  return { first, last: addDays(end, margin), at: day => (100 * daysBetween(first, day)) / span };
}

/** Months, or as many of them as leave room for their names. */
function months({ first, last, at }: Scale): Shape[] {
  const step = Math.max(1, Math.ceil(daysBetween(first, last) / 30 / 6));
  const shapes: Shape[] = [];
  for (let day = addMonths(firstOfMonth(first), 1); day <= last; day = addMonths(day, step)) {
    const x = at(day);
    shapes.push(line("grid", { x, y: 26 }, { x, y: height - 4 }));
    if (x < 92) shapes.push(words("", x, height - 4, formatShortDay(day, day).slice(0, 3), "start", 4));
  }
  return shapes;
}

function end(x: number, day: string, chance: string, anchor: Anchor): Shape[] {
  return [words("said", x, 84, day, anchor), words("", x, 99, chance, anchor)];
}

function wanted({ at }: Scale, day: Day, today: Day): Shape[] {
  const x = at(day);
  const isRight = x > 60;
  return [
    line("flag", { x, y: 2 }, { x, y: axis + 6 }),
    words(
      "wanted-word",
      x,
      13,
      `needed ${formatShortDay(day, today)}`,
      isRight ? "end" : "start",
      isRight ? -5 : 5,
    ),
  ];
}

function gap({ at }: Scale, { to, gapDays }: Expectation, needed: Day): Shape[] {
  if (gapDays === null || gapDays <= 0) return [];
  return [line("gap", { x: at(needed), y: 40 }, { x: at(to), y: 40 })];
}

/** From one in ten to nine in ten of what was alike, beside the day it is needed by. */
export function tookBar(expected: Expectation, needed: Day | null, today: Day): Drawing {
  const { from, to } = expected;
  const scale = scaleOf([from, to, ...(needed ? [needed] : [])]);
  const { at } = scale;
  const said = (day: Day) => formatShortDay(day, today);
  const [start, stop] = [at(from), at(to)];
  const isClose = stop - start < 24;
  return {
    height,
    words: `Dates: 1 in 10 by ${said(from)}, 9 in 10 by ${said(to)}${needed ? `; needed ${said(needed)}` : ""}`,
    shapes: [
      ...months(scale),
      line("axis", { x: 0, y: axis }, { x: 100, y: axis }),
      rect("range", start, Math.max(0.5, stop - start), axis - 6, 12),
      line("tick", { x: stop, y: axis - 14 }, { x: stop, y: axis + 14 }),
      ...end(start, said(from), "1 in 10", isClose ? "end" : start < 8 ? "start" : "middle"),
      ...end(stop, said(to), "9 in 10", isClose ? "start" : stop > 92 ? "end" : "middle"),
      ...(needed ? [...wanted(scale, needed, today), ...gap(scale, expected, needed)] : []),
    ],
  };
}
