import { z } from "zod";
import { forWhom } from "../people/named.rules.ts";
import { area, choice, day, line, manyOf, oneOf, optionalDay, rows } from "../shared/fields.ts";
import { handshakeSeats, rhythms } from "./goals.rules.ts";
import { measureRow } from "./measures.rules.ts";

const why = area("Why for students", {
  max: 4000,
  hint: "Which students, what they lack today, and what gets better for them.",
});

const aboutGoal = {
  title: line("Title", { max: 300, hint: "What will be true when it is reached." }),
  priorityId: oneOf("Priority"),
  why,
};

const whenAndWhere = {
  schools: line("Schools or departments", { max: 500 }).optional(),
  rhythm: choice("Rhythm of check-ins", rhythms, { hint: "How often each side says how it goes." }),
};

const named = { max: 254, width: "half", isPerson: true } as const;
const sponsor = line("Sponsor", { ...named, hint: "Speaks for leadership. A name or an e-mail address." });
const partner = line("Partner in technology", {
  ...named,
  hint: "Speaks for technology. A name or an e-mail address.",
});
const startsOn = optionalDay("Starts");
const due = day("Due");
const measures = rows("Measures", measureRow, {
  max: 20,
  addRow: "Add a measure",
  hint: "The goal needs at least one to become active. You can add it later.",
}).optional();

type Dated = { startsOn?: string | undefined; due?: string | undefined };

const inOrder = ({ startsOn: from, due: to }: Dated): boolean => !from || !to || from <= to;
/** Also told when another field is wrong, so that nobody mends the form twice. */
const outOfOrder = {
  path: ["due"],
  error: "“Due” is before “Starts”. Enter a later day.",
  when: ({ value }: { value: unknown }) => typeof value === "object" && value !== null,
};

/** What a goal needs before it can be proposed. */
export const goalForm = z
  .strictObject({ ...aboutGoal, sponsor, partner, startsOn, due, ...whenAndWhere, forWhom, measures })
  .refine(inOrder, outOfOrder);

/** A draft may leave open who and when. */
export const draftForm = z
  .strictObject({
    ...aboutGoal,
    sponsor: sponsor.optional(),
    partner: partner.optional(),
    startsOn,
    due: due.optional(),
    ...whenAndWhere,
    forWhom,
    measures,
  })
  .refine(inOrder, outOfOrder);
type Named = "sponsor" | "partner";
/** Who sits, once it is known whom the names mean. */
export type Seated = Partial<Record<`${Named}Id`, string>>;
export type NewGoalForm = z.output<typeof draftForm>;
export type NewGoal = Omit<NewGoalForm, Named> & Seated;

/** A draft's own text, seats included. */
export const draftEditForm = z
  .strictObject({
    ...aboutGoal,
    sponsor: sponsor.optional(),
    partner: partner.optional(),
    startsOn,
    due: due.optional(),
    ...whenAndWhere,
  })
  .refine(inOrder, outOfOrder);

/** From proposing on, a seat changes only by handing it over, and a day stays promised. */
export const goalEditForm = z
  .strictObject({ ...aboutGoal, startsOn, due, ...whenAndWhere })
  .refine(inOrder, outOfOrder);

/** A plan may have named no day. */
export const undatedEditForm = z
  .strictObject({ ...aboutGoal, startsOn, due: due.optional(), ...whenAndWhere })
  .refine(inOrder, outOfOrder);
export type GoalEditForm = z.output<typeof draftEditForm>;
export type GoalEdit = Omit<GoalEditForm, Named> & Seated;

const reason = (label: string, hint?: string) => z.strictObject({ reason: area(label, { max: 2000, hint }) });

export const holdForm = reason("Why it is put on hold", "Nobody is asked to check in until it is resumed.");
export const retireForm = reason("Why it is retired");
export const sendBackForm = reason("What is missing", "Its author reads this on the goal.");
/** A deed that needs no word more. */
export const noWords = z.strictObject({});

export const achieveForm = z.strictObject({
  note: area("How it was achieved", {
    max: 2000,
    hint: "May stay empty when each measure has a reading.",
  }).optional(),
});

/** What goes along is ticked; what is not ticked stays where it is. */
export const copyForm = z
  .strictObject({
    title: line("Title", { max: 300, hint: "Change the year, if it names one." }),
    why,
    startsOn,
    due,
    sides: manyOf("Who stands for it", { max: 2 }),
    measures: manyOf("Measures", { hint: "Each begins where it stands today, with the target it has." }),
    requests: manyOf("Open requests", {
      max: 200,
      hint: "They stay the same requests, and come under the new goal too once it is active.",
    }),
    work: manyOf("Unfinished work", { max: 200, hint: "It goes on as it is, and serves the new goal too." }),
  })
  .refine(inOrder, outOfOrder);
export type CopyInput = z.output<typeof copyForm>;

export const handOverForm = z.strictObject({
  seat: choice("Seat", handshakeSeats, { control: "hidden" }),
  to: line("To whom", { ...named, hint: "A name or an e-mail address." }),
});
