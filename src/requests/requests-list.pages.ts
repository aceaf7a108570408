import { bulkBar, tickOf } from "../bulk/bulk-bar.pages.ts";
import type { PersonFilter } from "../people/named.queries.ts";
import type { Sort } from "../records/records.list.ts";
import { refOf } from "../records/records.rules.ts";
import { keepable } from "../saved-views/saved-views.pages.ts";
import { type Day, dayOf, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, keptCells, type ListView, listView, rowHead } from "../web/list.ts";
import { personMark } from "../web/marks.ts";
import {
  type EmptyView,
  type FilterBarView,
  filterPerson,
  filterSelect,
  filterText,
  type PagerView,
} from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { ref, say, time, titleLink, who } from "../web/sentence.ts";
import type { ListedRequest } from "./list.queries.ts";
import { requestTag } from "./request-words.pages.ts";
import { canAsk, kindWords, openStates, requestKinds, requestStates } from "./requests.rules.ts";

/** The filters as the address has them. */
export type ListWords = {
  state: string | null;
  kind: string | null;
  goal: string | null;
  person: string | null;
  q: string | null;
};

export type RequestListPage = {
  rows: ListedRequest[];
  words: ListWords;
  /** Whom `words.person` means. */
  person: PersonFilter | null;
  sort: Sort;
  pager: PagerView;
  actor: Actor;
  today: Day;
  zone: string;
};

const here = paths.list("request");

export function requestListPage(page: RequestListPage) {
  const { rows, actor } = page;
  return {
    head: pageHead({
      heading: "Requests",
      standing: say("What was asked, where it stands, and when it is needed."),
      deeds: canAsk(actor) ? [deedLink("New request", paths.new("request"), { first: true })] : [],
    }),
    ...keepable("request", filterBar(page)),
    list: rows.length > 0 ? table(page) : null,
    bulk: bulkBar("request", actor, rows, withQuery(here, query(page))),
    pager: page.pager,
    empty: rows.length > 0 ? null : emptyView(page),
  };
}

const sortWords: Record<Sort, string> = {
  changed: "newest change first",
  due: "soonest needed first",
  number: "newest first",
};

/** The order that needs no word in the address. */
const query = ({ words, sort }: Pick<RequestListPage, "words" | "sort">) => ({
  ...words,
  sort: sort === "changed" ? null : sort,
});

function table({ rows, words, sort, today, zone }: RequestListPage): ListView {
  const by = (to: Sort) => withQuery(here, query({ words, sort: to }));
  const sorted = (to: Sort, direction: "ascending" | "descending") => (sort === to ? direction : null);
  return listView({
    caption: `Requests, ${sortWords[sort]}`,
    heads: [
      head("Request", { href: by("number"), sort: sorted("number", "descending") }),
      head("State", { href: by("changed"), sort: sorted("changed", "descending") }),
      head("Needed by", { href: by("due"), sort: sorted("due", "ascending") }),
      head("Asked by"),
    ],
    rows: rows.map(row => cellsOf({ row, today, zone })),
  });
}

const cellsOf = keptCells(({ row, today, zone }: { row: ListedRequest; today: Day; zone: string }) => [
  rowHead(say(titleLink(paths.record("request", row.number), row.title)), {
    kind: say(ref(refOf("request", row.number)), ` · ${kindWords[row.kind]}`),
    tick: tickOf("request", row.number),
  }),
  cell("State", say(requestTag(row.state), ` ${sinceWords(row, today, zone)}`)),
  cell("Needed by", row.due ? say(time(row.due, formatShortDay(row.due, today))) : "", {
    day: true,
    late: lateWords(row, today),
  }),
  cell("Asked by", askedBy(row), { inline: true, wide: true }),
]);

function sinceWords({ since }: ListedRequest, today: Day, zone: string): string {
  const days = daysBetween(dayOf(since, zone), today);
  return days <= 0 ? "today" : durationWords(days);
}

const askedBy = ({ name, side, school }: ListedRequest) =>
  name ? say(who(personMark({ name, side })), school ? `, ${school}` : "") : say("nobody");

const isOpen = (state: string): boolean => openStates.some(each => each === state);

function lateWords({ due, state }: ListedRequest, today: Day): string | undefined {
  if (!due || due >= today || !isOpen(state) || state === "delivered") return undefined;
  return `${durationWords(daysBetween(due, today))} late`;
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

function filterBar({ words, person, sort, rows }: RequestListPage): FilterBarView {
  const without = (key: keyof ListWords) => withQuery(here, { ...query({ words, sort }), [key]: null });
  const kind = requestKinds.find(each => each === words.kind);
  const chips: [keyof ListWords, string | null][] = [
    ["state", words.state && capital(words.state)],
    ["kind", kind ? kindWords[kind] : null],
    ["goal", words.goal],
    ["person", person?.called ?? null],
    ["q", words.q && `“${words.q}”`],
  ];
  const chosen = chips.flatMap(([key, label]) => (label ? [{ label, href: without(key) }] : []));
  return {
    action: here,
    fields: [
      filterSelect(
        "state",
        "State",
        [["open", "Open"], ...requestStates.map(state => [state, capital(state)] as const)],
        words.state,
      ),
      filterSelect(
        "kind",
        "Kind",
        requestKinds.map(each => [each, kindWords[each]] as const),
        words.kind,
      ),
      filterText("goal", "Goal", words.goal),
      filterPerson("person", "Person", person?.called ?? null),
      filterText("q", "Word", words.q),
    ],
    hidden: sort === "changed" ? [] : [{ name: "sort", value: sort }],
    shown: say(`${chosen.length > 0 ? "requests that fit" : "all requests"}, ${sortWords[sort]}`),
    chosen,
    keepHref: null,
    csvHref: rows.length > 0 ? withQuery(here, { ...query({ words, sort }), format: "csv" }) : null,
  };
}

const emptyView = ({ actor, words }: RequestListPage): EmptyView => {
  const isFiltered = Object.values(words).some(Boolean);
  return {
    id: "no-request",
    heading: isFiltered ? "No request fits" : "No request yet",
    sentence: isFiltered
      ? "Take a filter away, or look for another word."
      : "Requests belong here: what somebody wants to do for students and cannot do today.",
    deeds:
      canAsk(actor) && !isFiltered ? [deedLink("New request", paths.new("request"), { first: true })] : [],
    example: isFiltered
      ? null
      : {
          lead: "An example",
          title: "Nightly class lists for the reading screener",
          text: "A child who joins a class on Tuesday can take the screener on Wednesday.",
        },
  };
};
