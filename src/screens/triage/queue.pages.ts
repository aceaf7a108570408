import { refOf } from "../../records/records.rules.ts";
import { caretakerOf } from "../../requests/looking-after.rules.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { isOwn } from "../../requests/requests.rules.ts";
import { type TriageWay, wayQuery } from "../../requests/triage-way.rules.ts";
import { type Day, dayOf, daysBetween, durationWords, formatShortDay } from "../../shared/dates.ts";
import type { Actor, District } from "../../shared/deed.ts";
import { sideMark } from "../../web/marks.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { mostQueued, type Triage } from "./triage.queries.ts";

export type TriagePage = {
  triage: Triage;
  actor: Actor;
  way: TriageWay;
  now: Date;
  today: Day;
  district: District;
};

/** Triage at a request, or at the first of the queue, looked at in this way. */
export const triageAt = (way: TriageWay, request: Request | null = null): string =>
  withQuery(paths.triage, { ...wayQuery(way), request: request?.record.number });

/** As many as one screen holds. */
export const shownOf = ({ triage }: TriagePage): Request[] => triage.queue.slice(0, mostQueued);

const at = (page: TriagePage, step: number): Request | null => {
  const shown = shownOf(page);
  const index = shown.findIndex(request => request.id === page.triage.current?.id);
  return index < 0 ? null : (shown[index + step] ?? null);
};

/** What stands behind the request that is looked at, and before it. */
export const nextOf = (page: TriagePage): Request | null => at(page, 1);
export const backOf = (page: TriagePage): Request | null => at(page, -1);

/** Where a decision leads on to: behind the first of the queue, to whichever is first then. */
export const onwardFrom = (page: TriagePage): Request | null => (backOf(page) ? nextOf(page) : null);

/** "3 of 12", "3 of over 100" */
export function placeWords(page: TriagePage): string {
  const { queue, current } = page.triage;
  const index = shownOf(page).findIndex(request => request.id === current?.id);
  const place = index < 0 ? "one" : index + 1;
  return `${place} of ${queue.length > mostQueued ? `over ${mostQueued}` : queue.length}`;
}

export function queueView(page: TriagePage, request: Request) {
  const { triage, actor, today, district } = page;
  const { record, requester } = request;
  const days = daysBetween(dayOf(record.since, district.timeZone), today);
  const caretaker = caretakerOf(request, triage.group);
  const goals = triage.served.filter(goal => goal.requestId === request.id);
  return {
    href: triageAt(page.way, request),
    isCurrent: request.id === triage.current?.id,
    title: record.title,
    mark: requester?.side ? sideMark(requester.side) : null,
    ref: request.ref,
    age: days <= 0 ? "today" : durationWords(days),
    needed: record.due ? { datetime: record.due, day: formatShortDay(record.due, today) } : null,
    goals: goals.length > 0 ? goals.map(goal => refOf("goal", goal.number)).join(", ") : "no goal",
    isOwn: isOwn(actor, request),
    caretaker: caretaker ? (caretaker.personId === actor.id ? "you" : caretaker.name) : null,
  };
}
