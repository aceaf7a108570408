import { z } from "zod";
import type { Liaison } from "../people/people.queries.ts";
import type { Actor } from "../shared/deed.ts";
import { assignmentForm, deferralForm, refusalForm } from "./forms.rules.ts";
import { couldLookAfter } from "./looking-after.rules.ts";
import { refusal } from "./refusals.rules.ts";
import type { Request } from "./requests.queries.ts";

/** What can be done to several waiting requests at once. */
export const batchDeeds = ["accept", "defer", "decline", "assign"] as const;
export type BatchDeed = (typeof batchDeeds)[number];

export const mostAtOnce = 200;

/** Each with the version that was looked at: "214.3 215.1". */
const items = z
  .string({ error: "Nothing is ticked. Tick at least one request." })
  .regex(/^\d{1,9}\.\d{1,9}( \d{1,9}\.\d{1,9}){0,199}$/, {
    error: `Open the page again and tick at most ${mostAtOnce} requests.`,
  })
  .meta({ control: "hidden", label: "Requests" });

export const batchForms = {
  accept: z.strictObject({ request: items }),
  defer: z.strictObject({ request: items, ...deferralForm.shape }),
  decline: z.strictObject({ request: items, ...refusalForm.shape }),
  assign: z.strictObject({ request: items, liaison: assignmentForm.shape.liaison }),
};

export type Item = { number: number; version: number };

export const itemsText = (items: readonly Item[]): string =>
  items.map(({ number, version }) => `${number}.${version}`).join(" ");

export function itemsIn(text: string): Item[] {
  const found = [...text.matchAll(/(\d{1,9})\.(\d{1,9})/g)].map(([, number, version]) => ({
    number: Number(number),
    version: Number(version),
  }));
  return [...new Map(found.map(item => [item.number, item])).values()].slice(0, mostAtOnce);
}

/** Why this request cannot be among them, in words; null where it can. */
export function hindrance(
  actor: Actor,
  deed: BatchDeed,
  request: Request,
  liaison: Liaison | null = null,
): string | null {
  const refused = refusal(actor, deed, request);
  if (refused) return refused.message;
  if (request.state !== "submitted") return `${request.ref} has left the queue: it is ${request.state} now.`;
  if (deed === "accept" && request.row.kind === "new system")
    return `${request.ref} is a new system. Accept it on its own page, with what its reviews say.`;
  if (liaison && !couldLookAfter(request, [liaison]).includes(liaison))
    return `${liaison.name} asked for ${request.ref}. Another liaison looks after it.`;
  return null;
}

export const changedWords = ({ ref }: Request): string =>
  `${ref} changed while you looked, and was left alone.`;
