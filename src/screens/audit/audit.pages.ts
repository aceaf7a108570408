import { auditTopicNames, auditTopics } from "../../events/audit.rules.ts";
import { sentence } from "../../events/events.pages.ts";
import type { ToldEvent } from "../../events/events.queries.ts";
import { type Day, formatInstant } from "../../shared/dates.ts";
import type { CsvColumn } from "../../web/csv.ts";
import { deedLink, pageHead } from "../../web/head.ts";
import { cell, head, listView, rowHead } from "../../web/list.ts";
import {
  type EmptyView,
  type FilterBarView,
  filterSelect,
  filterText,
  type PagerView,
} from "../../web/parts.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { say, time } from "../../web/sentence.ts";
import type { AuditFilter } from "./audit.rules.ts";

export type AuditPage = {
  rows: ToldEvent[];
  filter: AuditFilter;
  pager: PagerView;
  zone: string;
  today: Day;
};

const topicOf = (kind: string): string =>
  auditTopicNames.find(topic => (auditTopics[topic] as readonly string[]).includes(kind)) ?? "";

export function auditPage(page: AuditPage) {
  const { rows, zone, today } = page;
  return {
    head: pageHead({
      heading: "Audit",
      standing: say(
        "What was done to people, terms and settings, who signed in, and who took lists along. It cannot be edited; the command verify proves it.",
      ),
    }),
    filter: filterBar(page),
    list:
      rows.length === 0
        ? null
        : listView({
            caption: "Audit, newest first",
            heads: [head("When"), head("What"), head("About")],
            rows: rows.map(event => [
              rowHead(say(time(event.at.toISOString(), formatInstant(event.at, zone, today)))),
              cell("What", sentence(event), { wide: true }),
              cell("About", topicOf(event.kind), { inline: true }),
            ]),
          }),
    empty: rows.length === 0 ? emptyView : null,
    pager: page.pager,
  };
}

const emptyView: EmptyView = {
  id: "no-audit",
  heading: "Nothing is like this",
  sentence: "Take a filter away. Everything since the first day is here.",
  deeds: [deedLink("All of it", paths.audit)],
  example: null,
};

function filterBar({ filter, rows }: AuditPage): FilterBarView {
  const labels: Record<keyof AuditFilter, string> = { topic: "", who: "", since: "since ", until: "until " };
  return {
    action: paths.audit,
    fields: [
      filterSelect(
        "topic",
        "About",
        auditTopicNames.map(topic => [topic, topic] as const),
        filter.topic,
      ),
      filterText("who", "By or to whom", filter.who),
      filterText("since", "Since, like 2026-11-01", filter.since),
      filterText("until", "Until, like 2026-11-30", filter.until),
    ],
    hidden: [],
    shown: say("newest first"),
    chosen: (Object.keys(filter) as (keyof AuditFilter)[]).flatMap(key => {
      const value = filter[key];
      if (value === null) return [];
      return [{ label: `${labels[key]}${value}`, href: withQuery(paths.audit, { ...filter, [key]: null }) }];
    }),
    keepHref: null,
    csvHref: rows.length > 0 ? withQuery(paths.audit, { ...filter, format: "csv" }) : null,
  };
}

const wordsOf = (event: ToldEvent): string =>
  sentence(event)
    .map(part => [part.ref, part.person?.name ?? part.text].filter(Boolean).join(" "))
    .join("");

export const auditCsv: CsvColumn<ToldEvent>[] = [
  { header: "at", value: ({ at }) => at.toISOString() },
  { header: "by", value: ({ by }) => by },
  { header: "about", value: ({ kind }) => topicOf(kind) },
  { header: "kind", value: ({ kind }) => kind },
  { header: "what", value: wordsOf },
];
