import type { Tx } from "../db/database.ts";
import { queueNotices } from "../mail/notices.ts";
import { type Liaison, listLiaisons } from "../people/people.queries.ts";
import { addEvent } from "../records/records.actions.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { paths, withQuery } from "../web/paths.ts";
import { caretakerOf, couldLookAfter, seenCaretaker } from "./looking-after.rules.ts";
import { loadFor } from "./moving.actions.ts";
import { type Request, updateRequest } from "./requests.queries.ts";
import { tellingOfAssignment } from "./tellings.rules.ts";

export type Assignment = { liaison?: string | undefined; seen?: string | undefined };
export type Assigned = { request: Request; liaison: Liaison | null; isNew: boolean };

/** Says which liaison looks after a request, or nobody; it gives no right. The liaison hears of it. */
export async function assignRequest(
  tx: Tx,
  deed: Deed,
  number: number,
  input: Assignment,
): Promise<Assigned> {
  const assigned = await keepAssignment(tx, deed, number, input);
  if (assigned.liaison && assigned.isNew)
    await tellOfAssignment(tx, deed, [assigned.request], assigned.liaison);
  return assigned;
}

/** The same without a word to anybody: for many at once, of which one mail tells. */
export async function keepAssignment(
  tx: Tx,
  deed: Deed,
  number: number,
  { liaison: toId, seen }: Assignment,
): Promise<Assigned> {
  const request = await loadFor(tx, deed, "assign", { number, version: null });
  const group = await listLiaisons(tx, deed.today);
  const now = caretakerOf(request, group);
  if (seen !== undefined && seen !== seenCaretaker(now))
    throw conflict(
      `Somebody was faster: ${now?.name ?? "nobody"} looks after ${request.ref} now. Send it again to change that.`,
    );
  const liaison = group.find(({ personId }) => personId === toId) ?? null;
  if (toId && !liaison) throw invalid("Their term does not run. Choose a liaison of today.");
  if (liaison && !couldLookAfter(request, group).includes(liaison))
    throw invalid(`${liaison.name} asked for ${request.ref}. Choose another liaison.`);
  if (now?.personId === liaison?.personId) return { request, liaison, isNew: false };
  const row = await updateRequest(tx, request.id, { lookedAfterById: liaison?.personId ?? null });
  const record = await addEvent(tx, deed, request.record, {
    kind: "request looked after",
    data: { fromId: now?.personId ?? null, toId: liaison?.personId ?? null },
  });
  return { request: { ...request, row, record }, liaison, isNew: true };
}

/** One mail, of one request or of how many. */
export async function tellOfAssignment(
  tx: Tx,
  deed: Deed,
  requests: readonly Request[],
  { personId }: Liaison,
): Promise<void> {
  const [first, ...more] = requests;
  if (!first) return;
  const count = requests.length;
  await queueNotices(tx, deed, tellingOfAssignment(first, personId), () =>
    more.length === 0
      ? {
          subject: `Yours to look after: ${first.ref} ${first.record.title}`,
          sentence: `${deed.by.name} gave you this request to look after: see to it that it is decided.`,
          path: withQuery(paths.triage, { request: first.record.number }),
          verb: `Decide ${first.ref}`,
        }
      : {
          subject: `Yours to look after: ${count} requests`,
          sentence: `${deed.by.name} gave you ${count} requests to look after: see to it that they are decided.`,
          path: withQuery(paths.triage, { mine: 1 }),
          verb: "Decide them",
        },
  );
}
