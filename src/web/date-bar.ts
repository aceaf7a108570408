import { addDays, addMonths, type Day, daysBetween, firstOfMonth } from "../shared/calendar.ts";
import { formatShortDay } from "../shared/date-words.ts";
import { type Anchor, type Drawing, line, rect, type Shape, words } from "./drawing.ts";

export type DateBar = {
  /** The days by which it is done with an even chance, 8 in 10, 19 in 20. */
  even: Day;
  eightInTen: Day;
  nineteenInTwenty: Day;
  /** What is wanted, in the order of their days: "needed", "due". */
  wanted: { word: string; day: Day }[];
  /** Of the last wanted day to 8 in 10: "six weeks late"; null where it is in time. */
  gap: string | null;
  today: Day;
};

const axis = 58;
const height = 126;
/** Closer than this, two labels would touch on a phone. */
const close = 19;

function scaleOf(days: Day[]): { first: Day; last: Day; at: (day: Day) => number } {
  const sorted = [...days].sort();
  const [start = "", end = ""] = [sorted[0], sorted.at(-1)];
  const margin = Math.max(7, Math.round(daysBetween(start, end) / 6));
  const first = addDays(start, -margin);
  const last = addDays(end, margin);
  const span = daysBetween(first, last);
  return { first, last, at: day => (100 * daysBetween(first, day)) / span };
}

/** Months, or as many of them as leave room for their names. */
function monthLines(first: Day, last: Day, at: (day: Day) => number): Shape[] {
  const step = Math.max(1, Math.ceil(daysBetween(first, last) / 30 / 6));
  const shapes: Shape[] = [];
  for (let day = addMonths(firstOfMonth(first), 1); day <= last; day = addMonths(day, step)) {
    const x = at(day);
    shapes.push(line("grid", { x, y: 26 }, { x, y: height - 4 }));
    if (x < 93) shapes.push(words("", x, height - 4, formatShortDay(day, day).slice(0, 3), "start", 4));
  }
  return shapes;
}

/** Labels that would touch turn away from each other; one at the edge turns inward. */
function anchors(xs: [number, number, number]): [Anchor, Anchor, Anchor] {
  const [a, b, c] = xs;
  const atEdge = (x: number): Anchor => (x < 8 ? "start" : x > 92 ? "end" : "middle");
  const isFirstClose = b - a < close;
  const isLastClose = c - b < close;
  return [
    isFirstClose && a > 8 ? "end" : atEdge(a),
    isLastClose && !isFirstClose ? "end" : atEdge(b),
    isLastClose && c < 88 ? "start" : atEdge(c),
  ];
}

function marks(bar: DateBar, at: (day: Day) => number): Shape[] {
  const days = [bar.even, bar.eightInTen, bar.nineteenInTwenty] as const;
  const xs: [number, number, number] = [at(days[0]), at(days[1]), at(days[2])];
  const sides = anchors(xs);
  const chances = ["1 in 2", "8 in 10", "19 in 20"];
  // Three in one place: the middle one, which matters most, gets a line to itself.
  const isCrowded = xs[1] - xs[0] < close && xs[2] - xs[1] < close;
  return xs.flatMap((x, index) => {
    const anchor = sides[index] ?? "middle";
    const y = isCrowded && index !== 1 ? 100 : 84;
    const label = formatShortDay(days[index] ?? "", bar.today);
    return isCrowded
      ? [words("said", x, y, `${label}, ${chances[index]}`, anchor)]
      : [words("said", x, y, label, anchor), words("", x, y + 15, chances[index] ?? "", anchor)];
  });
}

function flags(bar: DateBar, at: (day: Day) => number): Shape[] {
  return bar.wanted.flatMap(({ word, day }, index) => {
    const x = at(day);
    // Two of them look away from each other, as long as there is room.
    const isLeft = x > 75 || (index === 0 && bar.wanted.length > 1 && x > 18);
    return [
      line("flag", { x, y: 2 }, { x, y: axis + 6 }),
      words(
        "wanted-word",
        x,
        13,
        `${word} ${formatShortDay(day, bar.today)}`,
        isLeft ? "end" : "start",
        isLeft ? -5 : 5,
      ),
    ];
  });
}

function gapShapes(bar: DateBar, at: (day: Day) => number): Shape[] {
  const last = bar.wanted.at(-1);
  if (!bar.gap || !last || last.day >= bar.eightInTen) return [];
  const [from, to] = [at(last.day), at(bar.eightInTen)];
  const isWide = to - from > 24;
  return [
    line("gap", { x: from, y: 40 }, { x: to, y: 40 }),
    isWide
      ? words("gap-word", (from + to) / 2, 34, bar.gap, "middle")
      : words("gap-word", to, 44, bar.gap, to > 75 ? "end" : "start", to > 75 ? -6 : 6),
  ];
}

/** Even odds to 8 in 10 filled, on to 19 in 20 hollow, beside the days that are wanted. */
export function dateBar(bar: DateBar): Drawing {
  const { first, last, at } = scaleOf([
    bar.even,
    bar.eightInTen,
    bar.nineteenInTwenty,
    ...bar.wanted.map(({ day }) => day),
  ]);
  const [even, eight, nineteen] = [at(bar.even), at(bar.eightInTen), at(bar.nineteenInTwenty)];
  const said = (day: Day) => formatShortDay(day, bar.today);
  const wanted = bar.wanted.map(({ word, day }) => `${word} ${said(day)}`).join(", ");
  return {
    height,
    words: `Dates: even odds ${said(bar.even)}, 8 in 10 ${said(bar.eightInTen)}, 19 in 20 ${said(bar.nineteenInTwenty)}${wanted && `; ${wanted}`}`,
    shapes: [
      ...monthLines(first, last, at),
      line("axis", { x: 0, y: axis }, { x: 100, y: axis }),
      rect("tail", eight, nineteen - eight, axis - 6, 12),
      rect("range", even, eight - even, axis - 6, 12),
      line("tick", { x: eight, y: axis - 14 }, { x: eight, y: axis + 14 }),
      ...marks(bar, at),
      ...flags(bar, at),
      ...gapShapes(bar, at),
    ],
  };
}
