import type { Actor } from "../shared/deed.ts";
import { nobodyTold } from "../told/told.pages.ts";
import { formView } from "../web/forms.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import type { ClashView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import { canManagePriorities } from "./goals.rules.ts";
import type { ListedPriority } from "./priorities.queries.ts";
import { priorityForm, priorityName } from "./priorities.rules.ts";

export function prioritiesPage(priorities: readonly ListedPriority[], actor: Actor) {
  const canManage = canManagePriorities(actor);
  return {
    head: pageHead({
      kicker: say(link(paths.list("goal"), "Goals")),
      heading: "Priorities",
      standing: say("The district’s strategic priorities. Each goal stands under one."),
      deeds: canManage ? [deedLink("Add a priority", paths.newPriority, { first: true })] : [],
    }),
    list:
      priorities.length === 0
        ? null
        : listView({
            caption: "Priorities in the district’s order",
            heads: [head("Priority"), head("Years"), head("Goals"), ...(canManage ? [head("Change")] : [])],
            rows: priorities.map(priority => rowOf(priority, canManage)),
          }),
    empty:
      priorities.length === 0
        ? {
            id: "no-priorities",
            heading: "No priority is named yet",
            sentence: "Name what matters most first: goals are drafted under a priority.",
            deeds: [],
            example: {
              lead: "A good one reads like this",
              title: "Student achievement",
              text: "Code 1, for the years 2024-25 to 2026-27.",
            },
          }
        : null,
  };
}

function rowOf(priority: ListedPriority, canManage: boolean) {
  const goals = withQuery(paths.list("goal"), { priority: priority.id });
  return [
    rowHead(say(priorityName(priority))),
    cell("Years", priority.years || "not said", { inline: true }),
    cell("Goals", say(link(goals, "Its goals")), { inline: true }),
    ...(canManage
      ? [cell("Change", say(link(paths.priority(priority.number), "Edit")), { inline: true })]
      : []),
  ];
}

export function priorityFormPage(given: {
  /** The number and version of the one that is edited; null for a new one. */
  at: { number: number; version: number; name: string } | null;
  values: Record<string, unknown>;
  failed: FailedForm | undefined;
  clash: ClashView | null;
}) {
  const { at, failed } = given;
  const form = formView(priorityForm, {
    action: at ? paths.priority(at.number) : paths.priorities,
    submit: at ? "Keep changes" : "Add priority",
    told: nobodyTold,
    version: at?.version ?? null,
    values: given.values,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      kicker: say(link(paths.priorities, "Priorities")),
      heading: at ? `Edit ${at.name}` : "Add a priority",
      form,
    }),
    clash: given.clash,
    form,
  };
}
