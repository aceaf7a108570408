import type { Actor } from "../shared/deed.ts";
import { may } from "../shared/permissions.ts";
import { type KeySide, keySideOf } from "./keys.rules.ts";

/** Who speaks for a side orders for it: the side of their running term, never another. */
export const orderSideOf = (actor: Actor): KeySide | null =>
  may(actor, "order the queue") ? keySideOf(actor) : null;

/** Where something goes: ahead of all, or past the one that it was seen beside. */
export type Move = { to: "top" } | { to: "before" | "after"; of: string };

/**
 * The order after a move. It names its neighbor and not a number, so that two who press at once both get what they
 * meant: what lies past its neighbor already stays where it is.
 */
export function moved(order: readonly string[], id: string, move: Move): readonly string[] {
  const rest = order.filter(each => each !== id);
  if (move.to === "top") return [id, ...rest];
  const [at, neighbor] = [order.indexOf(id), order.indexOf(move.of)];
  const isPast = move.to === "before" ? at < neighbor : at > neighbor;
  if (neighbor < 0 || isPast) return order;
  return rest.toSpliced(rest.indexOf(move.of) + (move.to === "before" ? 0 : 1), 0, id);
}

/** How many of the order must have a place of their own: the rest follows by age anyway. */
export function placedIn(order: readonly string[], byAge: readonly string[], id: string): number {
  const unplaced = new Set(byAge);
  return (
    1 +
    Math.max(
      order.indexOf(id),
      order.findLastIndex(each => !unplaced.has(each)),
    )
  );
}

/** Of one side: everything that waits, those with a place first; `placed` is how many have one. */
export type SideOrder = { ids: readonly string[]; placed: number };
export type Orders = Record<KeySide, SideOrder>;

/** Where each side has a request, counted from 1; null past what is read. */
export type Places = Record<KeySide, number | null>;

const placeIn = ({ ids }: SideOrder, id: string): number | null => {
  const at = ids.indexOf(id);
  return at < 0 ? null : at + 1;
};

export const placesOf = (orders: Orders, id: string): Places => ({
  leadership: placeIn(orders.leadership, id),
  technology: placeIn(orders.technology, id),
});

export const isOrdered = (orders: Orders): boolean =>
  orders.leadership.placed > 0 || orders.technology.placed > 0;

/** How far apart the sides have a request; one past what is read counts as the last. */
const gapOf = ({ leadership, technology }: Places, last: number): number =>
  Math.abs((leadership ?? last) - (technology ?? last));

/** Requests on which the sides differ, the largest difference first. */
export function differences(orders: Orders, most: number): { id: string; places: Places; gap: number }[] {
  const ids = [...new Set([...orders.leadership.ids, ...orders.technology.ids])];
  return ids
    .map(id => {
      const places = placesOf(orders, id);
      return { id, places, gap: gapOf(places, ids.length) };
    })
    .filter(({ gap }) => gap > 0)
    .sort((a, b) => b.gap - a.gap || nearest(a.places) - nearest(b.places))
    .slice(0, most);
}

const nearest = ({ leadership, technology }: Places): number =>
  Math.min(leadership ?? Number.MAX_SAFE_INTEGER, technology ?? Number.MAX_SAFE_INTEGER);
