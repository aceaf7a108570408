import type { Request } from "../requests/requests.queries.ts";
import { ownersFind } from "../told/told.pages.ts";
import { formView, type Option } from "../web/forms.ts";
import { deedLink, pageHead } from "../web/head.ts";
import type { EmptyView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import { fieldNamesOf, mostPlainWords, type Proposal, partsForm } from "./parts.rules.ts";

export type PartsPage = {
  request: Request;
  proposals: readonly Proposal[];
  owners: readonly Option[];
  /** Who is proposed as the owner of each. */
  ownerId: string | null;
  failed: FailedForm | undefined;
};

const hours = (n: number): string => `${n.toLocaleString("en-US")} ${n === 1 ? "hour" : "hours"}`;

/** The work that an estimate proposes, to be looked through and made in one step. */
export function partsPage(page: PartsPage) {
  const { request } = page;
  const { record } = request;
  const open = page.proposals.filter(({ isMade }) => !isMade);
  const form = open.length === 0 ? null : partsFormView(page);
  const total = open.reduce((sum, { likelyHours }) => sum + likelyHours, 0);
  return {
    head: pageHead({
      title: `Work for ${request.ref}`,
      heading: "Plan its work",
      kicker: say(link(paths.record("request", record.number), record.title, request.ref)),
      standing: say(
        open.length === 0
          ? "There is nothing left to make work from."
          : `${hours(total)} as estimated. ${page.proposals.length === 1 ? "Look it through." : "Look them through; all are planned in one step."}`,
      ),
      form: form ?? { summary: null },
    }),
    form,
    empty: form ? null : emptyView(request),
  };
}

function partsFormView({ request, proposals, owners, ownerId, failed }: PartsPage) {
  const options: Record<string, Option[]> = {};
  const isOne = proposals.length === 1;
  const { need } = request.row;
  const plainWords =
    isOne && need !== "" ? need.slice(0, mostPlainWords) : `Part of “${request.record.title}”.`;
  const values: Record<string, unknown> = { due: request.row.windowTo, inOrder: false };
  proposals.forEach(({ title, likelyHours }, index) => {
    const n = index + 1;
    options[`owner${n}`] = [...owners];
    Object.assign(values, {
      [`title${n}`]: title,
      [`words${n}`]: plainWords,
      [`hours${n}`]: likelyHours,
      [`owner${n}`]: ownerId,
    });
  });
  return formView(partsForm(proposals), {
    action: paths.verb("request", request.record.number, "work"),
    submit: "Plan the work",
    told: ownersFind,
    version: request.record.version,
    values,
    // Another estimate proposes something else: what was typed belongs to the one before.
    typed: failed?.status === 409 ? undefined : failed?.typed,
    errors: failed?.errors,
    options,
    parts: [
      ...proposals.flatMap(({ title, isMade }, index) =>
        isMade ? [] : [{ heading: title, fields: fieldNamesOf(index + 1) }],
      ),
      isOne ? { heading: "When", fields: ["due"] } : { heading: "All of them", fields: ["due", "inOrder"] },
    ],
  });
}

const emptyView = ({ record }: Request): EmptyView => ({
  id: "no-parts",
  heading: "All its parts are work already",
  sentence: "Work that nobody estimated can still be planned on its own.",
  deeds: [deedLink("Plan work", withQuery(paths.new("work"), { request: record.id }), { first: true })],
  example: null,
});
