import type { Tx } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { type About, forRequester, loadFor, moveRequest } from "./moving.actions.ts";
import { tellOfQuestion } from "./notices.actions.ts";
import type { Request } from "./requests.queries.ts";

/** A liaison needs to know something; the requester is told at once. */
export async function askAbout(
  tx: Tx,
  deed: Deed,
  about: About,
  { question }: { question: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "ask", about);
  const moved = await moveRequest(
    tx,
    deed,
    request,
    "needs info",
    { kind: "request asked", data: { question } },
    { row: { asked: question } },
  );
  await tellOfQuestion(tx, deed, moved, question);
  return moved;
}

/** The question stays beside its answer until the next one. */
export async function answerAbout(
  tx: Tx,
  deed: Deed,
  about: About,
  { answer }: { answer: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "answer", about);
  return moveRequest(
    tx,
    forRequester(deed, request),
    request,
    "submitted",
    { kind: "request answered", data: { answer } },
    { row: { stateNote: answer } },
  );
}

export async function withdrawRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { reason = "" }: { reason?: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "withdraw", about);
  return moveRequest(
    tx,
    forRequester(deed, request),
    request,
    "withdrawn",
    { kind: "request withdrawn", data: { reason } },
    { row: { stateNote: reason } },
  );
}

export async function confirmRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { note = "" }: { note?: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "confirm", about);
  return moveRequest(
    tx,
    forRequester(deed, request),
    request,
    "confirmed",
    { kind: "request confirmed", data: { byItself: false, note } },
    { row: { stateNote: note } },
  );
}

/** Back to delivery, with what is missing. */
export async function sayNotYet(
  tx: Tx,
  deed: Deed,
  about: About,
  { missing }: { missing: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "notYet", about);
  return moveRequest(
    tx,
    forRequester(deed, request),
    request,
    "in delivery",
    { kind: "request not yet", data: { missing } },
    { row: { stateNote: missing } },
  );
}
