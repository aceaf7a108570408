import { isNumbered, refOf } from "../records/records.rules.ts";
import { type Day, dayOf, formatDay } from "../shared/dates.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import type { EmptyView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { Holdings, Leaver } from "./handover.queries.ts";
import { handoverForm, heldKey } from "./handover.rules.ts";

const recordWords = (count: number): string => (count === 1 ? "one record" : `${count} records`);

const nothing: EmptyView = {
  id: "nothing-needed",
  heading: "Nothing needs a new owner",
  sentence: "When somebody is disabled, the open records that they held stand here until others take them.",
  deeds: [],
  example: null,
};

export function leaversPage(leavers: readonly Leaver[], { zone, today }: { zone: string; today: Day }) {
  return {
    head: pageHead({
      heading: "Needs a new owner",
      standing: say("Open goals, requests, work and budget requests of people who can sign in no more."),
    }),
    list:
      leavers.length === 0
        ? null
        : listView({
            caption: "People who left something open",
            heads: [head("Person"), head("Since"), head("Holds")],
            rows: leavers.map(({ number, name, title, at, audiences }) => [
              rowHead(say(link(paths.holdings(number), name)), title ? { kind: say(title) } : {}),
              cell("Since", formatDay(dayOf(at, zone), today), { inline: true }),
              cell("Holds", recordWords(audiences.length), { inline: true }),
            ]),
          }),
    empty: leavers.length === 0 ? nothing : null,
  };
}

export type HoldingsPage = {
  number: number;
  name: string;
  holdings: Holdings;
  failed?: FailedForm | undefined;
};

/** What one person left, with the way to hand over one by one, or all to one person. */
export function holdingsPage({ number, name, holdings, failed }: HoldingsPage) {
  const { seats, hidden } = holdings;
  const options = seats.map(({ record, seat }) => ({
    value: heldKey(record.id, seat),
    label: `${isNumbered(record.kind) ? `${refOf(record.kind, record.number)} ` : ""}${record.title}`,
    hint: `${seat}, ${record.state}`,
  }));
  const form = formView(handoverForm, {
    action: paths.holdings(number),
    submit: "Hand over what is chosen",
    told: "Told: whoever gets the seat of a sponsor or partner, to confirm that goal, by mail now or in the digest, as they chose. Of the rest nobody is told.",
    values: { held: options.map(({ value }) => value) },
    options: { held: options },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  const unseen =
    hidden === 0
      ? ""
      : ` ${hidden === 1 ? "One more is" : `${hidden} more are`} not yours to see: the liaison group hands ${hidden === 1 ? "it" : "them"} over.`;
  return {
    head: pageHead({
      heading: `What ${name} held`,
      kicker: say(link(paths.needsOwner, "Needs a new owner")),
      standing: say(
        seats.length === 0
          ? `Nothing that you see needs a new owner.${unseen}`
          : `Choose all of it or some, and who takes it over. They find it on their desk; a goal asks them to confirm.${unseen}`,
      ),
      form,
    }),
    form: seats.length === 0 ? null : form,
  };
}
