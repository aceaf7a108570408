import { sentence } from "../../events/events.pages.ts";
import type { ToldEvent } from "../../events/events.queries.ts";
import { type BatchDeed, batchForms, hindrance, itemsText, mostAtOnce } from "../../requests/batch.rules.ts";
import { askedDeeds } from "../../requests/request-deeds.pages.ts";
import { requestTitle } from "../../requests/request-words.pages.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { tellingOf } from "../../requests/tellings.rules.ts";
import { addMonths, dayOf, formatShortDay, formatTime } from "../../shared/dates.ts";
import type { Actor, Deed } from "../../shared/deed.ts";
import { chosenWords, digestDay, toldWords } from "../../told/told.pages.ts";
import { toldBesides } from "../../told/told.queries.ts";
import { formView } from "../../web/forms.ts";
import { deedLink, pageHead } from "../../web/head.ts";
import { paths, withQuery } from "../../web/paths.ts";
import type { FailedForm } from "../../web/posts.ts";
import { type Part, say } from "../../web/sentence.ts";
import type { Batch } from "./batch.queries.ts";

export const batchPath = (deed: BatchDeed): string => paths.batchOf(askedDeeds[deed].noun);

export type BatchPage = {
  name: BatchDeed;
  batch: Batch;
  last: ReadonlyMap<string, ToldEvent | undefined>;
  /** Of one that was done a moment ago: the words are not typed twice. */
  like: Request | null;
  failed: FailedForm | null;
  /** How many were ticked beyond as many as can be done at once. */
  tooMany: number;
  actor: Actor;
  deed: Deed;
};

const done: Record<BatchDeed, string> = {
  accept: "Each goes to technology, which estimates it next.",
  defer: "Each leaves the queue and comes back by itself on the day.",
  decline: "Each ends here; its requester reads the reason. A liaison can reopen it.",
  assign: "Each stays in the queue. Everyone sees who looks after it.",
};

/** What will happen to each, what cannot, and one press. */
export function batchPage(page: BatchPage) {
  const { name, batch, failed, tooMany, actor, deed } = page;
  const could = batch.requests.filter(request => hindrance(actor, name, request) === null);
  const not = batch.requests.filter(request => hindrance(actor, name, request) !== null);
  const count = `${could.length} ${could.length === 1 ? "request" : "requests"}`;
  const { label } = askedDeeds[name];
  // As they are now, also where a form comes back.
  const items = itemsText(could.map(({ record }) => record));
  const form = formView(batchForms[name], {
    action: batchPath(name),
    submit: `${label} ${count}`,
    values: { ...valuesFor(page), request: items },
    options: { liaison: liaisonOptions(page) },
    ...(failed ? { typed: { ...failed.typed, request: items }, errors: failed.errors } : {}),
    told:
      name === "assign"
        ? chosenWords("the liaison whom you choose, of all in one mail", digestDay(deed))
        : "Who is told stands above with each.",
  });
  return {
    head: pageHead({
      heading: could.length === 0 ? "None of these can be done" : `${label} ${count}`,
      kicker: say("Triage · what will happen"),
      standing: say(
        could.length === 0 ? "Each says why." : done[name],
        not.length > 0 && could.length > 0 ? ` ${not.length} cannot be done, below with why.` : "",
        tooMany > 0 ? ` ${mostAtOnce} at once is the most: the other ${tooMany} stay in the queue.` : "",
      ),
      deeds: [
        deedLink(
          "Back to the queue",
          withQuery(paths.batch, { request: batch.requests.map(({ record }) => String(record.number)) }),
        ),
      ],
      form,
    }),
    form: could.length > 0 ? form : null,
    wrote: could.length === 0 ? wroteIn(failed) : null,
    could: could.map(request => ({
      said: say(requestTitle({ number: request.record.number, title: request.record.title })),
      note: say(...lastWords(page, request), toldOf(page, request)),
    })),
    not: not.map(request => ({
      said: say(requestTitle({ number: request.record.number, title: request.record.title })),
      note: say(hindrance(actor, name, request) ?? "", " ", ...lastWords(page, request)),
    })),
  };
}

/** Where nothing is left to do, what was typed is still there to be copied. */
function wroteIn(failed: FailedForm | null): string | null {
  const reason = failed?.typed.reason;
  return typeof reason === "string" && reason !== "" ? reason : null;
}

/** Who hears of this one; whom a liaison is assigned to, the form says of all. */
function toldOf({ name, batch, deed }: BatchPage, request: Request): string {
  if (name === "assign") return "";
  const told = toldBesides(deed, tellingOf(name, request), batch.reachOf(request.id), []);
  return toldWords({ named: [], unseen: [], nobody: [], ...told }, "this request", digestDay(deed));
}

/** What somebody did to it last, where that is why it stands here. */
function lastWords({ last, deed }: BatchPage, { id }: Request): Part[] {
  const event = last.get(id);
  return event ? say(`${atWords(event.at, deed)}: `, ...sentence(event), " ") : [];
}

const atWords = (at: Date, { today, district: { timeZone } }: Deed): string =>
  `On ${formatShortDay(dayOf(at, timeZone), today)} at ${formatTime(at, timeZone)}`;

const liaisonOptions = ({ batch, actor }: BatchPage) =>
  [...batch.group]
    .sort((a, b) => Number(b.personId === actor.id) - Number(a.personId === actor.id))
    .map(({ personId, name, side }) => ({
      value: personId,
      label: `${name}, ${side}${personId === actor.id ? " (you)" : ""}`,
    }));

function valuesFor({ name, like, actor, deed }: BatchPage): Record<string, unknown> {
  if (name === "assign") return { liaison: like ? like.row.lookedAfterById : actor.id };
  const until = name === "defer" ? { until: like?.row.deferredUntil ?? addMonths(deed.today, 1) } : {};
  return { ...until, reason: like?.row.stateNote ?? "" };
}
