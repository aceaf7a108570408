import { type Day, dayOf, formatDay, formatShortDay } from "../shared/dates.ts";
import type { FigureView } from "../web/drawing.ts";
import { measureChart } from "../web/measure-chart.ts";
import { paths } from "../web/paths.ts";
import { type Part, say, strong } from "../web/sentence.ts";
import { shortDay } from "./goal-words.pages.ts";
import type { Goal } from "./goals.queries.ts";
import type { MeasureRow, ReadingRow } from "./measures.queries.ts";
import { baselineWords, formatNumber, formatValue, isReached, targetWords } from "./measures.rules.ts";

/** Values in a chart go without their unit, but for a percent sign. */
const bare = (value: number, unit: string) => (unit === "%" ? formatValue(value, unit) : formatNumber(value));

type On = { today: Day; zone: string };

/** Where the baseline stands in time: the day the goal starts, else the day it was made. */
const baselineDay = ({ record, row }: Goal, first: Day | undefined, zone: string): Day => {
  const day = row.startsOn ?? dayOf(record.createdAt, zone);
  return first !== undefined && first < day ? first : day;
};

function nowWords(measure: MeasureRow, last: ReadingRow | undefined): string {
  if (!last) {
    const baseline = baselineWords(measure, measure.unit);
    return baseline === "" ? "No reading yet." : `${baseline} at the start, no reading yet.`;
  }
  const reached = isReached(measure.direction, last.value, measure.target);
  return `${formatValue(last.value, measure.unit)}${reached ? ", where it should be." : " so far."}`;
}

function targetPart(measure: MeasureRow, due: Day | null, today: Day): Part[] {
  const target = targetWords(measure, measure.unit);
  if (target === "") return say(" No target is set.");
  return due
    ? say(` The target is ${target} by `, shortDay(due, today), ".")
    : say(` The target is ${target}.`);
}

const readingWords = ({ value, note, source }: ReadingRow, unit: string): string =>
  [formatValue(value, unit), note, source && `from ${source}`].filter(Boolean).join("; ");

/** A measure in a sentence, a chart and a table. */
function measureFigure(
  goal: Goal,
  measure: MeasureRow,
  readings: readonly ReadingRow[],
  { today, zone }: On,
): FigureView {
  const due = measure.due ?? goal.record.due;
  const start = baselineDay(goal, readings[0]?.day, zone);
  const first =
    measure.baseline === null
      ? []
      : [{ day: start, value: measure.baseline, said: bare(measure.baseline, measure.unit) }];
  const drawn = readings.map(({ day, value }) => ({ day, value, said: bare(value, measure.unit) }));
  const target =
    measure.target === null
      ? null
      : { value: measure.target, said: bare(measure.target, measure.unit), day: due };
  const chart = measureChart({ name: measure.name, readings: [...first, ...drawn], target, today });
  const baseline = baselineWords(measure, measure.unit);
  const rows = [
    ...(baseline === "" ? [] : [{ name: `${formatShortDay(start, today)}, baseline`, value: baseline }]),
    ...readings.map(each => ({ name: formatDay(each.day, today), value: readingWords(each, measure.unit) })),
  ];
  return {
    caption: say(
      strong(measure.name),
      `: ${nowWords(measure, readings.at(-1))}`,
      ...targetPart(measure, due, today),
    ),
    drawing: first.length + drawn.length < 2 && !target ? null : chart,
    table:
      rows.length === 0
        ? null
        : { summary: "Readings as a table", caption: measure.name, heads: ["Day", "Value"], rows },
    note: null,
  };
}

export type MeasureView = { figure: FigureView; editHref: string | null };

/** All measures of a goal; each can be edited by those who may edit the goal. */
export function measureViews(
  goal: Goal,
  measures: readonly MeasureRow[],
  readings: readonly ReadingRow[],
  on: On & { canEdit: boolean },
): MeasureView[] {
  const byMeasure = Map.groupBy(readings, reading => reading.measureId);
  return measures.map(measure => ({
    figure: measureFigure(goal, measure, byMeasure.get(measure.id) ?? [], on),
    editHref: on.canEdit ? paths.verb("goal", goal.record.number, `measures/${measure.id}/edit`) : null,
  }));
}
