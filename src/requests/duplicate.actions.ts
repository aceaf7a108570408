import type { Tx } from "../db/database.ts";
import { addEvent, follow } from "../records/records.actions.ts";
import { followerIds } from "../records/records.queries.ts";
import { narrowest, refOf } from "../records/records.rules.ts";
import { conflict, invalid, notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { type About, loadFor, moveRequest } from "./moving.actions.ts";
import { insertNeededToo, listNeededToo, takeBackMoved } from "./needed-too.queries.ts";
import { findRequest, type Request } from "./requests.queries.ts";

/** "R-203", "r203" or "203". @throws invalid */
export function numberIn(text: string): number {
  const digits = /^\s*r?\s*-?\s*(\d{1,9})\s*$/i.exec(text)?.[1];
  if (!digits) throw invalid(`“${text}” is no number of a request. Enter one like R-203.`);
  return Number(digits);
}

/**
 * One of two alike goes on. Its number is never a duplicate itself, so that no circle can close.
 * @throws invalid where there is none such, or it is itself merged or over
 */
async function survivorOf(tx: Tx, deed: Deed, request: Request, of: string): Promise<Request> {
  const number = numberIn(of);
  if (number === request.record.number) throw invalid(`${request.ref} cannot be a duplicate of itself.`);
  const survivor = await findRequest(tx, deed.by, { number });
  if (!survivor) throw invalid(`There is no ${refOf("request", number)}. Check the number.`);
  const { duplicateOfId } = survivor.row;
  if (duplicateOfId !== null) {
    const further = await findRequest(tx, deed.by, { id: duplicateOfId });
    throw invalid(
      further?.id === request.id
        ? `${survivor.ref} was merged into ${request.ref}, so ${request.ref} is the one that goes on.`
        : `${survivor.ref} is itself a duplicate of ${further?.ref ?? "another request"}. Enter the one that goes on.`,
    );
  }
  if (["draft", "declined", "withdrawn"].includes(survivor.state))
    throw invalid(`${survivor.ref} is ${survivor.state}, so nothing can go on there. Enter another.`);
  return survivor;
}

/** Ends this request in favor of one that goes on; its followers and those who need it too move over. */
export async function mergeRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  { of }: { of: string },
): Promise<Request> {
  const request = await loadFor(tx, deed, "merge", about);
  const survivor = await survivorOf(tx, deed, request, of);
  for (const personId of await followerIds(tx, request.id)) await follow(tx, deed, survivor.id, personId);
  const keepsWords = hasNoMoreReaders(survivor, request);
  for (const { personId, school, line } of await needs(tx, request)) {
    const words = keepsWords ? { school, line } : { school: "", line: "" };
    if (personId !== survivor.requesterId)
      await insertNeededToo(tx, { requestId: survivor.id, personId, ...words, at: deed.now });
  }
  await addEvent(tx, deed, survivor.record, { kind: "request took over", data: { fromId: request.id } });
  return moveRequest(
    tx,
    deed,
    request,
    "duplicate",
    { kind: "request made duplicate", data: { ofId: survivor.id } },
    { row: { duplicateOfId: survivor.id } },
  );
}

/** Words of a security matter do not go where everyone reads them. */
const hasNoMoreReaders = (survivor: Request, request: Request): boolean =>
  narrowest([survivor.record.audience, request.record.audience]) === survivor.record.audience;

/** Whoever asked for the duplicate needs the survivor too. */
async function needs(
  tx: Tx,
  request: Request,
): Promise<{ personId: string; school: string; line: string }[]> {
  const others = await listNeededToo(tx, request.id);
  const { requesterId, row, record } = request;
  const asker = requesterId ? [{ personId: requesterId, school: row.school, line: record.title }] : [];
  return [...asker, ...others];
}

/** Undoes what `mergeRequest` did to the survivor at that instant. */
export async function unmerge(tx: Tx, deed: Deed, request: Request, at: Date): Promise<void> {
  if (request.row.duplicateOfId === null) return;
  const survivor = await findRequest(tx, deed.by, { id: request.row.duplicateOfId });
  if (!survivor) throw notFound();
  if (survivor.state === "duplicate")
    throw conflict(`${survivor.ref} was merged further since. The merge of ${request.ref} stands.`);
  const personIds = (await needs(tx, request)).map(need => need.personId);
  await takeBackMoved(tx, survivor.id, { personIds, followerIds: await followerIds(tx, request.id), at });
  await addEvent(tx, deed, survivor.record, { kind: "request gave back", data: { toId: request.id } });
}
