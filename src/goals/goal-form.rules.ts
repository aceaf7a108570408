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

const sponsorId = oneOf("Sponsor", { hint: "Speaks for leadership." });
const partnerId = oneOf("Partner in technology", { hint: "Speaks for technology." });
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
  .strictObject({ ...aboutGoal, sponsorId, partnerId, startsOn, due, ...whenAndWhere, forWhom, measures })
  .refine(inOrder, outOfOrder);

/** A draft may leave open who and when. */
export const draftForm = z
  .strictObject({
    ...aboutGoal,
    sponsorId: sponsorId.optional(),
    partnerId: partnerId.optional(),
    startsOn,
    due: due.optional(),
    ...whenAndWhere,
    forWhom,
    measures,
  })
  .refine(inOrder, outOfOrder);
export type NewGoal = z.output<typeof draftForm>;

/** A draft's own text, seats included. */
export const draftEditForm = z
  .strictObject({
    ...aboutGoal,
    sponsorId: sponsorId.optional(),
    partnerId: partnerId.optional(),
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
export type GoalEdit = z.output<typeof draftEditForm>;

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
  personId: oneOf("To whom"),
});
