import type { z } from "zod";
import { formatCents } from "../shared/money.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { Budget } from "./budget.queries.ts";
import { linesTable } from "./budget-money.pages.ts";
import type { On } from "./budget-words.pages.ts";

/** One field: what was spent on a line so far. */
export function actualPage(given: {
  it: Budget;
  position: number;
  schema: z.ZodObject;
  failed: FailedForm | undefined;
  on: On;
}) {
  const { it, position, failed, on } = given;
  const line = it.lines.find(each => each.position === position);
  const form = formView(given.schema, {
    action: paths.verb("budget", it.record.number, `lines/${position}/actual`),
    submit: "Record",
    values: { cents: line?.actualCents },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Record what was spent",
      kicker: say(link(paths.record("budget", it.record.number), it.record.title)),
      standing: say(
        line ? `${line.label}: ${formatCents(line.approvedCents ?? 0)} approved for each of its years.` : "",
      ),
      form,
    }),
    form,
    isReady: true,
    byLine: null,
    lines: linesTable(it, on, false),
    money: null,
    moneyNote: null,
    ifDeclined: null,
  };
}
