import { refOf } from "../records/records.rules.ts";
import { fiscalYearOf } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { nobodyTold } from "../told/told.pages.ts";
import { type FormView, formView } from "../web/forms.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { type ClashView, facts, type HistoryView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import { yearOptions } from "./budget-form.pages.ts";
import { type On, yearName } from "./budget-words.pages.ts";
import { leftCell } from "./sources.pages.ts";
import type { AmountRow, Promised, Source } from "./sources.queries.ts";
import { amountForm, canManageSources, type Holding, sourceForm } from "./sources.rules.ts";

export function sourcePage(given: {
  source: Source;
  holdings: Holding[];
  amounts: AmountRow[];
  promised: Promised[];
  history: HistoryView;
  failed: FailedForm | undefined;
  reader: Person;
  on: On;
}) {
  const { source, holdings, amounts, reader, on, failed } = given;
  const manages = canManageSources(reader);
  const form = manages ? amountView(given) : null;
  return {
    head: pageHead({
      heading: source.name,
      kicker: say(
        link(paths.sources, "Funding sources"),
        source.code === source.name ? "" : ` · ${source.code}`,
      ),
      standing: say(source.allowedUses || "Nobody has said yet what it may pay for."),
      deeds: manages ? [deedLink("Edit", paths.sourceVerb(source.record.number, "edit"))] : [],
      form: form ?? { summary: null },
    }),
    failed: failed !== undefined,
    years: holdings.length > 0 ? yearsTable(holdings, amounts, on) : null,
    form,
    promised: given.promised.length > 0 ? promisedTable(given.promised, on) : null,
    facts: facts(["Code", source.code], ["Level", source.level]),
    history: given.history,
  };
}

const amountView = ({
  source,
  on,
  failed,
}: {
  source: Source;
  on: On;
  failed: FailedForm | undefined;
}): FormView =>
  formView(amountForm, {
    action: paths.sourceVerb(source.record.number, "amount"),
    submit: "Set amount",
    told: nobodyTold,
    version: source.record.version,
    values: { fiscalYear: fiscalYearOf(on.today, on.district.fiscalYearStart) },
    typed: failed?.typed,
    errors: failed?.errors,
    options: { fiscalYear: yearOptions(on, null) },
  });

const yearsTable = (holdings: readonly Holding[], amounts: readonly AmountRow[], on: On): ListView =>
  listView({
    caption: "Amount, reserved and left in each fiscal year",
    isClose: true,
    heads: ["Fiscal year", "Amount", "Reserved", "Left"].map((label, index) =>
      head(label, { amount: index > 0 }),
    ),
    rows: holdings.map(holding => [
      rowHead(say(yearName(holding.fiscalYear, on)), {
        kind: say(amounts.find(({ fiscalYear }) => fiscalYear === holding.fiscalYear)?.reason ?? "not set"),
      }),
      cell("Amount", formatCents(holding.amountCents), { amount: true }),
      cell("Reserved", formatCents(holding.reservedCents), { amount: true }),
      leftCell(holding),
    ]),
  });

const promisedTable = (promised: readonly Promised[], on: On): ListView =>
  listView({
    caption: "What holds its money",
    heads: [head("Line"), head("Fiscal year"), head("Reserved", { amount: true })],
    rows: promised.map(({ record, label, fiscalYear, cents }) => [
      rowHead(say(label), {
        kind: say(link(paths.record("budget", record.number), record.title, refOf("budget", record.number))),
      }),
      cell("Fiscal year", yearName(fiscalYear, on)),
      cell("Reserved", formatCents(cents), { amount: true }),
    ]),
  });

export function sourceFormPage(
  source: Source | null,
  failed: FailedForm | undefined,
  clash: ClashView | null,
) {
  const form = formView(sourceForm, {
    action: source ? paths.sourceVerb(source.record.number, "edit") : paths.sources,
    submit: source ? "Save changes" : "Add source",
    told: nobodyTold,
    version: source?.record.version ?? null,
    values: source ?? {},
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: source ? `Edit ${source.name}` : "Add a funding source",
      kicker: say(link(paths.sources, "Funding sources")),
      form,
    }),
    clash,
    form,
  };
}
