import { refOf } from "../../records/records.rules.ts";
import { requestTitle } from "../../requests/request-words.pages.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { isOwn } from "../../requests/requests.rules.ts";
import { type Day, dayOf, daysBetween, durationWords, formatShortDay } from "../../shared/dates.ts";
import type { Actor, District } from "../../shared/deed.ts";
import { pageHead } from "../../web/head.ts";
import { sideMark } from "../../web/marks.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { say } from "../../web/sentence.ts";
import { caseView } from "./case.pages.ts";
import { mostQueued, type ServedGoal, type Triage } from "./triage.queries.ts";

export type TriagePage = { triage: Triage; actor: Actor; today: Day; district: District };

const at = (request: Request): string => withQuery(paths.triage, { request: request.record.number });

export function triagePage(page: TriagePage) {
  const { triage, today, district } = page;
  const { queue, current } = triage;
  const shown = queue.slice(0, mostQueued);
  const index = shown.findIndex(request => request.id === current?.id);
  return {
    head: pageHead({
      title: current ? `Triage: ${current.ref} ${current.record.title}` : "Triage",
      kicker: say("Triage · for the liaison group"),
      heading: headingOf(queue.length),
      standing: say(standingOf(page)),
    }),
    queue: shown.map(request => queueView(page, request)),
    position: current
      ? `${index + 1} of ${queue.length > mostQueued ? `over ${mostQueued}` : queue.length}, show the queue`
      : "",
    next: stepTo(shown[index + 1]),
    back: stepTo(shown[index - 1]),
    open: caseView(page),
    toCommit: triage.toCommit.map(request => ({
      said: say(requestTitle(request.record)),
      note: say(`waits ${durationWords(daysBetween(dayOf(request.record.since, district.timeZone), today))}`),
    })),
    example: current ? null : nothingWords(triage),
  };
}

const stepTo = (request: Request | undefined): string | null => (request ? at(request) : null);

const headingOf = (count: number): string =>
  count === 0
    ? "Nothing to decide"
    : count > mostQueued
      ? `Over ${mostQueued} requests to decide`
      : `${count} ${count === 1 ? "request" : "requests"} to decide`;

const nothingWords = ({ toCommit }: Triage): string =>
  toCommit.length > 0
    ? "Every request that was sent has its answer. Some are estimated and wait to be committed."
    : "Every request that was sent has its answer. The next one shows up here by itself.";

function standingOf({ triage, today, district }: TriagePage): string {
  const [oldest] = triage.queue;
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

function queueView({ triage, actor, today, district }: TriagePage, request: Request) {
  const { record, requester } = request;
  const days = daysBetween(dayOf(record.since, district.timeZone), today);
  const goals = triage.served.filter(goal => goal.requestId === request.id);
  return {
    href: at(request),
    isCurrent: request.id === triage.current?.id,
    title: record.title,
    mark: requester?.side ? sideMark(requester.side) : null,
    ref: request.ref,
    age: days <= 0 ? "today" : durationWords(days),
    needed: record.due ? { datetime: record.due, day: formatShortDay(record.due, today) } : null,
    goals: goals.length > 0 ? goals.map(goal => refOf("goal", goal.number)).join(", ") : "no goal",
    isOwn: isOwn(actor, request),
  };
}
