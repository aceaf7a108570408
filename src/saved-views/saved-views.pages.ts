import { isUuid, newId } from "../shared/ids.ts";
import { formView } from "../web/forms.ts";
import { deedPost, pageHead } from "../web/head.ts";
import type { FilterBarView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, note, say } from "../web/sentence.ts";
import type { SavedView } from "./saved-views.queries.ts";
import { type ListName, savedViewForm, viewQuery } from "./saved-views.rules.ts";

const listWords: Record<ListName, string> = {
  goal: "Goals",
  request: "Requests",
  work: "Work",
  budget: "Budget",
};

/**
 * A list's filter bar, with the way to keep the list as it stands; none for one that holds nothing.
 * @param href of a list that is not taken as CSV
 */
export function keepable(list: ListName, filter: FilterBarView, href = filter.csvHref) {
  const query = href?.split("?")[1];
  const keepHref =
    query === undefined ? null : withQuery(paths.savedViews, { list, query: viewQuery(query) });
  return { filter: { ...filter, keepHref } };
}

export type SavedViewsPage = {
  views: readonly SavedView[];
  /** The list that is about to be kept. */
  kept: { list: ListName; query: string } | null;
  names: ReadonlyMap<string, string>;
  failed?: FailedForm | undefined;
};

const addressOf = (list: ListName, query: string): string =>
  query === "" ? paths.list(list) : `${paths.list(list)}?${query}`;

/** @param names of what an address knows by its id */
const filterWords = (query: string, names: ReadonlyMap<string, string>): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => {
      if (name === "view") return `as a ${value}`;
      return `${name} ${isUuid(value) ? (names.get(value) ?? "that is no longer there") : value}`;
    })
    .join(", ") || "all";

/** What of these views is known by an id. */
export const idsIn = (views: readonly { query: string }[]): string[] =>
  views.flatMap(({ query }) => [...new URLSearchParams(query).values()]).filter(isUuid);

export function savedViewsPage({ views, kept, names, failed }: SavedViewsPage) {
  const form = kept
    ? formView(savedViewForm, {
        action: paths.savedViews,
        submit: "Keep this view",
        values: kept,
        typed: failed?.typed,
        errors: failed?.errors,
      })
    : null;
  return {
    head: pageHead({
      heading: "My views",
      kicker: kept
        ? say(link(addressOf(kept.list, kept.query), listWords[kept.list]))
        : say(link(paths.me, "Me")),
      standing: say("Lists as you like to see them. Only you see these."),
      form: form ?? { summary: null },
    }),
    kept: form && kept && { form, said: `${listWords[kept.list]}: ${filterWords(kept.query, names)}.` },
    rows: views.map(({ id, list, name, query }) => ({
      said: say(
        link(addressOf(list, query), name),
        ", ",
        note(`${listWords[list].toLowerCase()}: ${filterWords(query, names)}`),
      ),
      deed: deedPost("Remove", paths.savedViewEnd(id), { key: newId() }),
    })),
  };
}
