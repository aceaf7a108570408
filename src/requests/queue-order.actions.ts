import type { Tx } from "../db/database.ts";
import { getPersonRecord } from "../people/people.queries.ts";
import { addEvent } from "../records/records.actions.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import { type Deed, time } from "../shared/deed.ts";
import type { KeySide } from "./keys.rules.ts";
import {
  dropPlaces,
  listUnsaid,
  loadSideOrder,
  markSaid,
  mostOrdered,
  noteMove,
  type PlaceRow,
  type UnsaidMove,
  writePlaces,
} from "./queue-order.queries.ts";
import { type Move, moved, orderSideOf, placedIn } from "./queue-order.rules.ts";
import { findRequest, getRequest, type Request } from "./requests.queries.ts";

/** A move as a form has it: by number. */
export type MoveInput = { to: "top" } | { to: "before" | "after"; of: number };

/** After so long without another move, the history says what somebody moved. */
export const quietMinutes = 10;
const mostNamed = 5;

/** Moves a waiting request in the order of the doer's side; says from which place to which. @throws forbidden, conflict */
export async function moveInQueue(
  tx: Tx,
  deed: Deed,
  number: number,
  input: MoveInput,
): Promise<{ request: Request; side: KeySide; from: number; to: number }> {
  const side = orderSideOf(deed.by);
  if (side === null || deed.by.id === null)
    throw forbidden(
      "Only liaisons of leadership or of technology can put the queue in the order of their side.",
    );
  const request = await waiting(tx, deed, number);
  const { ids, placed, places } = await loadSideOrder(tx, side);
  const at = ids.indexOf(request.id);
  if (at < 0 && input.to !== "top")
    throw conflict(`${request.ref} is past the first ${mostOrdered}. Move it to the top first.`);
  const order = moved(ids, request.id, await moveOf(tx, deed, input));
  const to = order.indexOf(request.id) + 1;
  // Somebody of the side was first, or its neighbor left: it stands where it should already.
  if (order === ids) return { request, side, from: to, to };
  await saySessions(tx, deed, sessionsOf(await listUnsaid(tx, { side, notBy: deed.by.id })));
  const count = placedIn(order, ids.slice(placed), request.id);
  await writePlaces(
    tx,
    changedPlaces({ side, byId: deed.by.id, at: deed.now }, order.slice(0, count), places),
  );
  const seenAt = at < 0 ? order.length : at + 1;
  const mine = places.find(({ requestId, byId }) => requestId === request.id && byId === deed.by.id);
  const from = mine?.movedFrom ?? seenAt;
  const isBack = from === to;
  await noteMove(tx, request.id, side, {
    ...{ byId: deed.by.id, at: deed.now },
    ...{ movedFrom: isBack ? null : from, movedTo: isBack ? null : to },
  });
  await dropPlaces(tx, side);
  return { request, side, from: seenAt, to };
}

async function waiting(tx: Tx, deed: Deed, number: number): Promise<Request> {
  const request = await getRequest(tx, deed.by, number);
  if (request.state !== "submitted")
    throw conflict(`${request.ref} is ${request.state} now, so it has no place in the queue any more.`);
  return request;
}

async function moveOf(tx: Tx, deed: Deed, input: MoveInput): Promise<Move> {
  if (input.to === "top") return input;
  const neighbor = await findRequest(tx, deed.by, { number: input.of });
  if (!neighbor) throw invalid(`There is no R-${input.of}. Open the page again.`);
  return { to: input.to, of: neighbor.id };
}

function changedPlaces(
  made: Pick<PlaceRow, "side" | "byId" | "at">,
  order: readonly string[],
  places: readonly PlaceRow[],
): PlaceRow[] {
  const placeOf = new Map(places.map(({ requestId, place }) => [requestId, place]));
  return order.flatMap((requestId, index) =>
    placeOf.get(requestId) === index + 1
      ? []
      : [{ requestId, ...made, place: index + 1, movedFrom: null, movedTo: null }],
  );
}

/** What each person moved for a side. */
const sessionsOf = (moves: readonly UnsaidMove[]): UnsaidMove[][] => [
  ...Map.groupBy(moves, ({ side, byId }) => `${side} ${byId}`).values(),
];

/** One sentence of the district's history for each of these. */
async function saySessions(tx: Tx, deed: Deed, sessions: readonly UnsaidMove[][]): Promise<void> {
  for (const all of sessions) {
    const [first] = all;
    if (!first) continue;
    const by = { ...time, id: first.byId, name: first.by };
    await addEvent(tx, { ...deed, by }, await getPersonRecord(tx, deed.district.id), {
      kind: "queue ordered",
      data: {
        side: first.side,
        moved: all.slice(0, mostNamed).map(({ requestId: id, from, to }) => ({ id, from, to })),
        more: Math.max(0, all.length - mostNamed),
      },
    });
    await markSaid(tx, first.side, first.byId);
  }
}

/** Says in the history what was moved, once nobody moves on; again and nothing happens. Says how many sentences. */
export async function sayOrders(tx: Tx, deed: Deed): Promise<number> {
  const before = deed.now.getTime() - quietMinutes * 60_000;
  const over = sessionsOf(await listUnsaid(tx)).filter(all => all.every(({ at }) => at.getTime() <= before));
  await saySessions(tx, deed, over);
  return over.length;
}
