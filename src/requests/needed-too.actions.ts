import type { Tx } from "../db/database.ts";
import { addEvent, follow } from "../records/records.actions.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { insertNeededToo } from "./needed-too.queries.ts";
import { getRequest, type Request } from "./requests.queries.ts";
import { canAsk, canNeedToo, isOwn } from "./requests.rules.ts";

/** "We need this too": counted at triage, where it informs and never decides. Who says it follows from then on. */
export async function needToo(
  tx: Tx,
  deed: Deed,
  number: number,
  said: { school: string; line: string },
): Promise<Request> {
  const { by } = deed;
  const request = await getRequest(tx, by, number);
  if (!canAsk(by) || by.id === null)
    throw forbidden("Only school and district staff can say what they need.");
  if (isOwn(by, request)) throw conflict(`${request.ref} is yours already.`);
  if (!canNeedToo(by, request))
    throw conflict(`${request.ref} is ${request.state}. Send a request of your own.`);
  const row = { requestId: request.id, personId: by.id, at: deed.now, ...said };
  if (!(await insertNeededToo(tx, row))) throw conflict(`You said already that you need ${request.ref} too.`);
  await follow(tx, deed, request.id, by.id);
  const record = await addEvent(tx, deed, request.record, { kind: "request needed too", data: said });
  return { ...request, record };
}
