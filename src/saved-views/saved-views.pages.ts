import { newId } from "../shared/ids.ts";
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

/** A list's filter bar, with the way to keep the list as it stands; none for one that holds nothing. */
export function keepable(list: ListName, filter: FilterBarView) {
  const query = filter.csvHref?.split("?")[1];
  const keepHref =
    query === undefined ? null : withQuery(paths.savedViews, { list, query: viewQuery(query) });
  return { filter, keepHref };
}

export type SavedViewsPage = {
  views: readonly SavedView[];
  /** The list that is about to be kept. */
  kept: { list: ListName; query: string } | null;
  failed?: FailedForm | undefined;
};

const addressOf = (list: ListName, query: string): string =>
  query === "" ? paths.list(list) : `${paths.list(list)}?${query}`;

const filterWords = (query: string): string =>
  [...new URLSearchParams(query)].map(([name, value]) => `${name} ${value}`).join(", ") || "all";

export function savedViewsPage({ views, kept, failed }: SavedViewsPage) {
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
    kept: form && kept && { form, said: `${listWords[kept.list]}: ${filterWords(kept.query)}.` },
    rows: views.map(({ id, list, name, query }) => ({
      said: say(
        link(addressOf(list, query), name),
        ", ",
        note(`${listWords[list].toLowerCase()}: ${filterWords(query)}`),
      ),
      deed: deedPost("Remove", paths.savedViewEnd(id), { key: newId() }),
    })),
  };
}
