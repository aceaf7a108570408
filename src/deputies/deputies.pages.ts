import { type Day, formatRange } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { formView } from "../web/forms.ts";
import { deedPost, pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say } from "../web/sentence.ts";
import type { Deputy } from "./deputies.queries.ts";
import { deputyForm, deputyWords } from "./deputies.rules.ts";

type DeputiesPage = {
  /** Whom I named; and whom I stand in for. */
  named: readonly Deputy[];
  stoodFor: readonly Deputy[];
  canName: boolean;
  today: Day;
  failed?: FailedForm;
};

export function deputiesPage({ named, stoodFor, canName, today, failed }: DeputiesPage) {
  const form = canName
    ? formView(deputyForm, {
        action: paths.deputies,
        submit: "Name deputy",
        told: "Told: whoever you name, and you, by mail now, so that nobody is stood in for unawares.",
        values: { from: today },
        typed: failed?.typed,
        errors: failed?.errors,
      })
    : null;
  const days = ({ from, to }: Deputy) =>
    `, ${formatRange(from, to, today)}${from > today ? ", not yet begun" : ""}`;
  return {
    head: pageHead({
      heading: "Deputies",
      standing: say(
        `A deputy can ${deputyWords}, in your place. Nobody takes two steps of one approval, for whomever.`,
      ),
      form: form ?? { summary: null },
    }),
    named: named.map(each => ({
      said: say(each.name, days(each)),
      end: deedPost("End", paths.deputyEnd(each.id), { key: newId() }),
    })),
    stoodFor: stoodFor.map(each => ({ said: say(each.name, days(each)) })),
    form,
  };
}
