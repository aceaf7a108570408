import type { Read } from "../../db/database.ts";
import { listHistory } from "../../events/events.queries.ts";
import { loadOrders } from "../../requests/queue-order.queries.ts";
import { differences } from "../../requests/queue-order.rules.ts";
import { listRequestsOf } from "../../requests/requests.queries.ts";
import type { Actor, District } from "../../shared/deed.ts";

/** As many of each side's order as one screen shows. */
export const mostShown = 50;
const mostDifferent = 10;
const mostSaid = 5;

/** The two orders of the queue, where they differ most, and what was moved lately. */
export async function loadOrderPage(db: Read, actor: Actor, district: District) {
  const orders = await loadOrders(db);
  const apart = differences(orders, mostDifferent);
  const ids = [
    ...orders.leadership.ids.slice(0, mostShown),
    ...orders.technology.ids.slice(0, mostShown),
    ...apart.map(({ id }) => id),
  ];
  const [requests, history] = await Promise.all([
    listRequestsOf(db, actor, ids),
    listHistory(db, actor, district.id, "the queue", mostSaid * 4),
  ]);
  return {
    orders,
    apart,
    requests: new Map(requests.map(request => [request.id, request])),
    said: history.filter(({ kind }) => kind === "queue ordered").slice(0, mostSaid),
  };
}

export type OrderLoad = Awaited<ReturnType<typeof loadOrderPage>>;
