import { z } from "zod";
import type { Kind, Seat } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { line } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

/** Seats that somebody has to sit at for the record to go on; the author's only at a budget request that is a draft. */
export const neededSeats = [
  "sponsor",
  "partner",
  "owner",
  "requester",
  "author",
] as const satisfies readonly Seat[];
export type NeededSeat = (typeof neededSeats)[number];

export const canGiveOwners = (actor: Actor): boolean => may(actor, "give a new owner");
export const whoGivesOwners =
  "Only an administrator or the liaison group gives what somebody held to another.";

/** A record's id and the seat at it. */
export const heldKey = (recordId: string, seat: string): string => `${recordId} ${seat}`;

const isHeldKey = (text: string): boolean =>
  /^[0-9a-f-]{36} (sponsor|partner|owner|requester|author)$/.test(text);

export const handoverForm = z.strictObject({
  held: z
    .array(z.string().refine(isHeldKey, { error: "Choose from the list." }))
    .min(1, { error: "Nothing is chosen. Choose at least one record." })
    .max(500, { error: "Choose at most 500 at a time." })
    .prefault([])
    .meta({ label: "Records", control: "checkboxes" }),
  to: line("New holder", { max: 254, isPerson: true, hint: "Their name or e-mail address." }),
});
export type HandoverInput = z.output<typeof handoverForm>;

/** Who may sit at it, in words; null where this person may. */
export function unfitFor(person: Actor, kind: Kind, seat: NeededSeat): string | null {
  if (seat === "sponsor")
    return fits(person, "leadership") ? null : "a sponsor speaks for leadership and must be of that side";
  if (seat === "partner")
    return fits(person, "technology") ? null : "a partner speaks for technology and must be of that side";
  if (seat === "owner")
    return person.role === "technologist" ? null : "an owner does the work and must be in technology";
  const right = kind === "budget" ? "ask for money" : "ask for a request";
  return may(person, right, { own: true }) ? null : "they must be able to ask, answer and confirm themselves";
}

const fits = (person: Actor, side: Actor["side"]): boolean =>
  person.side === side && may(person, "confirm a goal", { mine: true });
