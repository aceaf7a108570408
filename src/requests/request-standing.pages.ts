import type { EstimateRow } from "../estimates/estimates.queries.ts";
import { addWorkingDays, type Day, dayOf, daysBetween, durationWords, formatRange } from "../shared/dates.ts";
import type { Actor, District } from "../shared/deed.ts";
import { late, type Part, say } from "../web/sentence.ts";
import { keySides, needsTwoKeys } from "./keys.rules.ts";
import {
  dayPart,
  listed,
  nameOf,
  requestLink,
  requestTag,
  shortDay,
  stopped,
  tookWords,
  waited,
} from "./request-words.pages.ts";
import type { Key, Request } from "./requests.queries.ts";
import { daysToConfirm, isOwn } from "./requests.rules.ts";

export type Standing = {
  request: Request;
  estimate: EstimateRow | null;
  keys: Key[];
  /** The one that a duplicate goes on as, where the reader may see it. */
  survivor: Request | null;
  /** There is work under it, and all of it is done or dropped. */
  isWorkDone: boolean;
  /** The liaison who looks after it. */
  caretaker: string | null;
  actor: Actor;
  today: Day;
  district: District;
};

/** The sides whose keys a large commitment still waits for; none below the threshold. */
export const missingKeys = ({
  estimate,
  keys,
  district,
}: Pick<Standing, "estimate" | "keys" | "district">) =>
  estimate && needsTwoKeys(estimate, district)
    ? keySides.filter(side => !keys.some(key => key.side === side))
    : [];

const promisedWords = ({ row }: Request, today: Day): string =>
  row.windowFrom && row.windowTo
    ? `Promised for ${formatRange(row.windowFrom, row.windowTo, today)}`
    : "Promised";

function overdue({ row }: Request, today: Day): Part[] {
  const days = row.windowTo ? daysBetween(row.windowTo, today) : 0;
  return days > 0 ? say(", ", late(`${durationWords(days)} late`)) : [];
}

function estimatedWords(standing: Standing, wait: string): Part[] {
  const missing = missingKeys(standing);
  if (missing.length === 0)
    return say(`Waits for the liaison group to commit it, ${wait}.${caretakerWords(standing)}`);
  const key = missing.length === 1 ? "key" : "keys";
  return say(`Waits for the ${key} of ${listed(missing)} to commit it, ${wait}.`);
}

const caretakerWords = ({ caretaker }: Standing): string =>
  caretaker === null ? "" : ` ${caretaker} looks after it.`;

function promiseWords(standing: Standing, rest: string): Part[] {
  const { request, today } = standing;
  const missing = missingKeys(standing);
  const voided =
    missing.length > 0
      ? ` A larger estimate voided its keys: ${listed(missing)} must give ${missing.length === 1 ? "one" : "theirs"} again.`
      : "";
  return say(promisedWords(request, today), ...overdue(request, today), `. ${rest}${voided}`);
}

function duplicateWords({ survivor }: Standing): Part[] {
  if (!survivor) return say("It goes on as a record you may not see.");
  const { record, state } = survivor;
  return say("It goes on as ", requestLink(record), ", which is ", requestTag(state), ".");
}

function deliveredWords({ request, actor, today, district }: Standing, wait: string): Part[] {
  const on = dayOf(request.record.since, district.timeZone);
  const last = addWorkingDays(on, daysToConfirm, district.holidays);
  const whom = isOwn(actor, request) ? "you" : nameOf(request.requester);
  return say(
    `Waits for ${whom} to confirm it, ${wait}. Without a word it counts as confirmed on `,
    shortDay(last, today),
    ".",
  );
}

function wordsFor(standing: Standing): Part[] {
  const { request, actor, today, district } = standing;
  const zone = district.timeZone;
  const { row, record } = request;
  const wait = waited(record.since, { today, zone });
  const since = shortDay(dayOf(record.since, zone), today);
  const own = isOwn(actor, request);
  const note = row.stateNote === "" ? "." : `: ${stopped(row.stateNote)}`;
  switch (request.state) {
    case "draft":
      return say(`Only ${own ? "you" : nameOf(request.requester)} and the liaison group see it.`);
    case "submitted":
      return say(`Waits for the liaison group to decide, ${wait}.${caretakerWords(standing)}`);
    case "needs info":
      return say(
        `Waits for ${own ? "your answer" : `an answer from ${nameOf(request.requester)}`}, ${wait}.`,
      );
    case "accepted":
      return say(`Waits for technology to estimate it, ${wait}.`);
    case "estimated":
      return estimatedWords(standing, wait);
    case "committed":
      return promiseWords(standing, `Waits for technology to start, ${wait}.`);
    case "in delivery":
      return promiseWords(
        standing,
        standing.isWorkDone
          ? `All its work is done. ${request.owner?.name ?? "Technology"} says whether it is delivered.`
          : `Technology works on it ${wait}.`,
      );
    case "delivered":
      return deliveredWords(standing, wait);
    case "confirmed": {
      const took = tookWords(row.submittedAt, row.deliveredAt);
      return say(
        "Since ",
        since,
        took ? `. It took ${took}${note === "." ? "." : `. ${stopped(row.stateNote)}`}` : note,
      );
    }
    case "declined":
      return say("On ", since, note);
    case "withdrawn":
      return say("On ", since, note);
    case "deferred":
      return say(
        "Comes back by itself on ",
        row.deferredUntil ? dayPart(row.deferredUntil, today) : "its day",
        `, as ${row.stateBefore ?? "submitted"}`,
        note,
      );
    case "duplicate":
      return duplicateWords(standing);
  }
}

/** The state, whom it waits for and for how long: the one sentence under the title. */
export const standingOf = (standing: Standing): Part[] =>
  say(requestTag(standing.request.state), " ", ...wordsFor(standing));
