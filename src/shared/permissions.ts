import { z } from "zod";
import { type Actor, roles } from "./deed.ts";
import table from "./permissions.json" with { type: "json" };

/** `own`: made by me or for me · `mine`: I am sponsor, partner, owner, estimator or organiser. */
const reach = z.enum(["–", "own", "mine", "any", "any but own"]);
export type Reach = z.output<typeof reach>;

/** A role, or what comes on top of one: a running term in the liaison group, the administrator's flag. */
export const columns = [...roles, "liaison", "admin"] as const;
export type Column = (typeof columns)[number];

const row = z.strictObject({
  /** The verbs in words. */
  does: z.string(),
  viewer: reach,
  educator: reach,
  leader: reach,
  technologist: reach,
  finance: reach,
  liaison: reach,
  admin: reach,
});
type Row = z.output<typeof row>;

export type Permission = keyof typeof table;
const isPermission = (name: unknown): name is Permission => Object.hasOwn(table, String(name));

/**
 * Who may do what: the one table, which guards, buttons, pages and commands read. A right is the sum of role, term and
 * flag. "decide money" asks for the approver's flag besides.
 */
export const permissions: Record<Permission, Row> = z
  .record(z.custom<Permission>(isPermission), row)
  .parse(table);
export const permissionNames = Object.keys(table).filter(isPermission);

/** How the person stands to the thing; leave out for a deed that has no thing yet. */
export type Relation = { own?: boolean; mine?: boolean };

const reaches = (reach: Reach, { own = false, mine = false }: Relation): boolean =>
  reach === "any" ||
  (reach === "own" && own) ||
  (reach === "mine" && mine) ||
  (reach === "any but own" && !own);

/** The columns of the table that count for somebody today. */
export function columnsOf(actor: Actor): Column[] {
  if (actor.role === "system") return [];
  const found: Column[] = [actor.role];
  if (actor.liaisonSide) found.push("liaison");
  if (actor.isAdmin) found.push("admin");
  return found;
}

/** Whether role, liaison term or admin flag gives the right. "any but own" of one column is never undone by another. */
export function may(actor: Actor, permission: Permission, relation: Relation = {}): boolean {
  const rights = permissions[permission];
  return columnsOf(actor).some(column => reaches(rights[column], relation));
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
