import { refOf } from "../records/records.rules.ts";
import { ownersFind } from "../told/told.pages.ts";
import { formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import type { ClashView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say } from "../web/sentence.ts";
import type { WorkRow } from "./work.queries.ts";
import { planForm, workForm } from "./work.rules.ts";

export function workFormPage(given: {
  item: WorkRow | null;
  values: Record<string, unknown>;
  options: Record<string, Option[]>;
  failed: FailedForm | undefined;
  clash: ClashView | null;
}) {
  const { item, failed } = given;
  const form = formView(item ? workForm : planForm, {
    action: item ? paths.verb("work", item.record.number, "edit") : paths.list("work"),
    submit: item ? "Keep changes" : "Plan work",
    told: ownersFind,
    version: item?.record.version ?? null,
    values: given.values,
    typed: failed?.typed,
    errors: failed?.errors,
    options: given.options,
  });
  return {
    head: pageHead({
      heading: item ? `Edit ${refOf("work", item.record.number)}` : "Plan work",
      kicker: item ? say(item.record.title) : say("New work item"),
      form,
    }),
    clash: given.clash,
    form,
  };
}
