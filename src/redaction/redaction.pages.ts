import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say } from "../web/sentence.ts";
import type { Redacted } from "./redaction.actions.ts";
import { redactionForm } from "./redaction.rules.ts";

export function redactionPage({
  record,
  failed,
}: {
  record: string | null;
  failed?: FailedForm | undefined;
}) {
  const form = formView(redactionForm, {
    action: paths.redactions,
    submit: "Remove the words for good",
    values: { record },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Remove words",
      standing: say(
        "For a pupil’s name that was pasted, and the like. The words leave the record, its history, the search, and every mail that told of it. Nobody can bring them back: not you either.",
      ),
      form,
    }),
    form,
  };
}

const fileWords = (files: number): string =>
  files === 1
    ? "A file lies there that was not looked into: open it, and remove it whole if it holds them."
    : `${files} files lie there that were not looked into: open them, and remove whole what holds them.`;

/** What was done, and where the words may stand still. */
export function doneWords({ places, others, files }: Pick<Redacted, "places" | "others" | "files">): string {
  return [
    `The words are removed, in ${places} ${places === 1 ? "place" : "places"}.`,
    others.length > 0 && `A search still finds them in ${others.join(", ")}: remove them there too.`,
    files > 0 && fileWords(files),
  ]
    .filter(Boolean)
    .join(" ");
}
