import type { Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import type { GoalViews } from "./check-ins.queries.ts";
import { checkInForm } from "./check-ins.rules.ts";
import type { DeedForm } from "./deed-form.pages.ts";
import { verbPath } from "./goal-deeds.pages.ts";
import { sideWords } from "./goal-words.pages.ts";
import { twoViews } from "./goals.pages.ts";
import type { Goal } from "./goals.queries.ts";
import type { MeasureRow } from "./measures.queries.ts";
import { measureForm, readingForm, targetWords } from "./measures.rules.ts";
import { pastedReadingsForm } from "./pasted-readings.rules.ts";

export const newMeasurePage = (goal: Goal): DeedForm => ({
  schema: measureForm,
  action: verbPath(goal, "add a measure"),
  heading: "Add a measure",
  standing: "A number that both sides look at, with where it stands and where it should be.",
  submit: "Add measure",
});

export function editMeasurePage(goal: Goal, measure: MeasureRow, told: string): DeedForm {
  const written =
    measure.target === null && measure.targetText ? ` The plan says “${measure.targetText}”.` : "";
  return {
    schema: measureForm,
    action: paths.verb("goal", goal.record.number, `measures/${measure.id}`),
    heading: "Edit this measure",
    standing: `The history keeps what was there before.${written}`,
    submit: "Keep changes",
    told,
    values: measure,
    isEdit: true,
  };
}

/** A reading of today, of the measure that was clicked or the first one. */
export const readingPage = (
  goal: Goal,
  measures: readonly MeasureRow[],
  chosen: string | null,
  today: Day,
): DeedForm => ({
  schema: readingForm,
  action: verbPath(goal, "add a reading"),
  heading: "Add a reading",
  standing: "What the measure says now. It stands in the chart beside the target.",
  also: { href: paths.verb("goal", goal.record.number, "readings/pasted"), label: "Paste several" },
  submit: "Add reading",
  values: { measureId: chosen ?? measures[0]?.id ?? null, day: today },
  options: { measureId: measureOptions(measures) },
});

const measureOptions = (measures: readonly MeasureRow[]) =>
  measures.map(measure => {
    const target = targetWords(measure, measure.unit);
    return { value: measure.id, label: target ? `${measure.name}, target ${target}` : measure.name };
  });

export const pastedReadingsPage = (
  goal: Goal,
  measures: readonly MeasureRow[],
  chosen: string | null,
): DeedForm => ({
  schema: pastedReadingsForm,
  action: paths.verb("goal", goal.record.number, "readings/pasted"),
  heading: "Paste readings",
  standing:
    "All of them or none. A reading that is there already, of that day with that value, is not added again.",
  submit: "Add readings",
  values: { measureId: chosen ?? measures[0]?.id ?? null },
  options: { measureId: measureOptions(measures) },
});

/** Whoever speaks for one side is not asked which. */
const ownSideForm = checkInForm.extend({
  side: checkInForm.shape.side.meta({ control: "hidden", label: "For which side" }),
});

export const checkInPage = (
  goal: Goal,
  sides: readonly Side[],
  views: GoalViews | undefined,
  today: Day,
): DeedForm => ({
  schema: sides.length === 1 ? ownSideForm : checkInForm,
  action: verbPath(goal, "check in"),
  heading: sides.length === 1 && sides[0] ? `Check in for ${sides[0]}` : "Check in",
  standing: "Say in a sentence how it goes. Everybody reads it beside the view of the other side.",
  submit: "Check in",
  values: { side: sides[0] ?? null },
  options: { side: sides.map(side => ({ value: side, label: sideWords[side] })) },
  ...(views ? { views: twoViews(goal, views, today) } : {}),
});
