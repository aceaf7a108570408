import { compareDays, type Day, durationWords, formatShortDay } from "../shared/dates.ts";
import { dateBar } from "../web/date-bar.ts";
import type { FigureView } from "../web/drawing.ts";
import { expectedWords } from "./days.pages.ts";
import { type DaysRow, gapDays } from "./days.rules.ts";

type Wanted = {
  /** The day that is wanted: a request's needed-by day, a goal's due one. */
  due: Day | null;
  dueWord: "needed" | "due";
  promised: Day | null;
  /** The 80 % day that was said when it was promised. */
  said: Day | null;
  today: Day;
  /** How such days held, in a sentence. */
  held: string | null;
  /** Whether the reader may open the page that says more of it; a board member may not. */
  seesHeld?: boolean;
};

/** By when it is done, drawn beside what is wanted; null where there is no range to draw. */
export function daysFigure(days: DaysRow | undefined, wanted: Wanted): FigureView | null {
  if (!days || days.lacks || days.p50 === null || days.p80 === null) return null;
  const { p50, p80, p95 } = days;
  const { due, dueWord, promised, today } = wanted;
  const gap = gapDays(days, due) ?? 0;
  const marks = [
    ...(due ? [{ word: dueWord, day: due }] : []),
    ...(promised && promised !== due ? [{ word: "promised", day: promised }] : []),
  ].sort((a, b) => compareDays(a.day, b.day));
  const isLast = marks.at(-1)?.day === due;
  return {
    caption: expectedWords(days, due, today, "Done by", wanted.seesHeld),
    drawing: dateBar({
      ...{ even: p50, eightInTen: p80, nineteenInTwenty: p95, wanted: marks, today },
      gap: gap > 0 && isLast ? `${durationWords(gap)} late` : null,
    }),
    table: tableOf(days, wanted),
    note: wanted.held,
  };
}

function tableOf({ p50, p80, p95 }: DaysRow, { due, dueWord, promised, said, today }: Wanted) {
  const rows: [name: string, day: Day | null][] = [
    ["1 in 2", p50],
    ["8 in 10", p80],
    ["19 in 20", p95],
    ["8 in 10, as said with the promise", said],
    [dueWord === "needed" ? "Needed by" : "Due", due],
    ["Promised until", promised],
  ];
  return {
    summary: "As a table",
    caption: "Chance that it is done",
    heads: ["Chance", "By"],
    rows: rows.flatMap(([name, day]) => (day ? [{ name, value: formatShortDay(day, today) }] : [])),
  };
}
