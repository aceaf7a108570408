import { type Day, daysBetween } from "../shared/calendar.ts";
import { formatShortDay } from "../shared/date-words.ts";
import { type Anchor, type Drawing, dot, line, type Shape, words } from "./drawing.ts";

export type MeasureChart = {
  name: string;
  /** In the order of their days; the first may be the baseline. */
  readings: { day: Day; value: number; said: string }[];
  target: { value: number; said: string; day: Day | null } | null;
  today: Day;
};

type Place = { x: number; y: number };

const height = 164;
const floor = 132;
const [top, bottom] = [28, 106];

/** A flat line lies in the middle. */
function heightOf(values: number[]): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return value =>
    high === low ? (top + bottom) / 2 : bottom - ((value - low) / (high - low)) * (bottom - top);
}

function widthOf(days: Day[]): (day: Day) => number {
  const sorted = [...days].sort();
  const [first = "", last = ""] = [sorted[0], sorted.at(-1)];
  const span = daysBetween(first, last);
  return day => (span === 0 ? 50 : 3 + (94 * daysBetween(first, day)) / span);
}

const anchorAt = (x: number): Anchor => (x < 10 ? "start" : x > 90 ? "end" : "middle");

/** What a letter takes of a figure half as wide as a page, in per cent. */
const letter = 2.3;

/** From where to where a label reaches. */
function reachOf(x: number, text: string): [from: number, to: number] {
  const width = text.length * letter + 3;
  const anchor = anchorAt(x);
  return anchor === "start"
    ? [0, width]
    : anchor === "end"
      ? [100 - width, 100]
      : [x - width / 2, x + width / 2];
}

/** As many days along the floor as have room, the last reading and the target first. */
function dayLabels(chart: MeasureChart, at: (day: Day) => number): Shape[] {
  const last = chart.readings.at(-1)?.day;
  const placed: { x: number; text: string; from: number; to: number }[] = [];
  for (const day of [last, chart.target?.day, ...chart.readings.map(reading => reading.day)]) {
    if (!day) continue;
    const x = at(day);
    const text = formatShortDay(day, chart.today);
    const [from, to] = reachOf(x, text);
    if (!placed.some(other => from < other.to && other.from < to)) placed.push({ x, text, from, to });
  }
  return placed.map(({ x, text }) => {
    const anchor = anchorAt(x);
    const edge = anchor === "start" ? 0 : anchor === "end" ? 100 : x;
    return words("", edge, floor + 20, text, anchor);
  });
}

/** Under its dot, unless the floor, the target's line or a steep line of the data is there. */
function lastLabel(said: string, { x, y }: Place, before: Place | undefined, goal: number | null): Shape {
  if (before && x - before.x < 12 && x < 75) return words("said", x, y + 5, said, "start", 11);
  const isTaken = y + 22 > floor - 6 || (goal !== null && Math.abs(goal - (y + 17)) < 12);
  return words("said", x, isTaken ? y - 12 : y + 22, said, anchorAt(x));
}

/** On the side that the line turns away from; left out where the target's word already is. */
function firstLabel(said: string, start: Place, next: Place | undefined, goal: number | null): Shape[] {
  if (!next) return [];
  const y = next.y > start.y ? start.y - 9 : start.y + 18;
  return goal !== null && Math.abs(y - (goal - 7)) < 14 ? [] : [words("", start.x, y, said, "start", 9)];
}

function targetShapes(said: string, goal: number): Shape[] {
  return [
    line("target", { x: 0, y: goal }, { x: 100, y: goal }),
    words("wanted-word", 0, goal - 7, `target ${said}`),
  ];
}

/** The readings as a line of ink, the target as a dotted one in the accent; null while there is nothing to draw. */
export function measureChart(chart: MeasureChart): Drawing | null {
  const { readings, target } = chart;
  const at = widthOf([...readings.map(({ day }) => day), ...(target?.day ? [target.day] : [])]);
  const up = heightOf([...readings.map(({ value }) => value), ...(target ? [target.value] : [])]);
  const places = readings.map(({ day, value }) => ({ x: at(day), y: up(value) }));
  const [first, last] = [readings[0], readings.at(-1)];
  const [start, end] = [places[0], places.at(-1)];
  if (!first || !last || !start || !end) return null;
  const goal = target ? up(target.value) : null;
  const said = readings.map(reading => `${reading.said} on ${formatShortDay(reading.day, chart.today)}`);
  return {
    height,
    words: `${chart.name}: ${said.join(", ")}${target ? `; target ${target.said}` : ""}`,
    shapes: [
      line("axis", { x: 0, y: floor }, { x: 100, y: floor }),
      ...(target && goal !== null ? targetShapes(target.said, goal) : []),
      ...places.slice(1).map((place, index) => line("data", places[index] ?? place, place)),
      ...places.slice(0, -1).map(({ x, y }) => dot("dot", x, y, 3.5)),
      ...firstLabel(first.said, start, places[1], goal),
      dot("dot-last", end.x, end.y, 5),
      lastLabel(last.said, end, places.at(-2), goal),
      ...dayLabels(chart, at),
    ],
  };
}
