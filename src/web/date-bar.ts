import { addMonths, type Day, daysBetween, firstOfMonth } from "../shared/calendar.ts";
import { formatShortDay } from "../shared/date-words.ts";
import { type Flag, letter, type Scale, scaleOf } from "./date-scale.ts";
import { type Anchor, type Drawing, line, rect, type Shape, words } from "./drawing.ts";

export type DateBar = {
  /** The days by which it is done with an even chance, 8 in 10, 19 in 20; the last is null where the past is too short. */
  even: Day;
  eightInTen: Day;
  nineteenInTwenty: Day | null;
  /** What is wanted, in the order of their days: "needed", "due". */
  wanted: { word: string; day: Day }[];
  /** Of the last wanted day to 8 in 10: "six weeks late"; null where it is in time. */
  gap: string | null;
  today: Day;
};

const axis = 58;
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

const anchors: Anchor[] = ["middle", "end", "start"];

/** Every way to turn three labels, the plainest first. */
const turns = anchors
  .flatMap(a => anchors.flatMap(b => anchors.map(c => [a, b, c])))
  .sort((one, other) => turned(one) - turned(other));

function turned(turn: Anchor[]): number {
  return turn.filter(anchor => anchor !== "middle").length;
}

function reachOf({ x, day, chance }: Mark, anchor: Anchor): [from: number, to: number] {
  const width = letter * (Math.max(day.length, chance.length) + 1);
  const from = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return [from, from + width];
}

/** How the three labels turn to leave each other room; none where there is no room on one line. */
function anchorsOf(all: Mark[]): Anchor[] | undefined {
  return turns.find(turn => {
    let end = 0;
    return all.every((mark, index) => {
      const [from, to] = reachOf(mark, turn[index] ?? "middle");
      const fits = from >= end && to <= 100;
      end = to;
      return fits;
    });
  });
}

function marks(all: Mark[]): { shapes: Shape[]; height: number } {
  const turn = anchorsOf(all);
  const shapes = all.flatMap(({ x, day, chance }, index) => {
    const anchor = turn?.[index];
    return anchor
      ? [words("said", x, 84, day, anchor), words("", x, 99, chance, anchor)]
      : [words(index === 1 ? "said" : "", x, 84 + index * 16, `${chance}: ${day}`, x < 50 ? "start" : "end")];
  });
  return { shapes, height: turn ? 126 : 142 };
}

const flagShapes = (flags: Flag[], { at }: Scale): Shape[] =>
  flags.flatMap(({ day, text }, index) => {
    const x = at(day);
    const isLeft = index < flags.length - 1;
    return [
      line("flag", { x, y: 2 }, { x, y: axis + 6 }),
      words("wanted-word", x, 13, text, isLeft ? "end" : "start", isLeft ? -5 : 5),
    ];
  });

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
  const flags = bar.wanted.map(({ word, day }) => ({ day, text: `${word} ${said(day)}` }));
  const { even: first, eightInTen, nineteenInTwenty: last } = bar;
  const scale = scaleOf([first, eightInTen, ...(last ? [last] : [])], flags);
  const markOf = (day: Day, chance: string): Mark => ({ x: scale.at(day), day: said(day), chance });
  const even = markOf(first, "1 in 2");
  const eight = markOf(eightInTen, "8 in 10");
  const nineteen = last && markOf(last, "19 in 20");
  const labels = marks([even, eight, ...(nineteen ? [nineteen] : [])]);
  const wanted = flags.map(({ text }) => text).join(", ");
  return {
    height: labels.height,
    words: `Dates: even odds ${even.day}, 8 in 10 ${eight.day}${nineteen ? `, 19 in 20 ${nineteen.day}` : ""}${wanted && `; ${wanted}`}`,
    shapes: [
      ...monthLines(scale, labels.height),
      line("axis", { x: 0, y: axis }, { x: 100, y: axis }),
      ...(nineteen ? [rect("tail", eight.x, nineteen.x - eight.x, axis - 6, 12)] : []),
      rect("range", even.x, eight.x - even.x, axis - 6, 12),
      line("tick", { x: eight.x, y: axis - 14 }, { x: eight.x, y: axis + 14 }),
      ...labels.shapes,
      ...flagShapes(flags, scale),
      ...gapShapes(bar, scale.at),
    ],
  };
}
