import type { z } from "zod";
import { refOf } from "../records/records.rules.ts";
import { fiscalYearOf } from "../shared/dates.ts";
import type { FieldError, Option, Typed } from "../web/forms.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import type { ClashView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import type { Budget } from "./budget.queries.ts";
import { verbPath } from "./budget-deeds.pages.ts";
import { type On, yearName } from "./budget-words.pages.ts";

export type BudgetFormPage = {
  /** null for a new one. */
  it: Budget | null;
  schema: z.ZodObject;
  values: Record<string, unknown>;
  options: Record<string, Option[]>;
  typed?: Typed;
  errors?: FieldError[];
  clash: ClashView | null;
  /** Who will be told by submitting it. */
  told: string;
  on: On;
};

/** The current fiscal year and the five after it, and the one that a draft has already. */
export function yearOptions(on: On, stored: number | null): Option[] {
  const current = fiscalYearOf(on.today, on.district.fiscalYearStart);
  const years = Array.from({ length: 6 }, (_, index) => current + index);
  return [...new Set([...(stored ? [stored] : []), ...years])]
    .sort((a, b) => a - b)
    .map(year => ({ value: String(year), label: yearName(year, on) }));
}

export const servedOption = (record: {
  id: string;
  kind: string;
  number: number;
  title: string;
}): Option => ({
  value: record.id,
  label: `${refOf(record.kind === "goal" ? "goal" : "request", record.number)} ${record.title}`,
});

/** The stored draft as its form has it. */
export const storedValues = ({ record, row, lines }: Budget, servesIds: readonly string[]) => ({
  title: record.title,
  fiscalYear: row.fiscalYear,
  servesIds,
  justification: row.justification,
  ifDeclined: row.ifDeclined,
  lines: lines.map(line => ({ ...line, years: line.recurrence === "annual" ? line.years : null })),
});

const parts = [
  { heading: "1. What it is for", fields: ["title", "fiscalYear", "servesIds"] },
  { heading: "2. What it pays for", fields: ["lines"] },
  { heading: "3. Why", fields: ["justification", "ifDeclined", "forWhom"] },
] as const;

export function budgetFormPage(page: BudgetFormPage) {
  const { it, on } = page;
  const number = it && refOf("budget", it.record.number);
  const form = formView(page.schema, {
    action: it ? verbPath(it, "edit") : paths.list("budget"),
    submit: "Submit",
    told: `${page.told} A draft tells nobody.`,
    also: [{ value: "draft", label: "Save draft" }],
    version: it?.record.version ?? null,
    values: page.values,
    typed: page.typed,
    errors: page.errors,
    options: page.options,
    parts,
  });
  return {
    head: pageHead({
      heading: number ? `Edit ${number}` : "Ask for money",
      kicker: say(it ? it.record.title : "New budget request"),
      standing: say(
        "Five people agree before money is reserved: you, a liaison of each side, finance and an approver. ",
        `The current fiscal year is ${yearName(fiscalYearOf(on.today, on.district.fiscalYearStart), on)}.`,
      ),
      form,
    }),
    clash: page.clash,
    form,
  };
}
