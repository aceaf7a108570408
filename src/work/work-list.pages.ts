import { bulkBar, tickOf } from "../bulk/bulk-bar.pages.ts";
import { refOf } from "../records/records.rules.ts";
import { keepable } from "../saved-views/saved-views.pages.ts";
import { type Day, formatDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, keptCells, listView, rowHead } from "../web/list.ts";
import type { EmptyView, PagerView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { link, say, tag, time } from "../web/sentence.ts";
import { aboveLink, effortWords, joined, person, workTag } from "./work.pages.ts";
import type { AboveRow, WorkRow } from "./work.queries.ts";
import { canDoWork, stateOf } from "./work.rules.ts";
import { type FilterChoices, workFilterBar } from "./work-filter.pages.ts";

export type WorkListPage = FilterChoices & {
  rows: WorkRow[];
  above: AboveRow[];
  pager: PagerView;
  today: Day;
  actor: Actor;
};

/** The board shows every state, each in its order. */
const boardQuery = (query: WorkListPage["query"]) => ({ ...query, state: null, sort: null, after: null });

export function workListPage(page: WorkListPage) {
  const { rows, above, actor } = page;
  const aboveOf = Map.groupBy(above, row => row.workId);
  return {
    head: pageHead({
      heading: "Work",
      standing: say("What technology is doing, and for which goal."),
      deeds: [
        ...(canDoWork(actor) ? [deedLink("Plan work", paths.new("work"), { first: true })] : []),
        ...(canDoWork(actor) ? [deedLink("My week", paths.workSheet)] : []),
        deedLink("As a board", withQuery(paths.list("work"), { ...boardQuery(page.query), view: "board" })),
      ],
    }),
    ...keepable("work", workFilterBar(page, { isBoard: false, isEmpty: rows.length === 0 })),
    list: rows.length === 0 ? null : table(page, aboveOf),
    bulk: bulkBar(
      "work",
      actor,
      numbersOf(rows),
      withQuery(paths.list("work"), { ...page.query, after: null }),
    ),
    empty: rows.length === 0 ? emptyWork(actor) : null,
    pager: page.pager,
  };
}

const numbersOf = (rows: readonly WorkRow[]) => rows.map(({ record }) => record);

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
    rows: rows.map(item => cellsOf({ item, serves: aboveOf.get(item.record.id) ?? [], today })),
  });
}

type Shown = { item: WorkRow; serves: AboveRow[]; today: Day };

const cellsOf = keptCells(({ item, serves, today }: Shown) => {
  const { record, owner } = item;
  return [
    rowHead(say(link(paths.record("work", record.number), record.title)), {
      kind: say(refOf("work", record.number)),
      tick: tickOf("work", record.number),
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
});

export const emptyWork = (actor: Actor): EmptyView => ({
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
