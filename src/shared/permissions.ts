import type { Actor, Role } from "./deed.ts";

/** `own`: made by me or for me · `mine`: I am sponsor, partner, owner, estimator or organiser. */
export type Reach = "–" | "own" | "mine" | "any" | "any but own";

type Row = Record<Role | "liaison" | "admin", Reach>;

const row = (
  viewer: Reach,
  educator: Reach,
  leader: Reach,
  technologist: Reach,
  finance: Reach,
  liaison: Reach,
  admin: Reach,
): Row => ({ viewer, educator, leader, technologist, finance, liaison, admin });

/** Who may do what: the one table that guards, buttons and tests read. A right is the sum of role, term and flag. */
export const permissions = {
  "draft a goal": row("–", "own", "own", "own", "own", "any", "–"),
  "confirm a goal": row("–", "–", "mine", "mine", "mine", "–", "–"),
  "tend a goal": row("–", "–", "mine", "mine", "mine", "any", "–"),
  "send a goal back": row("–", "–", "–", "–", "–", "any", "–"),
  "manage priorities": row("–", "–", "any", "–", "–", "any", "any"),
  "ask for a request": row("–", "own", "own", "own", "own", "own", "–"),
  "triage a request": row("–", "–", "–", "–", "–", "any but own", "–"),
  "do the work": row("–", "–", "–", "any", "–", "–", "–"),
  "ask for money": row("–", "–", "own", "own", "own", "own", "–"),
  "endorse money": row("–", "–", "–", "–", "–", "any but own", "–"),
  "review money": row("–", "–", "–", "–", "any but own", "–", "–"),
  /** The approver flag must be there too. */
  "decide money": row("–", "–", "any but own", "–", "any but own", "–", "–"),
  "import a plan": row("–", "–", "–", "–", "–", "any", "any"),
  "send the digest": row("–", "–", "–", "–", "–", "any", "any"),
  /** What somebody who left held: their seats at open records that the doer sees. */
  "give a new owner": row("–", "–", "–", "–", "–", "any", "any"),
  "run the district": row("–", "–", "–", "–", "–", "–", "any"),
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof permissions;

/** How the person stands to the thing; leave out for a deed that has no thing yet. */
export type Relation = { own?: boolean; mine?: boolean };

const reaches = (reach: Reach, { own = false, mine = false }: Relation): boolean =>
  reach === "any" ||
  (reach === "own" && own) ||
  (reach === "mine" && mine) ||
  (reach === "any but own" && !own);

/** Whether role, liaison term or admin flag gives the right. "any but own" of one column is never undone by another. */
export function may(actor: Actor, permission: Permission, relation: Relation = {}): boolean {
  if (actor.role === "system") return false;
  const rights: Row = permissions[permission];
  const columns: (keyof Row)[] = [actor.role];
  if (actor.liaisonSide) columns.push("liaison");
  if (actor.isAdmin) columns.push("admin");
  return columns.some(column => reaches(rights[column], relation));
}

/**
 * Deputies: for confirming, endorsing, reviewing and deciding, a person may name another. The right is that of the
 * one in whose place it is done, and the doer sees no more than before. These three are all that rules ask of it.
 */

/** In whose place somebody may act: their own, then that of each whom they are deputy for. */
export const placesOf = (actor: Actor): readonly Actor[] => [actor, ...(actor.standsFor ?? [])];

/** The one in whose place it is done, oneself where nobody is named; null for who is not their deputy. */
export const placeOf = (actor: Actor, personId: string | null | undefined): Actor | null =>
  placesOf(actor).find(each => each.id === (personId ?? actor.id)) ?? null;

/** Neither a deputy nor whom they stand for takes two steps of one approval. */
export const hasNoPart = (
  doer: Actor,
  place: Actor,
  takers: readonly (string | null | undefined)[],
): boolean => ![doer.id, place.id].some(id => id !== null && takers.includes(id));

/** Whether there is any thing at all for which the person has the right: for menus and "new" buttons. */
export const mayEver = (actor: Actor, permission: Permission): boolean =>
  may(actor, permission, { own: true, mine: true }) || may(actor, permission);
