import type { EstimateRow } from "../estimates/estimates.queries.ts";
import type { CostLine } from "../estimates/estimates.rules.ts";
import { needsTwoKeys } from "../requests/keys.rules.ts";
import type { RequestState } from "../requests/requests.rules.ts";
import { daysAfter } from "./seed.moments.ts";
import { planItems, workALittle, workOrDrop, workToTheEnd } from "./seed.work-path.ts";
import { dayIn, latest, liaisonFor, next, soon, type Way } from "./seed.world.ts";

/** The longest way; a request stops where it stands. */
const states: readonly RequestState[] = [
  "accepted",
  "estimated",
  "committed",
  "in delivery",
  "delivered",
  "confirmed",
];

export const isOnTheWay = (target: RequestState): boolean => states.includes(target);

const dayMs = 24 * 60 * 60 * 1000;

/** From accepted as far as it goes. */
export function walk(way: Way, target: RequestState): void {
  const { chance } = way;
  const reaches = (state: RequestState) => states.indexOf(target) >= states.indexOf(state);
  if (!reaches("estimated")) {
    planItems(way, chance.whole(0, 1), 4);
    return;
  }
  const { likelyHours } = estimate(way);
  const isPromised = reaches("committed") && commit(way);
  planItems(way, isPromised ? chance.whole(1, 3) : chance.whole(0, 2), likelyHours);
  if (!isPromised) return;
  if (reaches("in delivery")) begin(way, reaches("delivered"));
  if (!reaches("delivered")) sayDays(way, chance.skewed(3 * daysSince(way, way.moments.now), 0.5));
  else deliver(way, reaches("confirmed"));
  if (reaches("confirmed")) confirm(way);
}

function estimate(way: Way): EstimateRow {
  const { chance, crowd, request } = way;
  const estimator = chance.pick(crowd.technologists);
  const first = request.estimate(next(way, 0.5, 12), estimator, guess(way));
  return chance.happens(0.12) ? request.estimate(next(way, 1, 8), estimator, guess(way)) : first;
}

function guess(way: Way) {
  const { chance, speech } = way;
  const likelyHours = Math.max(1, Math.round(chance.skewed(11, 0.9)));
  return {
    lowHours: Math.max(0.5, Math.round(likelyHours * chance.between(0.4, 0.8))),
    likelyHours,
    highHours: Math.ceil(likelyHours * chance.between(1.3, 2.6)),
    assumptions: speech.say("assume"),
    risks: speech.say("risk"),
    lines: chance.happens(0.2) ? [cost(way)] : [],
  };
}

const cost = ({ chance, speech }: Way): CostLine => ({
  label: speech.say("cost"),
  kind: chance.weighed({ software: 4, hardware: 3, services: 2, training: 1 }),
  quantity: chance.whole(1, 40),
  unitCents: chance.whole(10, 900) * 100,
  recurrence: "one-time",
});

/** Whether the liaisons promised it: one of each side where it is large. */
function commit(way: Way): boolean {
  const { chance, district, request } = way;
  const at = next(way, 0.5, 14);
  const from = daysAfter(dayIn(way, at), chance.whole(0, 30));
  const promised = { from, to: daysAfter(from, chance.whole(7, 90)), rank: chance.whole(1, 60) };
  const last = request.estimates.at(-1);
  const isLarge = last !== undefined && needsTwoKeys(last, district);
  const [first, second] = isLarge
    ? [liaisonFor(way, "leadership"), liaisonFor(way, "technology")]
    : [null, liaisonFor(way)];
  if (second === null || (isLarge && first === null)) return false;
  if (first) {
    request.key(at, first, "leadership", promised);
    request.commit(next(way, 0.1, 2), second, promised, "technology");
  } else request.commit(at, second, promised);
  return true;
}

const daysSince = ({ request }: Way, at: Date): number =>
  (at.getTime() - (request.row.committedAt ?? at).getTime()) / dayMs;

/** What was said with the promise, half of it within so many days; each chance comes true about as often as it says. */
function sayDays(way: Way, days: number): void {
  const on = way.request.row.committedAt;
  if (!on) return;
  const after = (share: number) => daysAfter(dayIn(way, on), Math.round(days * share));
  way.request.say({
    ...{ saidAsEstimated: after(0.8), saidP50: after(1) },
    ...{ saidP80: after(1.52), saidP95: after(2.28) },
  });
}

/** The first item that starts puts the request in delivery. */
function begin(way: Way, isOver: boolean): void {
  const { chance, request, work, speech } = way;
  const [first, ...others] = work;
  if (!first) return;
  const starts = latest(first.at, next(way, 0.2, 12));
  request.start(starts, first.owner, first.id);
  if (isOver) workToTheEnd(way, first, speech, starts);
  else workALittle(way, first, speech, starts);
  for (const item of others) {
    if (isOver || chance.happens(0.4)) workOrDrop(way, item, speech, starts);
    else if (chance.happens(0.3)) workALittle(way, item, speech, soon(way, latest(starts, item.at), 0.1, 20));
  }
}

function deliver(way: Way, isOver: boolean): void {
  const { chance, moments, request, work, speech } = way;
  const done = latest(request.at, ...work.map(item => item.at));
  // What waits for its confirmation was delivered lately: else time would have confirmed it.
  const at = isOver ? soon(way, done, 0.05, 3) : latest(done, moments.before(chance.between(0, 11)));
  request.deliver(at, work[0]?.owner ?? request.author, speech.say("deliver"));
  sayDays(way, chance.skewed(daysSince(way, at), 0.5));
}

function confirm(way: Way): void {
  const { chance, moments, request, work, speech } = way;
  if (chance.happens(0.07)) {
    request.sendBack(next(way, 0.5, 6), speech.say("missing"));
    request.deliver(next(way, 1, 9), work[0]?.owner ?? request.author, speech.say("deliver"));
  }
  const isSilent = chance.happens(0.25) && moments.now.getTime() - request.at.getTime() > 20 * dayMs;
  if (isSilent) request.confirm(next(way, 15, 16), null);
  else request.confirm(next(way, 0.2, 9), speech.say("confirm"));
}
