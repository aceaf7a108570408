import type { EventKind } from "../events/event-kinds.ts";
import type { Audience } from "../records/records.rules.ts";
import type { Telling } from "../told/told.rules.ts";
import type { Budget } from "./budget.queries.ts";

/** The entry that each deed on a budget request leaves. */
const eventOf = {
  "take up": "budget taken up",
  submit: "budget submitted",
  endorse: "budget endorsed",
  return: "budget returned",
  review: "budget reviewed",
  decide: "budget decided",
  close: "budget closed",
  "step back": "budget stepped back",
} as const satisfies Record<string, EventKind>;
export type TellingDeed = keyof typeof eventOf;

/** Who reads it once it was done, where that changes. */
const audienceAfter: Partial<Record<TellingDeed, Audience>> = {
  submit: "everyone",
  return: "money",
  decide: "board",
};

/** Whom a deed on a budget request tells, for the page before it and the mails with it. */
export const tellingOf = (
  deed: TellingDeed,
  { record, authors }: Pick<Budget, "record" | "authors">,
): Telling => ({
  record: { id: record.id, audience: audienceAfter[deed] ?? record.audience },
  to: deed === "return" ? authors.map(({ id }) => ({ personId: id, as: "returned" as const })) : [],
  event: eventOf[deed],
});

/** One that is being written. */
export const tellingOfNew: Telling = {
  record: { id: "", audience: "everyone" },
  to: [],
  event: eventOf.submit,
};
