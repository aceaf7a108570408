import type { z } from "zod";
import type { Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { chosenWords, type DigestDay } from "../told/told.pages.ts";
import { facts } from "../web/parts.ts";
import { say } from "../web/sentence.ts";
import type { DeedForm } from "./deed-form.pages.ts";
import { verbPath } from "./goal-deeds.pages.ts";
import { achieveForm, handOverForm, holdForm, noWords, retireForm, sendBackForm } from "./goal-form.rules.ts";
import { shortDay, sideWords } from "./goal-words.pages.ts";
import type { Goal } from "./goals.queries.ts";
import { type HandshakeSeat, handshake } from "./goals.rules.ts";
import type { MeasureRow } from "./measures.queries.ts";
import { baselineWords, targetWords } from "./measures.rules.ts";

type Words = Pick<DeedForm, "heading" | "standing" | "submit">;

const words = {
  hold: {
    heading: "Put this goal on hold",
    standing: "Nobody is asked to check in until somebody resumes it.",
    submit: "Put on hold",
  },
  achieve: {
    heading: "Mark this goal achieved",
    standing: "It ends here, with its last readings or your sentence.",
    submit: "Mark achieved",
  },
  retire: {
    heading: "Retire this goal",
    standing: "It ends without being achieved, and the reason stays.",
    submit: "Retire this goal",
  },
  "send back": {
    heading: "Send this goal back",
    standing: "It becomes a draft again, seen only by its author, those named and the liaisons.",
    submit: "Send back",
  },
  discard: {
    heading: "Discard this draft",
    standing: "It leaves every list. You can take this step back within an hour.",
    submit: "Discard this draft",
  },
} as const satisfies Record<string, Words>;

const schemas = {
  hold: holdForm,
  achieve: achieveForm,
  retire: retireForm,
  "send back": sendBackForm,
  discard: noWords,
} as const satisfies Record<keyof typeof words, z.ZodObject>;

/** The form of a move that asks for a reason at most. */
export const moveForm = (goal: Goal, verb: keyof typeof words): DeedForm => ({
  ...words[verb],
  schema: schemas[verb],
  action: verbPath(goal, verb),
});

/** What somebody gives a side's word for, before the button. */
export function confirmPage(
  goal: Goal,
  { side, inPlaceOf }: { side: Side; inPlaceOf: string | null },
  measures: readonly MeasureRow[],
  today: Day,
): DeedForm {
  const standIn = inPlaceOf === null ? "" : ` You do it for ${inPlaceOf}, and the history names both of you.`;
  const other = handshake.sponsor === side ? "partner" : "sponsor";
  const completes = goal.state === "proposed" && goal.confirmed[other] && measures.length > 0;
  const promised = (measure: MeasureRow): [string, string] => {
    const from = baselineWords(measure, measure.unit);
    const to = targetWords(measure, measure.unit) || "no target yet";
    return ["Measure", `${measure.name}: ${from ? `from ${from} to ` : ""}${to}`];
  };
  return {
    schema: noWords,
    action: verbPath(goal, "confirm"),
    heading: goal.record.title,
    standing: completes
      ? `${sideWords[handshake[other]]} has confirmed it. With your word for ${side} it is active.${standIn}`
      : `You give the word of ${side}. Read what it promises first.${standIn}`,
    submit: inPlaceOf === null ? "Confirm goal" : `Confirm goal for ${inPlaceOf}`,
    promise: facts(
      ["Why", goal.row.why || "nobody has written it yet"],
      ["Due", goal.record.due ? say(shortDay(goal.record.due, today)) : "no day is set"],
      ...measures.map(promised),
      ...(measures.length === 0 ? [["Measure", "none yet"] as [string, string]] : []),
      ["Check-ins", goal.row.rhythm],
    ),
  };
}

export const handOverPage = (goal: Goal, seat: HandshakeSeat, day: DigestDay): DeedForm => ({
  schema: handOverForm,
  action: verbPath(goal, "hand over"),
  heading: goal.seats[seat] ? `Hand over the ${seat}’s seat` : `Name a ${seat}`,
  standing: `The new ${seat} speaks for ${handshake[seat]} and is asked to confirm the goal.`,
  told: chosenWords(`the new ${seat}`, day),
  submit: goal.seats[seat] ? "Hand over" : `Name as ${seat}`,
  values: { seat },
});
