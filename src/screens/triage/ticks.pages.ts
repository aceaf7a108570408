import { type BatchDeed, batchDeeds } from "../../requests/batch.rules.ts";
import { caretakerOf } from "../../requests/looking-after.rules.ts";
import { askedDeeds } from "../../requests/request-deeds.pages.ts";
import { personPart, requestTitle } from "../../requests/request-words.pages.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { isOwn } from "../../requests/requests.rules.ts";
import { type TriageWay, wayQuery } from "../../requests/triage-way.rules.ts";
import { dayOf, daysBetween, durationWords, formatShortDay } from "../../shared/dates.ts";
import type { Actor, Deed } from "../../shared/deed.ts";
import { deedLink, pageHead } from "../../web/head.ts";
import { cursorText } from "../../web/paging.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { link, say } from "../../web/sentence.ts";
import { batchPath } from "./batch.pages.ts";
import { triageAt } from "./queue.pages.ts";
import { type Ticks, tickedOnPage } from "./ticks.queries.ts";

const keys: Record<BatchDeed, string> = { accept: "a", defer: "d", decline: "x", assign: "l" };

export type TickPage = {
  ticks: Ticks;
  way: TriageWay;
  /** Nothing was ticked where something had to be. */
  isEmpty: boolean;
  actor: Actor;
  deed: Deed;
};

/** The queue to tick in, a page at a time; what was ticked on others comes along. */
export function tickPage(page: TickPage) {
  const { ticks, way, isEmpty } = page;
  const { rows, elsewhere, isAll, after, hasMore } = ticks;
  const last = rows.at(-1);
  const problem = {
    title: "There is one thing to fix",
    errors: [{ href: null, message: "Tick at least one request." }],
  };
  return {
    head: pageHead({
      heading: "Decide several at once",
      kicker: say("Triage · for the liaison group"),
      standing: say(
        "Tick requests, then choose what to do. The next page says what that means for each, before it is done.",
      ),
      deeds: [deedLink("Back to triage", triageAt(way))],
      form: { summary: isEmpty ? problem : null },
    }),
    carried: Object.entries(wayQuery(way)).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value: String(value) }],
    ),
    elsewhere: elsewhere.map(request => ({
      ...boxOf(request, true),
      said: say(requestTitle(request.record)),
    })),
    rows: rows.map(request => rowView(page, request)),
    all: {
      label: isAll ? "Tick none" : hasMore || after ? `Tick all ${rows.length} on this page` : "Tick all",
      href: withQuery(paths.batch, {
        ...wayQuery(way),
        after: after && cursorText(after),
        request: elsewhere.map(({ record }) => String(record.number)),
        all: isAll ? null : "1",
      }),
    },
    buttons: batchDeeds.map((name, index) => ({
      label: `${askedDeeds[name].label} …`,
      action: batchPath(name),
      key: keys[name],
      isFirst: index === 0,
    })),
    pager:
      hasMore || after
        ? {
            action: paths.batch,
            next:
              hasMore && last ? cursorText({ key: String(last.record.since.getTime()), id: last.id }) : null,
            isPast: after !== null,
          }
        : null,
  };
}

const boxOf = ({ record, ref }: Request, isTicked: boolean) => ({
  id: `tick-${record.number}`,
  number: String(record.number),
  ref,
  isTicked,
});

function rowView({ ticks, actor, deed: { today, district } }: TickPage, request: Request) {
  const { record, requester } = request;
  const days = daysBetween(dayOf(record.since, district.timeZone), today);
  const caretaker = caretakerOf(request, ticks.group);
  return {
    ...boxOf(request, tickedOnPage(ticks, actor, request)),
    said: say(link(withQuery(paths.triage, { request: record.number }), record.title)),
    note: say(
      personPart(requester),
      ` · ${days <= 0 ? "today" : `waits ${durationWords(days)}`}`,
      record.due ? ` · needed ${formatShortDay(record.due, today)}` : "",
      caretaker ? ` · looked after by ${caretaker.name}` : "",
      isOwn(actor, request) ? " · yours, for another liaison" : "",
    ),
  };
}
