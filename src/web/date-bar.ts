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
/** What a letter takes of a figure as wide as a phone, in per cent. */
const letter = 2.1;

type Scale = { first: Day; last: Day; at: (day: Day) => number };

/** So much of the width is kept for the words of the first flag, which stand left of it, and of the last, right. */
const flagRoom = 0.3;

function scaleOf(days: Day[], wanted: Day[]): Scale {
  const sorted = [...days, ...wanted].sort();
  const [start = "", end = ""] = [sorted[0], sorted.at(-1)];
  const margin = Math.max(7, Math.round(daysBetween(start, end) / 6));
  let first = addDays(start, -margin);
  let last = addDays(end, margin);
  const [left, right] = [wanted[0], wanted.at(-1)];
  const share = flagRoom / (1 - flagRoom);
  if (left && right && left !== right) {
    const before = addDays(left, -Math.ceil(share * daysBetween(left, last)));
    first = before < first ? before : first;
  }
  if (right) {
    const after = addDays(right, Math.ceil(share * daysBetween(first, right)));
    last = after > last ? after : last;
  }
  const span = daysBetween(first, last);
  return { first, last, at: day => (100 * daysBetween(first, day)) / span };
}

/** Months, or as many of them as leave room for their names. */
function monthLines({ first, last, at }: Scale, height: number): Shape[] {
  const step = Math.max(1, Math.ceil(daysBetween(first, last) / 30 / 8));
  const shapes: Shape[] = [];
  for (let day = addMonths(firstOfMonth(first), 1); day <= last; day = addMonths(day, step)) {
    const x = at(day);
    shapes.push(line("grid", { x, y: 26 }, { x, y: height - 4 }));
    if (x < 93) shapes.push(words("", x, height - 4, formatShortDay(day, day).slice(0, 3), "start", 4));
  }
  return shapes;
}

type Mark = { x: number; day: string; chance: string };

/** How the three labels turn to leave each other room; null where there is none on one line. */
function anchorsOf([a, b, c]: [Mark, Mark, Mark]): Anchor[] | null {
  const room = letter * Math.max(...[a, b, c].flatMap(({ day, chance }) => [day.length, chance.length]));
  const isFirstClose = b.x - a.x < room;
  const isLastClose = c.x - b.x < room;
  const edge = ({ x }: Mark): Anchor => (x < room / 2 ? "start" : x > 100 - room / 2 ? "end" : "middle");
  if (!isFirstClose && !isLastClose) return [edge(a), edge(b), edge(c)];
  if (!isFirstClose && b.x - a.x > 1.5 * room && c.x < 100 - room) return [edge(a), "end", "start"];
  if (!isLastClose && c.x - b.x > 1.5 * room && a.x > room) return ["end", "start", edge(c)];
  return null;
}

function marks(all: [Mark, Mark, Mark]): { shapes: Shape[]; height: number } {
  const anchors = anchorsOf(all);
  const shapes = all.flatMap(({ x, day, chance }, index) => {
    const anchor = anchors?.[index];
    return anchor
      ? [words("said", x, 84, day, anchor), words("", x, 99, chance, anchor)]
      : [words(index === 1 ? "said" : "", x, 84 + index * 16, `${chance}: ${day}`, x < 50 ? "start" : "end")];
  });
  return { shapes, height: anchors ? 126 : 142 };
}

function flags(bar: DateBar, { at }: Scale): Shape[] {
  return bar.wanted.flatMap(({ word, day }, index) => {
    const x = at(day);
    const isLeft = index < bar.wanted.length - 1;
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
  const said = (day: Day) => formatShortDay(day, bar.today);
  const scale = scaleOf(
    [bar.even, bar.eightInTen, bar.nineteenInTwenty],
    bar.wanted.map(({ day }) => day),
  );
  const markOf = (day: Day, chance: string): Mark => ({ x: scale.at(day), day: said(day), chance });
  const even = markOf(bar.even, "1 in 2");
  const eight = markOf(bar.eightInTen, "8 in 10");
  const nineteen = markOf(bar.nineteenInTwenty, "19 in 20");
  const labels = marks([even, eight, nineteen]);
  const wanted = bar.wanted.map(({ word, day }) => `${word} ${said(day)}`).join(", ");
  return {
    height: labels.height,
    words: `Dates: even odds ${even.day}, 8 in 10 ${eight.day}, 19 in 20 ${nineteen.day}${wanted && `; ${wanted}`}`,
    shapes: [
      ...monthLines(scale, labels.height),
      line("axis", { x: 0, y: axis }, { x: 100, y: axis }),
      rect("tail", eight.x, nineteen.x - eight.x, axis - 6, 12),
      rect("range", even.x, eight.x - even.x, axis - 6, 12),
      line("tick", { x: eight.x, y: axis - 14 }, { x: eight.x, y: axis + 14 }),
      ...labels.shapes,
      ...flags(bar, scale),
      ...gapShapes(bar, scale.at),
    ],
  };
}
