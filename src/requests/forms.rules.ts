import { z } from "zod";
import { forWhom } from "../people/named.rules.ts";
import { type Day, formatShortDay } from "../shared/dates.ts";
import {
  area,
  checkbox,
  choice,
  day,
  line,
  manyOf,
  oneOf,
  optionalDay,
  wholeNumber,
} from "../shared/fields.ts";
import { kindWords, requestKinds, studentDataAnswers } from "./requests.rules.ts";

/** What only a `data or report` says; other kinds leave it empty. */
const dataQuestions = {
  question: area("The question to answer", { rows: 2 }),
  decision: area("The decision it informs", { rows: 2 }),
  users: line("Who will use it"),
  frequency: line("How often", {
    width: "half",
    hint: "Each morning, before every board meeting, once.",
  }),
};
const dataKeys = ["question", "decision", "users", "frequency"] as const;

const neededBy = { hint: "The day after which it no longer helps, not the day you would like it." };

const shape = {
  title: line("Title", {
    max: 160,
    hint: "Name the thing, not the fix, like “Class lists for the reading screener”. Others find it by these words.",
  }),
  need: area("What do you want to do that you cannot do today", {
    hint: "How it goes today, and how it should go. Like: “A child who joins on Tuesday waits six days; I want to screen them on Wednesday.”",
  }),
  kind: choice("Kind", requestKinds, { words: kindWords }),
  question: dataQuestions.question.optional(),
  decision: dataQuestions.decision.optional(),
  users: dataQuestions.users.optional(),
  frequency: dataQuestions.frequency.optional(),
  why: area("What gets better for students", {
    rows: 3,
    hint: "Which students, and how you would notice. Like: “New children get the right reading group in their first week.”",
  }),
  goals: manyOf("Goals it serves", { max: 20 }),
  /** Offers more goals to choose from; nothing of it is kept. */
  goalWords: line("Find another goal", {
    max: 100,
    width: "half",
    hint: "A word of its title.",
  }).optional(),
  neededBy: day("Needed by", neededBy),
  school: line("School or department", { max: 120, width: "half", autocomplete: "organization" }),
  people: wholeNumber("How many people it touches", { hint: "A guess is fine.", unit: "people" }),
  forWhom,
  studentData: choice("Does student data move between systems for this?", studentDataAnswers),
  isRestricted: checkbox("This is a security matter: show it only to technology and the liaison group"),
};

/** Asked even where another answer is wrong, so that nobody is sent back twice. */
const asksItsQuestions = z.superRefine(
  (given: { kind?: string } & Partial<Record<(typeof dataKeys)[number], string>>, ctx) => {
    if (given.kind !== "data or report") return;
    for (const key of dataKeys) {
      const asked = dataQuestions[key].safeParse(given[key]);
      if (given[key] === undefined && asked.error)
        ctx.addIssue({ code: "custom", path: [key], message: asked.error.issues[0]?.message ?? "" });
    }
  },
  { when: () => true },
);

/** A request as it is sent. */
export const requestForm = z.strictObject(shape).check(asksItsQuestions);

const dated = (day: Day) => formatShortDay(day, "");

/** The same on a day: what is needed by a day that is past can no longer help; the day that it has may stay. */
export const requestFormOn = (today: Day, kept: Day | null = null) =>
  z
    .strictObject({
      ...shape,
      neededBy: day("Needed by")
        .refine(value => value > today || value === kept, {
          error: ({ input }) => `${dated(String(input))} is past. Enter a day after today, ${dated(today)}.`,
        })
        .meta({ control: "day", width: "day", label: "Needed by", ...neededBy }),
    })
    .check(asksItsQuestions);

/** A draft needs a name; the rest can wait. */
export const draftForm = z.strictObject({
  ...shape,
  need: shape.need.optional(),
  kind: shape.kind.optional(),
  why: shape.why.optional(),
  neededBy: optionalDay("Needed by", neededBy),
  school: shape.school.optional(),
  people: shape.people.optional(),
  studentData: shape.studentData.optional(),
});

export type RequestInput = z.output<typeof draftForm>;

/** A button alone. */
export const nothingForm = z.strictObject({});

const reason = (label: string, hint: string) => area(label, { max: 2000, rows: 3, hint });

export const questionForm = z.strictObject({
  question: reason("Question", "What you need to know to decide. It goes to the requester by mail."),
});
export const answerForm = z.strictObject({
  answer: reason("Answer", "It goes back to the liaison group."),
});
export const acceptanceForm = z.strictObject({
  note: area("Note", {
    max: 2000,
    rows: 2,
    hint: "What technology should know for its estimate.",
  }).optional(),
});
/** A new system is accepted only once its reviews are in. */
export const newSystemForm = z.strictObject({
  note: reason(
    "What the reviews say",
    "Instruction, privacy, technical and money: who answered what. A new system is accepted only with all four.",
  ),
});
export const refusalForm = z.strictObject({
  reason: reason("Reason", "The requester reads it. Say what would change the answer."),
});
export const deferralForm = z.strictObject({
  until: day("Until", { hint: "On this day it comes back by itself to where it is now." }),
  reason: area("Reason", { max: 2000, rows: 2 }).optional(),
});
export const duplicateForm = z.strictObject({
  of: line("Duplicate of", { max: 12, width: "few", hint: "The number of the one that stays, like R-203." }),
});
export const assignmentForm = z.strictObject({
  liaison: oneOf("Looks after it", {
    none: "Nobody",
    hint: "Sees to it that it is decided. Any liaison can still decide it.",
  }).optional(),
  seen: z.string().max(40).optional().meta({ control: "hidden", label: "Looked after it" }),
});
export const reopeningForm = z.strictObject({ reason: reason("Reason", "Why it is looked at again.") });
export const commitmentForm = z.strictObject({
  from: day("From", { hint: "The first day on which it can be there." }),
  to: day("To", { hint: "The day by which it is promised." }),
  rank: wholeNumber("Rank", { min: 1, max: 9999, hint: "1 is done first." }),
});
export const recallForm = z.strictObject({
  reason: reason("Reason", "Everyone who counts on the day reads it."),
});
export const deliveryForm = z.strictObject({
  note: area("What was delivered", { max: 2000, rows: 3, hint: "Where it is, and how to begin." }),
});
export const confirmationForm = z.strictObject({
  note: area("A word on how it works", { max: 2000, rows: 2 }).optional(),
});
export const notYetForm = z.strictObject({
  missing: reason("What is missing", "Technology reads it and goes on from there."),
});
export const withdrawalForm = z.strictObject({
  reason: area("Reason", { max: 2000, rows: 2 }).optional(),
});
export const neededTooForm = z.strictObject({
  school: line("School or department", { max: 120, width: "half", autocomplete: "organization" }),
  line: line("What it would change for you", { max: 300 }),
});
