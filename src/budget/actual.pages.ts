import type { z } from "zod";
import { formatCents } from "../shared/money.ts";
import { nobodyTold } from "../told/told.pages.ts";
import { clashView } from "../web/clash.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { Budget, Line } from "./budget.queries.ts";
import { linesTable } from "./budget-money.pages.ts";
import type { On } from "./budget-words.pages.ts";
import { seenActual } from "./lines.rules.ts";

/** One field: what was spent on a line so far. */
export function actualPage(given: {
  it: Budget;
  line: Line;
  schema: z.ZodObject;
  failed: FailedForm | undefined;
  on: On;
}) {
  const { it, line, failed, on } = given;
  const form = formView(given.schema, {
    action: paths.verb("budget", it.record.number, `lines/${line.position}/actual`),
    submit: "Record",
    told: nobodyTold,
    version: seenActual(line),
    values: { cents: line.actualCents },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Record what was spent",
      kicker: say(link(paths.record("budget", it.record.number), it.record.title)),
      standing: say(`${line.label}: ${formatCents(line.approvedCents ?? 0)} approved for each of its years.`),
      form,
    }),
    form,
    clash: failed?.status === 409 ? clashView(given.schema, failed.typed, { cents: line.actualCents }) : null,
    isReady: true,
    byLine: null,
    lines: linesTable(it, on, false),
    money: null,
    moneyNote: null,
    ifDeclined: null,
  };
}
