import type { z } from "zod";
import { refOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { type FormView, formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say } from "../web/sentence.ts";
import type { Budget } from "./budget.queries.ts";
import { seenFor, takesBoard } from "./budget.rules.ts";
import { verbPath, yearSum } from "./budget-deeds.pages.ts";
import { linesTable, moneyNote, moneyTable } from "./budget-money.pages.ts";
import { lineKind, type On } from "./budget-words.pages.ts";
import { lineFieldNames } from "./forms.rules.ts";
import { yearlyCents } from "./lines.rules.ts";
import type { Place } from "./places.rules.ts";

export type StepVerb = "take up" | "endorse" | "return" | "review" | "decide" | "close";

export type StepPage = {
  it: Budget;
  verb: StepVerb;
  /** In whose place a deputy takes the step; null for oneself. */
  inPlaceOf: Actor | null;
  schema: z.ZodObject;
  values?: Record<string, unknown>;
  options?: Record<string, Option[]>;
  places: readonly Place[];
  /** Who will be told, and how. */
  told: string;
  failed: FailedForm | undefined;
  on: On;
};

type Words = { heading: string; submit: string; standing: Part[] };

/** What the deed is called, and what comes of it. */
function wordsFor({ it, verb, on }: StepPage): Words {
  const ref = refOf("budget", it.record.number);
  switch (verb) {
    case "take up":
      return {
        heading: `Take ${ref} up`,
        submit: "Take it up",
        standing: say(
          "It came from the plan. Whoever takes it up is its author: they edit it and submit it.",
        ),
      };
    case "endorse":
      return {
        heading: `Endorse ${ref}`,
        submit: `Endorse ${yearSum(it)}`,
        standing: say("Finance finds it on the desk once both sides have endorsed."),
      };
    case "return":
      return {
        heading: `Return ${ref}`,
        submit: "Return it",
        standing: say("It becomes a draft again, and its endorsements are void."),
      };
    case "review":
      return {
        heading: `Review the funds of ${ref}`,
        submit: "Confirm the funds",
        standing: say(
          "For each line: is the source right, may it pay for this, and is money left? Approvers find it on their desk next.",
        ),
      };
    case "decide":
      return {
        heading: `Decide on ${ref}`,
        submit: "Decide",
        standing: say(
          "Money is reserved when you decide. All lines whole is approved, some is partly approved, none is declined.",
          takesBoard(it.row.askedCents, on.district)
            ? ` Above ${formatCents(on.district.boardCents)} the board decides: enter the day of its meeting.`
            : "",
        ),
      };
    case "close":
      return {
        heading: `Close ${ref}`,
        submit: "Close it",
        standing: say(closingWords(it)),
      };
  }
}

const withoutActual = ({ lines }: Budget) =>
  lines.filter(line => line.approvedCents && line.actualCents === null);

function closingWords(it: Budget): string {
  const open = withoutActual(it);
  if (open.length > 0)
    return `Record first what was spent on ${open.map(({ label }) => `“${label}”`).join(", ")}, 0 if nothing was.`;
  return "What its lines did not use becomes free again in their sources. You can take it back within an hour.";
}

export function stepPage(page: StepPage) {
  const { it, verb, places, on, failed } = page;
  const { heading, submit, standing } = wordsFor(page);
  const standIn = page.inPlaceOf;
  const form = formView(page.schema, {
    action: verbPath(it, verb),
    submit: `${submit}${standIn ? ` for ${standIn.name}` : ""}`,
    version: seenFor(verb, it),
    inPlaceOf: standIn?.id ?? null,
    told: page.told,
    values: page.values,
    options: page.options,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  const isByLine = verb === "review" || verb === "decide";
  return {
    head: pageHead({
      heading,
      kicker: say(link(paths.record("budget", it.record.number), it.record.title)),
      standing: standIn
        ? [...standing, ...say(` You do it for ${standIn.name}, and the history names both of you.`)]
        : standing,
      form,
    }),
    form,
    clash: null,
    /** Closing waits for what was spent: the lines lead there. */
    isReady: verb !== "close" || withoutActual(it).length === 0,
    byLine: isByLine ? byLine(page, form) : null,
    lines: isByLine || it.lines.length === 0 ? null : linesTable(it, on, verb === "close"),
    money: moneyTable(it, places, on),
    moneyNote: places.length > 0 ? moneyNote(it, places, on) : null,
    ifDeclined: verb === "decide" ? it.row.ifDeclined : null,
  };
}

/** A table with a row of fields for each line, and the other fields under it. */
function byLine({ it, verb, on }: StepPage, form: FormView) {
  const decides = verb === "decide";
  const rows = it.lines.flatMap(line => {
    const { approve, source } = lineFieldNames(line);
    const [amount, from] = [form.by[approve], form.by[source]];
    if (!from) return [];
    return [
      {
        label: line.label,
        kind: lineKind(line, it.row.fiscalYear, on),
        asked: formatCents(yearlyCents(line)),
        fields: [...(decides && amount ? [amount] : []), from],
      },
    ];
  });
  const heads = ["Line", "Asked", ...(decides ? ["Approve"] : []), "Source"].map(label => ({
    label,
    isAmount: label === "Asked",
  }));
  const under = [form.by.boardDay, form.by.comment].filter(field => field !== undefined);
  return {
    caption: `Lines of ${refOf("budget", it.record.number)}, for each of their years`,
    heads,
    rows,
    under,
  };
}
