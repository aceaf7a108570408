import type { Tx } from "../db/database.ts";
import { forWhomMeant } from "../people/meant.queries.ts";
import { changeRecord, createRecord } from "../records/records.actions.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { saidOf } from "./foretold.rules.ts";
import type { RequestInput } from "./forms.rules.ts";
import { goalIdsOf, serveGoals } from "./goals-served.actions.ts";
import { type About, forRequester, loadFor, moveRequest } from "./moving.actions.ts";
import { changesBetween, firstLack, searchWords, textsOf } from "./request-values.rules.ts";
import { getRequest, insertRequest, type Request, updateRequest } from "./requests.queries.ts";
import { canAsk } from "./requests.rules.ts";
import { audienceOf } from "./tellings.rules.ts";

/** What a request has before anybody decided anything. */
export const undecided = {
  submittedAt: null,
  acceptedById: null,
  lookedAfterById: null,
  committedAt: null,
  windowFrom: null,
  windowTo: null,
  rank: null,
  ...saidOf(null),
  asked: "",
  deferredUntil: null,
  stateBefore: null,
  duplicateOfId: null,
  stateNote: "",
  deliveredAt: null,
  importKey: null,
  fileText: "",
};

export const whoAsks =
  "Only school and district staff can ask for something. Ask one of them to send it for you.";

/** Keeps a request as a draft, for oneself or for somebody else; `forWhom` is a name or an address. */
export async function draftRequest(tx: Tx, deed: Deed, input: RequestInput): Promise<Request> {
  const { by } = deed;
  if (!canAsk(by) || by.id === null) throw forbidden(whoAsks);
  const mayAsk = { right: "ask for anything", may: canAsk };
  const requesterId = (await forWhomMeant(tx, deed, input.forWhom, mayAsk)) ?? by.id;
  const texts = textsOf(input);
  const doing = forRequester(deed, { requesterId });
  const record = await createRecord(
    tx,
    doing,
    {
      kind: "request",
      title: input.title,
      state: "draft",
      due: input.neededBy ?? null,
      audience: "seats",
      seats: { author: by.id, requester: requesterId },
      words: searchWords(texts),
    },
    { kind: "request drafted", data: { title: input.title } },
  );
  await insertRequest(tx, { id: record.id, ...texts, ...undecided });
  await serveGoals(tx, doing, record, [], input.goals);
  return getRequest(tx, by, record.number);
}

/** Changes what was asked, while nobody has decided on it. */
export async function editRequest(
  tx: Tx,
  deed: Deed,
  about: About,
  input: Omit<RequestInput, "forWhom" | "goalWords">,
): Promise<Request> {
  const request = await loadFor(tx, deed, "edit", about);
  const doing = forRequester(deed, request);
  const texts = textsOf(input);
  const goals = await goalIdsOf(tx, deed.by, request.id);
  const due = input.neededBy ?? null;
  const before = { title: request.record.title, due: request.record.due, ...request.row };
  const changes = changesBetween(before, { title: input.title, due, ...texts });
  let record = request.record;
  if (Object.keys(changes).length > 0)
    record = await changeRecord(
      tx,
      doing,
      record,
      { title: input.title, due, words: searchWords(texts, request.row.fileText) },
      { kind: "request edited", data: { changes } },
    );
  if (texts.isRestricted !== request.row.isRestricted)
    record = await changeRecord(
      tx,
      doing,
      record,
      request.state === "draft" ? {} : { audience: audienceOf(texts) },
      { kind: "request restricted", data: { restricted: texts.isRestricted } },
    );
  await updateRequest(tx, request.id, texts);
  await serveGoals(tx, doing, record, goals, input.goals);
  return getRequest(tx, deed.by, about.number);
}

/** Sends a draft to the liaison group. @throws conflict where something is still missing */
export async function submitRequest(tx: Tx, deed: Deed, about: About): Promise<Request> {
  const request = await loadFor(tx, deed, "submit", about);
  const { record, row } = request;
  const goals = await goalIdsOf(tx, deed.by, request.id);
  const lack = firstLack({ title: record.title, due: record.due, ...row }, goals, deed.today);
  if (lack !== null) throw conflict(`${request.ref} is not ready to send. ${lack}`);
  return moveRequest(
    tx,
    forRequester(deed, request),
    request,
    "submitted",
    { kind: "request submitted", data: {} },
    { row: { submittedAt: deed.now }, record: { audience: audienceOf(row) } },
  );
}
