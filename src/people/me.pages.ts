import type { FollowsView } from "../follows/follows.pages.ts";
import { clashView } from "../web/clash.ts";
import { formView } from "../web/forms.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { facts, type HistoryView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say } from "../web/sentence.ts";
import { meForm, myChoicesForm } from "./me.rules.ts";
import type { PersonRow } from "./people.queries.ts";
import { rightsOf } from "./people.rules.ts";

export type MePage = {
  person: PersonRow;
  version: number;
  history: HistoryView;
  follows: FollowsView;
  failed?: { form: "me" | "choices"; typed: FailedForm } | undefined;
};

/** What a person says of themselves, which mail they get, and the way to their devices, keys and deputies. */
export function mePage({ person, version, history, follows, failed }: MePage) {
  const failedMe = failed?.form === "me" ? failed.typed : null;
  const failedChoices = failed?.form === "choices" ? failed.typed : null;
  const me = formView(meForm, {
    action: paths.me,
    submit: "Keep changes",
    version,
    values: person,
    typed: failedMe?.typed,
    errors: failedMe?.errors,
    prefix: "me",
  });
  const choices = formView(myChoicesForm, {
    action: paths.myChoices,
    submit: "Keep my choices",
    values: person,
    typed: failedChoices?.typed,
    errors: failedChoices?.errors,
    prefix: "choices",
  });
  return {
    head: pageHead({
      heading: person.name,
      kicker: say("Me"),
      standing: say("What others see of you, and what reaches you."),
      deeds: [
        deedLink("My devices", paths.devices),
        deedLink("Passkeys", paths.passkeys),
        deedLink("Deputies", paths.deputies),
        deedLink("My digest", paths.digest),
        deedLink("My views", paths.savedViews),
        deedLink("What I have not sent", paths.unsent),
      ],
      form: { summary: me.summary ?? choices.summary },
    }),
    clash: failedMe?.status === 409 ? clashView(meForm, failedMe.typed, person) : null,
    me,
    choices,
    facts: facts(
      ["Address", `${person.email}; only you and administrators see it`],
      ["Role", rightsOf(person)],
      ["Side", person.side ?? "none"],
    ),
    follows,
    history,
  };
}
