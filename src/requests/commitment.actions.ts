import type { Tx } from "../db/database.ts";
import { findEstimate } from "../estimates/estimates.queries.ts";
import type { WhatMoves } from "../forecast/what-moves.ts";
import { changeRecord } from "../records/records.actions.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { saidOf, toldOf } from "./foretold.rules.ts";
import { type KeySide, keySideOf, needsTwoKeys } from "./keys.rules.ts";
import { type About, loadFor, moveRequest } from "./moving.actions.ts";
import {
  deleteKeys,
  getRequest,
  insertKey,
  type Key,
  listKeys,
  type Request,
  updateRequest,
} from "./requests.queries.ts";

/** What is promised: the window in which it will be there, and its place in the queue. */
export type Promised = { from: Day; to: Day; rank: number };

/** A commitment, or the first of the two keys that a large one takes. */
export type Committed = { request: Request; missingKey: KeySide | null };

/**
 * Commits an estimated request, or one that a larger estimate took the keys of.
 * Above the district's threshold it takes one liaison of leadership and one of technology, who promise the same.
 * @param foretold what they were told that it moves
 */
export async function commitRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { from, to, rank }: Promised,
  foretold: WhatMoves | null = null,
): Promise<Committed> {
  const promised = { from, to, rank };
  const { state } = await getRequest(tx, deed.by, about.number);
  const isAgain = state === "committed" || state === "in delivery";
  const request = await loadFor(tx, deed, isAgain ? "keyAgain" : "commit", about);
  refuseWindow(promised, deed.today);
  const estimate = await findEstimate(tx, request.id);
  if (!estimate) throw conflict(`${request.ref} has no estimate yet. A technologist gives one first.`);
  const large = needsTwoKeys(estimate, deed.district);
  if (isAgain && (!large || (await listKeys(tx, request.id)).length === 2))
    throw conflict(
      `${request.ref} is committed already. To promise another day, take the commitment back first.`,
    );
  const missingKey = large ? await turnKey(tx, deed, request, promised) : null;
  if (missingKey !== null || isAgain) return keyed(tx, deed, request, promised, missingKey);
  const moved = await moveRequest(
    tx,
    deed,
    request,
    "committed",
    { kind: "request committed", data: { ...promised, ...toldOf(foretold) } },
    { row: { ...windowOf(promised), committedAt: deed.now, ...saidOf(foretold) } },
  );
  return { request: moved, missingKey: null };
}

const windowOf = ({ from, to, rank }: Promised) => ({ windowFrom: from, windowTo: to, rank });

function refuseWindow({ from, to }: Promised, today: Day): void {
  if (to < from) throw invalid("“To” is before “From”. Enter a later day as “To”.");
  if (to < today) throw invalid("“To” is past. Enter a day from today on.");
}

const sameWindow = ({ row }: Request, { from, to, rank }: Promised): boolean =>
  row.windowFrom === from && row.windowTo === to && row.rank === rank;

/** Turns the doer's key; says whose is still missing. Another window than the first key's makes this the first key. */
async function turnKey(tx: Tx, deed: Deed, request: Request, promised: Promised): Promise<KeySide | null> {
  const side = keySideOf(deed.by);
  if (side === null || deed.by.id === null)
    throw forbidden("A commitment this large takes a liaison of leadership and one of technology.");
  const other: KeySide = side === "leadership" ? "technology" : "leadership";
  const keys = await keysThatHold(tx, request, promised);
  const otherKey = keys.find(key => key.side === other);
  if (otherKey?.personId === deed.by.id)
    throw forbidden(`You gave the key of ${other} for ${request.ref}. The second key takes another person.`);
  if (keys.some(key => key.side === side))
    throw conflict(`The key of ${side} is there. The one of ${other} is missing.`);
  await insertKey(tx, { requestId: request.id, side, personId: deed.by.id, at: deed.now });
  return otherKey ? null : other;
}

async function keysThatHold(tx: Tx, request: Request, promised: Promised): Promise<Key[]> {
  if (sameWindow(request, promised)) return listKeys(tx, request.id);
  await deleteKeys(tx, request.id);
  return [];
}

/** A key that does not move the request: the first of two, or one given again. */
async function keyed(
  tx: Tx,
  deed: Deed,
  request: Request,
  promised: Promised,
  missingKey: KeySide | null,
): Promise<Committed> {
  const side = keySideOf(deed.by) ?? "leadership";
  const record = await changeRecord(
    tx,
    deed,
    request.record,
    {},
    {
      kind: "request keyed",
      data: { side, ...promised },
    },
  );
  const row = await updateRequest(tx, request.id, windowOf(promised));
  return { request: { ...request, record, row }, missingKey };
}

/** Back to estimated; what was promised stays as the next proposal, its keys do not. */
export async function takeBackCommitment(
  tx: Tx,
  deed: Deed,
  about: About,
  { reason }: { reason: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "uncommit", about);
  await deleteKeys(tx, request.id);
  return moveRequest(
    tx,
    deed,
    request,
    "estimated",
    { kind: "request uncommitted", data: { reason } },
    { row: { committedAt: null, ...saidOf(null), stateNote: reason } },
  );
}
