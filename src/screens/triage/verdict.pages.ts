import { assignmentForm, deferralForm, questionForm, refusalForm } from "../../requests/forms.rules.ts";
import type { Request } from "../../requests/requests.queries.ts";
import type { TellingDeed } from "../../requests/tellings.rules.ts";
import { addMonths, type Day } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import { ofPress } from "../../told/said-before.ts";
import type { FormOptions } from "../../web/form-view.ts";
import { formView } from "../../web/forms.ts";
import { paths, withQuery } from "../../web/paths.ts";

/** The decisions as forms; each leads to the next request, as `deed` says it; who looks after it leads here again. */
export function verdictView(
  request: Request,
  today: Day,
  { deed, hereAgain, isMeeting }: { deed: string; hereAgain: string; isMeeting: boolean },
  told: ReadonlyMap<TellingDeed, string>,
  assignment: { options: FormOptions["options"]; values: Record<string, unknown>; told: string },
) {
  const { number, version } = request.record;
  const to = (noun: string) => paths.verb("request", number, noun);
  const made = (
    key: string,
    name: TellingDeed,
    noun: string,
    label: string,
    submit: string,
    schema: Parameters<typeof formView>[0],
    values = {},
  ) => ({
    key,
    label,
    deed,
    form: formView(schema, { action: to(noun), submit, version, values, prefix: noun, told: told.get(name) }),
  });
  return {
    name: `Decide ${request.ref}`,
    deed,
    // What the reviews of a new system say takes more than a key.
    reviews:
      request.row.kind === "new system"
        ? withQuery(`${to("acceptance")}/new`, { back: isMeeting ? deed : null })
        : null,
    told: ofPress("Accept", told.get("accept")),
    accept: { action: to("acceptance"), key: newId(), version: String(version) },
    asked: [
      made("i", "ask", "question", "Ask for more", "Send question", questionForm),
      made("d", "defer", "deferral", "Defer", "Defer it", deferralForm, { until: addMonths(today, 1) }),
      made("x", "decline", "refusal", "Decline", "Decline it", refusalForm),
      {
        key: "l",
        label: "Assign",
        deed: hereAgain,
        form: formView(assignmentForm, {
          ...{ action: to("liaison"), submit: "Assign it", prefix: "liaison" },
          ...assignment,
        }),
      },
    ],
  };
}
