import type { Actor } from "../shared/deed.ts";

/**
 * Everything with a history is a record; those with a letter have a number that people say. A new kind comes last: where
 * a text stands in the search counts by this order.
 */
export const kinds = [
  "goal",
  "request",
  "work",
  "budget",
  "priority",
  "source",
  "person",
  "district",
] as const;
export type Kind = (typeof kinds)[number];

export const letters = { goal: "G", request: "R", work: "W", budget: "B" } as const;
export type NumberedKind = keyof typeof letters;
export const numberedKinds = Object.keys(letters) as NumberedKind[];

/** "G-12", as people say it. */
export const refOf = (kind: NumberedKind, number: number): string => `${letters[kind]}-${number}`;

/** What a sentence on its own page calls it. */
export const thisWords: Record<NumberedKind, string> = {
  goal: "this goal",
  request: "this request",
  work: "this work",
  budget: "this budget request",
};

export const isNumbered = (kind: Kind): kind is NumberedKind => Object.hasOwn(letters, kind);

/**
 * Who sees a record beside those who sit at it:
 * board: everyone, viewers too · everyone: all but viewers · seats: liaisons (drafts) ·
 * money: liaisons and finance (budget drafts) · restricted: technologists and liaisons · admins: administrators.
 */
export const audiences = ["board", "everyone", "seats", "money", "restricted", "admins"] as const;
export type Audience = (typeof audiences)[number];

/** From many readers to few: each of these audiences holds all that come after it. */
const narrowing = ["board", "everyone", "restricted", "seats"] as const satisfies Audience[];

/** The readers that all of these audiences have in common; of others than those of goals and requests, the fewest. */
export const narrowest = (of: readonly Audience[]): Audience =>
  of.every(audience => narrowing.some(each => each === audience))
    ? (narrowing.findLast(audience => of.includes(audience)) ?? "seats")
    : "seats";

export const seats = ["author", "sponsor", "partner", "requester", "owner"] as const;
export type Seat = (typeof seats)[number];

/** The audiences that a person belongs to by role and term; the only place that decides it. */
export function audiencesOf(actor: Actor): Audience[] {
  if (actor.role === "system") return [...audiences];
  const seen: Audience[] = ["board"];
  if (actor.role !== "viewer" || actor.liaisonSide) seen.push("everyone");
  if (actor.liaisonSide) seen.push("seats");
  if (actor.liaisonSide || actor.role === "finance") seen.push("money");
  if (actor.liaisonSide || actor.role === "technologist") seen.push("restricted");
  if (actor.isAdmin) seen.push("admins");
  return seen;
}

/** The twin of `visibleTo` for records that are loaded already: many readers, one load. */
export const sees = (actor: Actor, record: { audience: Audience }, sitsThere: boolean): boolean =>
  sitsThere || audiencesOf(actor).includes(record.audience);
