import { formatShortDay } from "../shared/dates.ts";
import { type Drawing, line, rect, type Shape, words } from "../web/drawing.ts";
import type { Week } from "./weeks.rules.ts";

const height = 150;
const base = 120;
const top = 14;

/** Bars of what is promised under a line of what there is. */
export function weeksChart(weeks: readonly Week[]): Drawing {
  const most = Math.max(1, ...weeks.flatMap(({ available, promised }) => [available, promised]));
  const y = (hours: number) => base - ((base - top) * hours) / most;
  const width = 100 / weeks.length;
  const shapes = weeks.flatMap(({ monday, available, promised }, index): Shape[] => {
    const x = index * width;
    // Nearer to the end a day would run over the edge of a phone.
    const isNamed = index % 4 === 0 && x < 85;
    return [
      rect("range", x + width * 0.2, width * 0.6, y(promised), base - y(promised)),
      line("target", { x, y: y(available) }, { x: x + width, y: y(available) }),
      ...(isNamed ? [words("", x, height - 8, formatShortDay(monday, monday))] : []),
    ];
  });
  return {
    height,
    words: "Hours promised in each week as bars, hours there are as a line",
    shapes: [line("axis", { x: 0, y: base }, { x: 100, y: base }), ...shapes],
  };
}
