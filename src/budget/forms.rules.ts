import { z } from "zod";
import { forWhom } from "../people/named.rules.ts";
import { area, day, line, manyOf, money, oneOf, optionalDay, rows, wholeNumber } from "../shared/fields.ts";
import { type LineDecision, lineForm } from "./lines.rules.ts";

const head = {
  title: line("Title", { max: 150 }),
  fiscalYear: wholeNumber("Fiscal year", { min: 2000, max: 2199, control: "select", width: "day" }),
  servesIds: manyOf("Goals and requests served", {
    hint: "Another one? Open its page and choose “Ask for money for it”.",
  }),
};
const words = {
  justification: area("Justification", { hint: "What it is for, and why this much." }),
  ifDeclined: area("What if declined", { hint: "What stops, what it costs instead, who waits." }),
};
const lines = (min: number) => rows("Lines", lineForm, { min, rows: 2, addRow: "Add a line" });

/** What "Submit" asks for, and what the form shows. */
export const budgetForm = z.strictObject({ ...head, lines: lines(1), ...words, forWhom });
/** What "Save draft" asks for. */
export const budgetDraftForm = z.strictObject({
  ...head,
  lines: lines(0),
  justification: words.justification.optional(),
  ifDeclined: words.ifDeclined.optional(),
  forWhom,
});
export const budgetEditForm = budgetForm.omit({ forWhom: true });
export const budgetDraftEditForm = budgetDraftForm.omit({ forWhom: true });
export type BudgetInput = z.output<typeof budgetDraftForm>;

const comment = (label: string) => area(label, { max: 2000, rows: 3 });

/** A verb of one button. */
export const plainForm = z.strictObject({});
export const commentForm = z.strictObject({ comment: comment("Comment").optional() });
export const returnForm = z.strictObject({ comment: comment("What has to change") });
export const takeUpForm = z.strictObject({ forWhom });
export const actualForm = z.strictObject({
  cents: money("Spent so far", { hint: "On this line, over all its years." }),
});

const boardLook = { hint: "The day on which the board decides." };
const boardDay = optionalDay("Board meeting", {
  hint: "If the board decides on it, the day of its meeting.",
});

type FormLine = { id: string; position: number; label: string };
type Values = Record<string, unknown>;

const sourceName = ({ position }: FormLine) => `source${position}`;
const approveName = ({ position }: FormLine) => `approve${position}`;
const perLine = <F>(lines: readonly FormLine[], fieldsOf: (line: FormLine) => [name: string, field: F][]) =>
  Object.fromEntries(lines.flatMap(fieldsOf));

const sourceField = (line: FormLine) => oneOf(`Source, ${line.label}`, { none: "Not yet" }).optional();

/** What finance looks at: a source for each line, and when the board meets. */
export const reviewForm = (lines: readonly FormLine[]) =>
  z.strictObject({
    ...perLine(lines, line => [[sourceName(line), sourceField(line)]]),
    boardDay,
    comment: comment("Comment").optional(),
  });

/** What an approver says of each line; above the district's threshold also when the board met. */
export const decisionForm = (lines: readonly FormLine[], takesBoard: boolean) =>
  z.strictObject({
    ...perLine<z.ZodType>(lines, line => [
      [approveName(line), money(`Approve, ${line.label}`)],
      [sourceName(line), sourceField(line)],
    ]),
    boardDay: takesBoard ? day("Board meeting", boardLook) : boardDay,
    comment: comment("Comment").optional(),
  });

export const lineFieldNames = (line: FormLine) => ({ approve: approveName(line), source: sourceName(line) });

const textIn = (values: Values, name: string): string | null => {
  const value = values[name];
  return typeof value === "string" ? value : null;
};

export const sourcesIn = (lines: readonly FormLine[], values: Values): Map<string, string> =>
  new Map(
    lines.flatMap(line => {
      const id = textIn(values, sourceName(line));
      return id ? [[line.id, id] as const] : [];
    }),
  );

export const decisionsIn = (lines: readonly FormLine[], values: Values): Map<string, LineDecision> =>
  new Map(
    lines.flatMap(line => {
      const cents = values[approveName(line)];
      if (typeof cents !== "number") return [];
      return [[line.id, { approvedCents: cents, sourceId: textIn(values, sourceName(line)) }] as const];
    }),
  );
