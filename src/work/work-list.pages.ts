import { refOf } from "../records/records.rules.ts";
import { type Day, formatDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import {
  type EmptyView,
  type FilterBarView,
  filterSelect,
  filterText,
  type PagerView,
} from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { link, say, tag, time } from "../web/sentence.ts";
import { aboveLink, effortWords, joined, person, workTag } from "./work.pages.ts";
import type { AboveRow, WorkFilter, WorkRow } from "./work.queries.ts";
import { canDoWork, stateOf, workStates } from "./work.rules.ts";

export type WorkListPage = {
  rows: WorkRow[];
  above: AboveRow[];
  filter: WorkFilter;
  query: Record<string, string | readonly string[] | null>;
  goals: { id: string; number: number; title: string }[];
  owners: { id: string; name: string }[];
  pager: PagerView;
  today: Day;
  actor: Actor;
};

export function workListPage(page: WorkListPage) {
  const { rows, above, actor } = page;
  const aboveOf = Map.groupBy(above, row => row.workId);
  return {
    head: pageHead({
      heading: "Work",
      standing: say("What technology is doing, and for which goal."),
      deeds: canDoWork(actor) ? [deedLink("Plan work", paths.new("work"), { first: true })] : [],
    }),
    filter: filterBar(page),
    list: rows.length === 0 ? null : table(page, aboveOf),
    empty: rows.length === 0 ? emptyView(actor) : null,
    pager: page.pager,
  };
}

function table({ rows, today, query }: WorkListPage, aboveOf: Map<string, AboveRow[]>) {
  const sorted = (sort: string) => withQuery(paths.list("work"), { ...query, sort, after: null });
  return listView({
    caption: "Work items",
    heads: [
      head("Work item", { href: sorted("number") }),
      head("State", { href: sorted("changed") }),
      head("Owner"),
      head("Serves"),
      head("Due", { href: sorted("due") }),
      head("Effort"),
    ],
    rows: rows.map(item => {
      const { record, owner } = item;
      const serves = aboveOf.get(record.id) ?? [];
      return [
        rowHead(say(link(paths.record("work", record.number), record.title)), {
          kind: say(refOf("work", record.number)),
        }),
        cell("State", say(tag(workTag(stateOf(record.state)))), { inline: true }),
        cell("Owner", owner ? say(person(owner.name, owner.side)) : "nobody yet", { inline: true }),
        cell("Serves", serves.length > 0 ? joined(serves.map(aboveLink)) : "nothing yet", { wide: true }),
        cell("Due", record.due ? say(time(record.due, formatDay(record.due, today))) : "", {
          day: true,
          inline: true,
        }),
        cell("Effort", effortWords(item), { inline: true }),
      ];
    }),
  });
}

function filterBar({ filter, query, goals, owners, rows }: WorkListPage): FilterBarView {
  const [state = null] = filter.states ?? [];
  const without = (key: string) => withQuery(paths.list("work"), { ...query, [key]: null, after: null });
  const goal = goals.find(({ id }) => id === filter.underId);
  const owner = owners.find(({ id }) => id === filter.personIds?.[0]);
  const chosen = [
    state && { label: state, href: without("state") },
    goal && { label: `${refOf("goal", goal.number)} ${goal.title}`, href: without("goal") },
    owner && { label: owner.name, href: without("person") },
    filter.words && { label: `“${filter.words}”`, href: without("q") },
  ].filter(each => each !== null && each !== undefined && each !== "");
  return {
    action: paths.list("work"),
    fields: [
      filterSelect(
        "state",
        "State",
        workStates.map(word => [word, word] as const),
        state,
      ),
      filterSelect(
        "goal",
        "Goal",
        goals.map(each => [each.id, `${refOf("goal", each.number)} ${each.title}`] as const),
        filter.underId ?? null,
      ),
      filterSelect(
        "person",
        "Person",
        owners.map(each => [each.id, each.name] as const),
        filter.personIds?.[0] ?? null,
      ),
      filterText("q", "Word", filter.words ?? null),
    ],
    hidden: filter.sort === "changed" ? [] : [{ name: "sort", value: filter.sort }],
    shown: say(chosen.length > 0 ? "the work that fits" : "all work"),
    chosen,
    csvHref: rows.length > 0 ? withQuery(paths.list("work"), { ...query, after: null, format: "csv" }) : null,
  };
}

const emptyView = (actor: Actor): EmptyView => ({
  id: "no-work",
  heading: "No work here",
  sentence: "Work items belong here: what somebody in technology does for a goal or a request.",
  deeds: canDoWork(actor) ? [deedLink("Plan work", paths.new("work"))] : [],
  example: {
    lead: "An example",
    title: "Feed for the reading screener",
    text: "Class lists load by themselves each night, so a new child can be screened the next day.",
  },
});
