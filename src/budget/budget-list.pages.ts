import { bulkBar, tickOf } from "../bulk/bulk-bar.pages.ts";
import { refOf } from "../records/records.rules.ts";
import { keepable } from "../saved-views/saved-views.pages.ts";
import type { Person } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, keptCells, listView, rowHead } from "../web/list.ts";
import {
  type EmptyView,
  type FilterBarView,
  filterSelect,
  filterText,
  type Link,
  type PagerView,
} from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { link, say, titleLink } from "../web/sentence.ts";
import { stateOf } from "./budget.queries.ts";
import { budgetStates, canAskForMoney } from "./budget.rules.ts";
import type { ListedBudget } from "./budget-list.queries.ts";
import { type BudgetFilter, servedRef } from "./budget-list.queries.ts";
import { budgetTag, type On, yearName } from "./budget-words.pages.ts";

export type BudgetListPage = {
  rows: ListedBudget[];
  filter: BudgetFilter;
  query: Record<string, string | null>;
  goals: { id: string; number: number; title: string }[];
  people: { id: string; name: string }[];
  years: number[];
  pager: PagerView;
  seesSources: boolean;
  reader: Person;
  on: On;
};

export function budgetListPage(page: BudgetListPage) {
  const { rows, reader } = page;
  const isFiltered = Object.entries(page.query).some(([key, value]) => key !== "sort" && value !== null);
  return {
    head: pageHead({
      heading: "Budget",
      standing: say("What money is asked, under which goal, from which source, and who decided."),
      deeds: [
        ...(canAskForMoney(reader) ? [deedLink("Ask for money", paths.new("budget"), { first: true })] : []),
        ...(page.seesSources ? [deedLink("Funding sources", paths.sources)] : []),
        deedLink("Board packet", paths.packet),
      ],
    }),
    ...keepable("budget", filterBar(page)),
    list: rows.length === 0 ? null : table(page),
    bulk: bulkBar("budget", reader, numbersOf(rows), withQuery(paths.list("budget"), page.query)),
    empty: rows.length === 0 && !isFiltered ? emptyView(reader) : null,
    nothing: rows.length === 0 && isFiltered ? "No budget request fits. Take a filter away." : null,
    pager: page.pager,
  };
}

const numbersOf = (rows: readonly ListedBudget[]) => rows.map(({ record }) => record);

function table({ rows, query, filter, on }: BudgetListPage) {
  const sorted = (sort: "changed" | "number", direction: "descending") => ({
    href: withQuery(paths.list("budget"), { ...query, sort: sort === "changed" ? null : sort }),
    sort: filter.sort === sort ? direction : null,
  });
  return listView({
    caption: "Budget requests",
    heads: [
      head("Budget request", sorted("number", "descending")),
      head("State", sorted("changed", "descending")),
      head("Fiscal year"),
      head("Serves"),
      head("Asked", { amount: true }),
      head("Approved", { amount: true }),
    ],
    rows: rows.map(item => cellsOf({ item, year: yearName(item.row.fiscalYear, on) })),
  });
}

const cellsOf = keptCells(({ item, year }: { item: ListedBudget; year: string }) => {
  const { record, row, author } = item;
  return [
    rowHead(say(titleLink(paths.record("budget", record.number), record.title)), {
      kind: say(refOf("budget", record.number), author === "" ? ", from the plan" : `, ${author}`),
      tick: tickOf("budget", record.number),
    }),
    cell("State", say(budgetTag(stateOf(record))), { inline: true }),
    cell("Fiscal year", year, { inline: true, day: true }),
    cell("Serves", servesPart(item), { inline: true }),
    cell("Asked", formatCents(row.askedCents), { amount: true, inline: true }),
    cell("Approved", row.approvedCents === null ? "" : formatCents(row.approvedCents), { amount: true }),
  ];
});

const servesPart = ({ serves }: ListedBudget) =>
  serves.length === 0
    ? "nothing yet"
    : serves.flatMap((each, index) => [
        ...say(index > 0 ? ", " : ""),
        ...say(link(paths.record(each.kind, each.number), "", servedRef(each))),
      ]);

function chosenIn({ filter, query, goals, people, on }: BudgetListPage): Link[] {
  const without = (key: string) => withQuery(paths.list("budget"), { ...query, [key]: null });
  const [state] = filter.states ?? [];
  const goal = goals.find(({ id }) => id === filter.underId);
  const person = people.find(({ id }) => id === filter.personIds?.[0]);
  return [
    ...(state ? [{ label: state, href: without("state") }] : []),
    ...(goal ? [{ label: `${refOf("goal", goal.number)} ${goal.title}`, href: without("goal") }] : []),
    ...(person ? [{ label: person.name, href: without("person") }] : []),
    ...(filter.fiscalYear ? [{ label: yearName(filter.fiscalYear, on), href: without("year") }] : []),
    ...(filter.words ? [{ label: `“${filter.words}”`, href: without("q") }] : []),
  ];
}

function filterBar(page: BudgetListPage): FilterBarView {
  const { filter, query, goals, people, years, rows, on } = page;
  const chosen = chosenIn(page);
  return {
    action: paths.list("budget"),
    fields: [
      filterSelect(
        "state",
        "State",
        budgetStates.map(word => [word, word] as const),
        filter.states?.[0] ?? null,
      ),
      filterSelect(
        "goal",
        "Goal",
        goals.map(({ id, number, title }) => [id, `${refOf("goal", number)} ${title}`] as const),
        filter.underId ?? null,
      ),
      filterSelect(
        "person",
        "Person",
        people.map(({ id, name }) => [id, name] as const),
        filter.personIds?.[0] ?? null,
      ),
      filterSelect(
        "year",
        "Fiscal year",
        years.map(year => [String(year), yearName(year, on)] as const),
        filter.fiscalYear ? String(filter.fiscalYear) : null,
      ),
      filterText("q", "Word", filter.words ?? null),
    ],
    hidden: query.sort ? [{ name: "sort", value: query.sort }] : [],
    shown: say(chosen.length > 0 ? "budget requests that fit" : "all budget requests"),
    chosen,
    keepHref: null,
    csvHref: rows.length > 0 ? withQuery(paths.list("budget"), { ...query, format: "csv" }) : null,
  };
}

const emptyView = (reader: Person): EmptyView => ({
  id: "no-budget",
  heading: "No money is asked yet",
  sentence: "Budget requests belong here: what a goal or a request costs, and which fund pays for it.",
  deeds: canAskForMoney(reader) ? [deedLink("Ask for money", paths.new("budget"))] : [],
  example: {
    lead: "An example",
    title: "Reading screener and Lexia licenses",
    text: "9,250 children at $14.20 each year, from LCFF Supplemental and Concentration. If declined, teachers go back to paper lists.",
  },
});
