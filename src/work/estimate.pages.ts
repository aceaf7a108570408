import type { EstimateVersion } from "../estimates/estimates.queries.ts";
import { firstWorkEstimateForm, workEstimateForm } from "../estimates/estimates.rules.ts";
import { refOf } from "../records/records.rules.ts";
import { nobodyTold } from "../told/told.pages.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { WorkRow } from "./work.queries.ts";

/** Three numbers for one thing; the version before stays readable. */
export function workEstimatePage(given: {
  item: WorkRow;
  before: EstimateVersion | undefined;
  failed: FailedForm | undefined;
}) {
  const { item, before, failed } = given;
  const { record, work } = item;
  const form = formView(before ? workEstimateForm : firstWorkEstimateForm, {
    action: paths.verb("work", record.number, "estimates"),
    submit: "Send estimate",
    told: nobodyTold,
    version: record.version,
    values: before ? { ...before, changed: "" } : {},
    typed: failed?.typed,
    errors: failed?.errors,
  });
  const logged = work.hoursLogged.toLocaleString("en-US");
  return {
    head: pageHead({
      title: `Estimate ${refOf("work", record.number)}`,
      heading: before ? "Estimate this work again" : "Estimate this work",
      kicker: say(link(paths.record("work", record.number), record.title, refOf("work", record.number))),
      standing: say(
        before ? "The version before stays readable. " : "",
        `What is left of it becomes the likely hours${work.hoursLogged > 0 ? `, less the ${logged} that are logged` : ""}.`,
      ),
      form,
    }),
    form,
  };
}
