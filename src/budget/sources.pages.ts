import { fiscalYearOf } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import type { CsvColumn } from "../web/csv.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { type EmptyView, type FilterBarView, filterSelect } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { late, link, say, titleLink } from "../web/sentence.ts";
import { yearOptions } from "./budget-form.pages.ts";
import { type On, yearName } from "./budget-words.pages.ts";
import type { Source } from "./sources.queries.ts";
import { canManageSources, type Holding, leftCents } from "./sources.rules.ts";

export type SourceYear = { source: Source; fiscalYear: number; holding: Holding | undefined };

export type SourcesPage = {
  sources: Source[];
  holdings: Holding[];
  /** null for all of them. */
  fiscalYear: number | null;
  reader: Person;
  on: On;
};

/** A row for each source in the chosen year, or in each year that it has an amount or a reservation. */
export function sourceYears({
  sources,
  holdings,
  fiscalYear,
  on,
}: Omit<SourcesPage, "reader">): SourceYear[] {
  const current = fiscalYearOf(on.today, on.district.fiscalYearStart);
  return sources.flatMap(source => {
    const own = holdings.filter(({ sourceId }) => sourceId === source.id);
    const years = fiscalYear ? [fiscalYear] : own.map(each => each.fiscalYear);
    return (years.length > 0 ? years : [current]).map(year => ({
      source,
      fiscalYear: year,
      holding: own.find(each => each.fiscalYear === year),
    }));
  });
}

export function sourcesPage(page: SourcesPage) {
  const { sources, reader } = page;
  const rows = sourceYears(page);
  return {
    head: pageHead({
      heading: "Funding sources",
      kicker: say(link(paths.list("budget"), "Budget")),
      standing: say(
        "What each source holds in a fiscal year, what approved requests have reserved of it, and what is left.",
      ),
      deeds: canManageSources(reader) ? [deedLink("Add a source", paths.newSource, { first: true })] : [],
    }),
    filter: filterBar(page, rows),
    list: sources.length > 0 ? table(page, rows) : null,
    empty: sources.length === 0 ? emptyView(reader) : null,
  };
}

const table = ({ reader, on }: SourcesPage, rows: readonly SourceYear[]): ListView =>
  listView({
    caption: "Funding sources",
    isClose: true,
    heads: ["Source", "Fiscal year", "Amount", "Reserved", "Left"].map((label, index) =>
      head(label, { amount: index > 1 }),
    ),
    rows: rows.map(({ source, fiscalYear, holding }) => [
      rowHead(say(titleLink(paths.source(source.record.number), source.name)), {
        kind: say(source.code === source.name ? source.level : `${source.level}, ${source.code}`),
      }),
      cell("Fiscal year", yearName(fiscalYear, on), { day: true }),
      amountCell(source, holding, reader),
      cell("Reserved", formatCents(holding?.reservedCents ?? 0), { amount: true }),
      leftCell(holding),
    ]),
  });

const amountCell = (source: Source, holding: Holding | undefined, reader: Person) =>
  cell(
    "Amount",
    holding?.amountCents
      ? formatCents(holding.amountCents)
      : canManageSources(reader)
        ? say(link(paths.source(source.record.number), "Set it"))
        : "not set",
    { amount: true },
  );

export function leftCell(holding: Holding | undefined) {
  const left = holding ? leftCents(holding) : 0;
  return cell("Left", left < 0 ? say(late(`${formatCents(-left)} short`)) : formatCents(left), {
    amount: true,
  });
}

function filterBar({ fiscalYear, on, holdings }: SourcesPage, rows: readonly SourceYear[]): FilterBarView {
  const years = new Set([
    ...yearOptions(on, null).map(({ value }) => Number(value)),
    ...holdings.map(each => each.fiscalYear),
  ]);
  const year = fiscalYear ? String(fiscalYear) : null;
  return {
    action: paths.sources,
    fields: [
      filterSelect(
        "year",
        "Fiscal year",
        [...years].sort((a, b) => a - b).map(each => [String(each), yearName(each, on)] as const),
        year,
      ),
    ],
    hidden: [],
    shown: say(
      fiscalYear ? `sources in ${yearName(fiscalYear, on)}` : "sources in every year that has an amount",
    ),
    chosen: fiscalYear ? [{ label: yearName(fiscalYear, on), href: paths.sources }] : [],
    keepHref: null,
    csvHref: rows.length > 0 ? withQuery(paths.sources, { year, format: "csv" }) : null,
  };
}

const emptyView = (reader: Person): EmptyView => ({
  id: "no-sources",
  heading: "No funding source is here yet",
  sentence:
    "A source holds an amount in each fiscal year. Approved requests reserve their money in it, and never more than it holds.",
  deeds: canManageSources(reader) ? [deedLink("Add a source", paths.newSource)] : [],
  example: {
    lead: "An example",
    title: "General Fund 01",
    text: "Local. $1,004,000 in 2026-27, for anything the board approves.",
  },
});

export const sourcesCsv = (on: On): CsvColumn<SourceYear>[] => [
  { header: "code", value: ({ source }) => source.code },
  { header: "name", value: ({ source }) => source.name },
  { header: "level", value: ({ source }) => source.level },
  { header: "fiscal_year", value: ({ fiscalYear }) => yearName(fiscalYear, on) },
  { header: "amount", value: ({ holding }) => ({ cents: holding?.amountCents ?? 0 }) },
  { header: "reserved", value: ({ holding }) => ({ cents: holding?.reservedCents ?? 0 }) },
  { header: "left", value: ({ holding }) => ({ cents: holding ? leftCents(holding) : 0 }) },
  { header: "allowed_uses", value: ({ source }) => source.allowedUses },
];
