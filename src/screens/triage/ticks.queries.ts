import type { Read } from "../../db/database.ts";
import { listLiaisons } from "../../people/people.queries.ts";
import type { Cursor } from "../../records/records.list.ts";
import { listByNumber } from "../../requests/batch.queries.ts";
import { loadOrders } from "../../requests/queue-order.queries.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { isOwn } from "../../requests/requests.rules.ts";
import type { TriageWay } from "../../requests/triage-way.rules.ts";
import type { Actor, Deed } from "../../shared/deed.ts";
import { listQueue, mostQueued } from "./triage.queries.ts";

export type Asked = {
  way: TriageWay;
  after: Cursor | null;
  isAll: boolean;
  /** What is ticked already, on whatever page. */
  unsafeNumbers: readonly number[];
};

/** One page of the queue, and what is ticked: there, and on the pages before it. */
export async function loadTicks(
  db: Read,
  actor: Actor,
  deed: Deed,
  { way, after, isAll, unsafeNumbers }: Asked,
) {
  const [queue, group, ticked] = await Promise.all([
    loadOrders(db).then(orders => listQueue(db, actor, way, orders, after)),
    listLiaisons(db, deed.today),
    listByNumber(db, actor, unsafeNumbers),
  ]);
  const rows = queue.slice(0, mostQueued);
  const here = new Set(rows.map(({ id }) => id));
  const elsewhere = [...ticked.values()].filter(({ id }) => !here.has(id));
  const numbers = new Set(ticked.keys());
  return { rows, group, elsewhere, numbers, isAll, after, hasMore: queue.length > mostQueued };
}

export type Ticks = Awaited<ReturnType<typeof loadTicks>>;

/** One's own is for another liaison, so "all" leaves it out. */
export const tickedOnPage = ({ isAll, numbers }: Ticks, actor: Actor, request: Request): boolean =>
  numbers.has(request.record.number) || (isAll && !isOwn(actor, request));
