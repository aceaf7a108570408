import { estimateView } from "../estimates/estimate-view.pages.ts";
import { estimateWords, hoursOf } from "../estimates/estimate-words.pages.ts";
import type { EstimateVersion } from "../estimates/estimates.queries.ts";
import type { DaysRow } from "../forecast/days.rules.ts";
import { movesView } from "../forecast/moves.pages.ts";
import type { KnownPast } from "../forecast/ranges.rules.ts";
import { addWorkingDays, type Day, formatDay } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import type { FormOptions } from "../web/form-view.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { type Part, say } from "../web/sentence.ts";
import type { AlikeRequest } from "./alike.queries.ts";
import type { AlikeDone } from "./alike-done.queries.ts";
import type { Foretold } from "./foretold.queries.ts";
import { keySideOf } from "./keys.rules.ts";
import {
  type AskedDeed,
  askedDeeds,
  deedFormPath,
  deedPath,
  labelOf,
  type Moment,
  schemaOf,
} from "./request-deeds.pages.ts";
import { factsOf } from "./request-facts.pages.ts";
import { nameOf, requestLink, requestTag, requestTitle } from "./request-words.pages.ts";
import type { Key } from "./requests.queries.ts";
import { daysToConfirm } from "./requests.rules.ts";
import type { Took } from "./took.rules.ts";
import { spanWords } from "./took.rules.ts";
import { wayOf } from "./triage-way.rules.ts";

export type DeedPage = {
  moment: Moment;
  name: AskedDeed;
  estimates: EstimateVersion[];
  past: KnownPast | undefined;
  days: DaysRow | undefined;
  keys: Key[];
  /** Who will be told, and how. */
  told: string;
  took: Took | null;
  /** What a commitment moves; null for other deeds. */
  foretold: Foretold | null;
  alike: AlikeRequest[];
  alikeDone: AlikeDone[];
  values: Record<string, unknown>;
  /** The word that leads back to triage, where it was opened there. */
  back: string | null;
  /** Choices that are known only now. */
  options: FormOptions["options"];
  failed: FailedForm | null;
  today: Day;
  district: District;
};

/** A page for one deed: its question, whom it tells, and the request beside it. */
export function deedPage(page: DeedPage) {
  const { moment, name, failed, estimates, today, district } = page;
  const { request } = moment;
  const { heading } = askedDeeds[name];
  const form = formView(schemaOf(name, request), {
    action: deedPath(request, name),
    submit: name === "commit" ? labelOf(name, moment) : askedDeeds[name].submit,
    submitDeed: wayOf(page.back) ? page.back : null,
    version: request.record.version,
    told: page.told,
    also: page.foretold ? [{ value: "look", label: "Show what it moves" }] : [],
    values: page.values,
    options: page.options,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      title: `${heading}: ${request.ref}`,
      heading,
      kicker: say(requestLink(request.record)),
      standing: say(...changedWords(page), leadOf(page)),
      form,
    }),
    name,
    moves: page.foretold
      ? movesView(request.ref, page.foretold.moves, {
          ...page.foretold,
          due: request.record.due,
          promised: page.foretold.place.to,
          today,
          again: againAt(page),
        })
      : null,
    form,
    need: request.row.need || null,
    why: request.row.why || null,
    facts: factsOf({ request, keys: page.keys, days: page.days, today, district }),
    estimate:
      name === "estimate"
        ? null
        : estimateView(estimates, {
            ...{ today, zone: district.timeZone, hoursAWeek: district.hoursAWeek },
            ...{ kind: request.row.kind, past: page.past },
          }),
    alike: page.alike.map(each => ({
      said: say(requestTitle(each)),
      note: say(requestTag(each.state)),
    })),
    done: doneViews(page.alikeDone),
    took: page.took ? `Things like it took ${spanWords(page.took)}, from sent to delivered.` : null,
  };
}

/** Finished ones with what was estimated and what they took: by what their title or their kind has in common. */
function doneViews(done: readonly AlikeDone[]) {
  const view = (id: string, heading: string, isAlike: boolean) => ({
    ...{ id, heading },
    rows: done
      .filter(each => each.isAlike === isAlike)
      .map(each => ({
        said: say(requestTitle(each)),
        note: say(`Likely ${hoursOf(each.likelyHours)}, took ${hoursOf(each.actualHours)}.`),
      })),
  });
  return [
    view("done-alike", "Alike, and finished", true),
    view("done-of-kind", "Finished, of the same kind", false),
  ].filter(({ rows }) => rows.length > 0);
}

/** The page at the place in the queue that it tells of. */
const againAt = ({ moment: { request }, name, values, failed }: DeedPage): string => {
  const { from, to, rank } = failed?.typed ?? values;
  const text = (value: unknown) => (typeof value === "number" || typeof value === "string" ? value : null);
  return withQuery(deedFormPath(request, name), { from: text(from), to: text(to), rank: text(rank) });
};

const dayWords = (day: Day, today: Day): string => formatDay(day, today);

/** Somebody was first: where the request stands now. */
const changedWords = ({ failed, moment }: DeedPage): (Part | string)[] =>
  failed?.status === 409 ? ["It is ", requestTag(moment.request.state), " now. "] : [];

function leadOf(page: DeedPage): string {
  const { moment, today, district } = page;
  const requester = nameOf(moment.request.requester);
  switch (page.name) {
    case "ask":
      return `The request waits for the answer of ${requester}, and is not in the queue until then.`;
    case "answer":
      return "Your answer goes back to the liaison group, which decides next.";
    case "accept":
      return "Technology estimates it next.";
    case "decline":
      return "It ends here. A liaison can reopen it.";
    case "defer":
      return `It leaves the queue, and comes back by itself as ${moment.request.state}.`;
    case "merge":
      return "This one ends. Those who follow it or need it too move over to the one that goes on.";
    case "assign":
      return "Everyone sees whose it is. It gives no right: any liaison can still decide it.";
    case "reopen":
      return "It goes back to the queue and is decided from the start.";
    case "estimate":
      return estimateLead(page);
    case "second":
      return "Your numbers stand beside the estimate, for whoever commits to see. They take nobody’s place.";
    case "commit":
    case "keyAgain":
      return commitLead(page);
    case "uncommit":
      return "It is estimated again, without a promise. Its keys are void.";
    case "deliver":
      return `${requester} says whether it works. Without a word it counts as confirmed on ${dayWords(
        addWorkingDays(today, daysToConfirm, district.holidays),
        today,
      )}.`;
    case "confirm":
      return "It is done with that.";
    case "notYet":
      return "It goes back to technology, with what is missing.";
    case "withdraw":
      return "It ends here, for everyone who follows it too.";
    case "needToo":
      return "It is counted when the liaison group decides, and you follow the request from then on.";
  }
}

function estimateLead({ moment, keys }: DeedPage): string {
  const isFirst = moment.request.state === "accepted";
  const voids = keys.length > 0 ? " Above the threshold it voids the keys that were given." : "";
  return isFirst
    ? "Three honest numbers: they are never edited, only followed by a next version."
    : `The version before stays readable; the request stays ${moment.request.state}.${voids}`;
}

function commitLead({ moment, estimates, keys, district }: DeedPage): string {
  const [estimate] = estimates;
  const side = keySideOf(moment.actor);
  if (!estimate) return "";
  const said = `${estimateWords(estimate)}.`;
  if (!moment.isLarge) return `${said} One liaison commits it.`;
  const limit = `Above ${district.twoKeysHours} likely hours or $${(district.twoKeysCents / 100).toLocaleString("en-US")} a commitment takes one liaison of leadership and one of technology.`;
  const [other] = keys;
  return other && other.side !== side
    ? `${said} ${limit} ${other.name} gave the key of ${other.side} for the days below; with yours it is committed. Change the days, and their key is asked again.`
    : `${said} ${limit} Yours is the first.`;
}
