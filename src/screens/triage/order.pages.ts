import { sentence } from "../../events/events.pages.ts";
import { type KeySide, keySides } from "../../requests/keys.rules.ts";
import {
  isOrdered,
  orderSideOf,
  type Places,
  placesOf,
  type SideOrder,
} from "../../requests/queue-order.rules.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { type Day, dayOf, daysBetween, durationWords, formatShortDay } from "../../shared/dates.ts";
import type { Actor, District } from "../../shared/deed.ts";
import { newId } from "../../shared/ids.ts";
import { formView } from "../../web/forms.ts";
import { deedLink, pageHead } from "../../web/head.ts";
import { cell, head, type ListView, listView, rowHead } from "../../web/list.ts";
import { sideMark } from "../../web/marks.ts";
import { paths, withQuery } from "../../web/paths.ts";
import type { FailedForm } from "../../web/posts.ts";
import { type Part, say, time, titleLink } from "../../web/sentence.ts";
import { orderForm } from "./order.forms.ts";
import { mostShown, type OrderLoad } from "./order.queries.ts";

export type OrderPage = {
  loaded: OrderLoad;
  actor: Actor;
  /** The request that was just moved: the focus goes on from there. */
  movedNumber: number | null;
  failed: FailedForm | null;
  today: Day;
  district: District;
};

export const sideNames: Record<KeySide, string> = { leadership: "Leadership", technology: "Technology" };

/** "Leadership 2, technology 9"; what is past the end has no number. */
export const placesWords = ({ leadership, technology }: Places): string =>
  `Leadership ${leadership ?? "–"}, technology ${technology ?? "–"}`;

export function orderPage(page: OrderPage) {
  const { loaded, actor, failed, today, district } = page;
  const { orders } = loaded;
  const own = orderSideOf(actor);
  const form = formView(orderForm, {
    action: paths.queueOrder,
    submit: "Move it to the top",
    submitDeed: "top",
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Two orders of the queue",
      kicker: say("Triage · for the liaison group"),
      standing: say(standingOf(page)),
      deeds: [deedLink("Back to triage", paths.triage)],
      form,
    }),
    apart: apartView(page),
    same: isOrdered(orders) ? "Both sides would decide in the same order." : null,
    form,
    sides: keySides.map(side => sideView(page, side, own === side)),
    hasMore: own !== null && orders[own].ids.length > mostShown,
    said: loaded.said.map(event => ({
      said: say(
        time(event.at.toISOString(), formatShortDay(dayOf(event.at, district.timeZone), today)),
        ": ",
        ...sentence(event),
      ),
    })),
    empty:
      orders.leadership.ids.length === 0
        ? "Nothing waits to be decided. Requests come here when somebody sends them."
        : null,
  };
}

function standingOf({ loaded, actor }: OrderPage): string {
  const { orders } = loaded;
  const put = keySides.filter(side => orders[side].placed > 0);
  const words = put.map(side => `${sideNames[side]} has put ${countOf(orders[side].placed)} in order.`);
  const rest = keySides.filter(side => orders[side].placed === 0).map(side => sideNames[side]);
  const none =
    rest.length === 0
      ? ""
      : `${rest.join(" and ")} ${rest.length === 1 ? "has" : "have"} put none in order yet.`;
  const own = orderSideOf(actor);
  const yours = own
    ? `You order for ${own}. What has no place comes after, by age.`
    : "Liaisons of leadership and of technology put it in order.";
  return [...words, none, yours].filter(Boolean).join(" ");
}

const countOf = (count: number): string => `${count} ${count === 1 ? "request" : "requests"}`;

function apartView({ loaded }: OrderPage): ListView | null {
  const { orders, apart, requests } = loaded;
  if (!isOrdered(orders) || apart.length === 0) return null;
  return listView({
    caption: "The largest difference first",
    isCaptionShown: true,
    isClose: true,
    heads: [
      head("Request"),
      ...keySides.map(side => head(sideNames[side], { mark: sideMark(side) })),
      head("Apart"),
    ],
    rows: apart.flatMap(({ id, places, gap }) => {
      const request = requests.get(id);
      if (!request) return [];
      return [
        [
          rowHead(say(titleOf(request))),
          ...keySides.map(side =>
            cell(sideNames[side], placeWords(orders[side], places[side]), { inline: true }),
          ),
          cell("Apart", `${gap} ${gap === 1 ? "place" : "places"}`, { inline: true }),
        ],
      ];
    }),
  });
}

const titleOf = ({ ref, record }: Request): Part =>
  titleLink(withQuery(paths.triage, { request: record.number }), record.title, ref);

function placeWords({ placed }: SideOrder, place: number | null): string {
  if (place === null) return "far down";
  return place > placed ? `${place}, by age` : String(place);
}

const other = { leadership: "technology", technology: "leadership" } as const;

function sideView(page: OrderPage, side: KeySide, isOwn: boolean) {
  const { orders, requests } = page.loaded;
  const { ids, placed } = orders[side];
  const shown = ids.slice(0, mostShown).flatMap(id => {
    const request = requests.get(id);
    return request ? [request] : [];
  });
  return {
    id: `order-${side}`,
    mark: sideMark(side),
    isOwn,
    action: paths.queueOrder,
    key: newId(),
    rows: shown.map((request, index) => {
      const before = shown[index - 1];
      const after = shown[index + 1];
      return {
        said: say(titleOf(request)),
        note: noteOf(page, request, side, index >= placed),
        buttons: isOwn ? buttonsOf(page, request, before, after) : [],
      };
    }),
    more: ids.length > mostShown ? `These are the first ${mostShown} of ${ids.length} and more.` : null,
  };
}

function noteOf(
  { loaded, today, district }: OrderPage,
  { id, record }: Request,
  side: KeySide,
  byAge: boolean,
): Part[] {
  const theirs = placesOf(loaded.orders, id)[other[side]];
  const days = daysBetween(dayOf(record.since, district.timeZone), today);
  const waits = days <= 0 ? "since today" : `waits ${durationWords(days)}`;
  const due = record.due ? `, needed ${formatShortDay(record.due, today)}` : "";
  return say(`${sideNames[other[side]]} ${theirs ?? "–"} · ${byAge ? "by age, " : ""}${waits}${due}`);
}

type Button = { deed: string; label: string; of: string; key: string; isFocused: boolean };

function buttonsOf(
  { movedNumber }: OrderPage,
  request: Request,
  before?: Request,
  after?: Request,
): Button[] {
  const { number } = request.record;
  const made = (label: string, key: string, deed: string) => ({
    deed,
    label,
    key,
    of: request.ref,
    isFocused: false,
  });
  const buttons = [
    ...(before ? [made("Up", "u", `before ${number} ${before.record.number}`)] : []),
    ...(after ? [made("Down", "d", `after ${number} ${after.record.number}`)] : []),
    ...(before ? [made("To the top", "t", `top ${number}`)] : []),
  ];
  return buttons.map((button, index) => ({ ...button, isFocused: index === 0 && number === movedNumber }));
}
