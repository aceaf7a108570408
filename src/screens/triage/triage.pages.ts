import { isOrdered } from "../../requests/queue-order.rules.ts";
import { requestTitle } from "../../requests/request-words.pages.ts";
import { queueOrders, type TriageWay, wayQuery } from "../../requests/triage-way.rules.ts";
import { dayOf, daysBetween, durationWords } from "../../shared/dates.ts";
import { deedLink, pageHead } from "../../web/head.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { say } from "../../web/sentence.ts";
import { caseView } from "./case.pages.ts";
import { backOf, nextOf, placeWords, queueView, shownOf, type TriagePage, triageAt } from "./queue.pages.ts";
import { stepsView } from "./steps.pages.ts";
import { mostQueued, type ServedGoal, type Triage } from "./triage.queries.ts";

export function triagePage(page: TriagePage) {
  const { triage, way, today, district } = page;
  const { queue, current } = triage;
  return {
    head: pageHead({
      title: current ? `Triage: ${current.ref} ${current.record.title}` : "Triage",
      kicker: say("Triage · for the liaison group"),
      heading: headingOf(queue.length, way.isMine),
      standing: say(standingOf(page)),
      deeds: current
        ? [
            deedLink("Meeting mode", triageAt({ ...way, isMeeting: true }, current), { key: "m" }),
            deedLink("Decide several", withQuery(paths.batch, wayQuery({ ...way, isMeeting: false })), {
              key: "b",
            }),
            deedLink("Two orders", paths.queueOrder, { key: "o" }),
          ]
        : [],
    }),
    queue: shownOf(page).map(request => queueView(page, request)),
    ways: waysView(page),
    position: current ? `${placeWords(page)}, show the queue` : "",
    ...stepsTo(page),
    open: caseView(page),
    steps: stepsView(page),
    toCommit: triage.toCommit.map(request => ({
      said: say(requestTitle(request.record)),
      note: say(`waits ${durationWords(daysBetween(dayOf(request.record.since, district.timeZone), today))}`),
    })),
    all: way.isMine && !current ? triageAt({ ...way, isMine: false }) : null,
    example: current ? null : nothingWords(triage, way),
  };
}

const orderWords = { age: "Oldest first", leadership: "As leadership", technology: "As technology" } as const;

/** The ways to look at the queue, for a choice among them. */
function waysView({ way, triage }: TriagePage) {
  const orders = isOrdered(triage.orders)
    ? queueOrders.filter(order => order === "age" || triage.orders[order].placed > 0)
    : [];
  const whose = way.isMine ? "All" : "Mine only";
  return {
    heading: `${orderWords[way.order]}${way.isMine ? ", mine only" : ""}`,
    links: [
      ...orders
        .filter(order => order !== way.order)
        .map(order => ({ label: orderWords[order], href: triageAt({ ...way, order }) })),
      { label: whose, href: triageAt({ ...way, isMine: !way.isMine }) },
    ],
  };
}

/** Where `j` and `k` lead. */
export function stepsTo(page: TriagePage) {
  const [next, back] = [nextOf(page), backOf(page)];
  return { next: next && triageAt(page.way, next), back: back && triageAt(page.way, back) };
}

export const headingOf = (count: number, isMine: boolean): string =>
  count === 0
    ? isMine
      ? "Nothing of yours to decide"
      : "Nothing to decide"
    : count > mostQueued
      ? `Over ${mostQueued} requests to decide`
      : `${count} ${count === 1 ? "request" : "requests"} to decide`;

export const nothingWords = ({ toCommit }: Triage, { isMine }: TriageWay): string =>
  isMine
    ? "You look after nothing that waits. What a liaison gives you stands here."
    : toCommit.length > 0
      ? "Every request that was sent has its answer. Some are estimated and wait to be committed."
      : "Every request that was sent has its answer. The next one shows up here by itself.";

function standingOf({ triage, today, district }: TriagePage): string {
  const [oldest] = triage.queue.toSorted((a, b) => a.record.since.getTime() - b.record.since.getTime());
  if (!oldest) return "Requests come here when somebody sends them.";
  const days = daysBetween(dayOf(oldest.record.since, district.timeZone), today);
  const wait = days <= 0 ? "All came in today." : `The oldest has waited ${durationWords(days)}.`;
  const atRisk = new Set(triage.served.filter(isAtRisk).map(goal => goal.requestId)).size;
  if (atRisk === 0) return wait;
  return `${wait} ${atRisk} ${atRisk === 1 ? "serves" : "serve"} a goal that is at risk.`;
}

/** Either side says so. */
const isAtRisk = ({ views }: ServedGoal): boolean =>
  [views.leadership, views.technology].some(({ health }) => health === "at risk" || health === "off track");
