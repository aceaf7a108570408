import type { Tx } from "../db/database.ts";
import { listLiaisons } from "../people/people.queries.ts";
import { conflict } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { listByNumber } from "./batch.queries.ts";
import { type BatchDeed, changedWords, hindrance, type Item } from "./batch.rules.ts";
import { keepAssignment, tellOfAssignment } from "./looking-after.actions.ts";
import type { Request } from "./requests.queries.ts";
import { acceptRequest, declineRequest, deferRequest } from "./triage.actions.ts";

export type BatchWords = { until?: Day; reason?: string | undefined; liaison?: string | undefined };
export type BatchOutcome = { done: Request[]; left: number[] };

/**
 * Does one deed to many requests, each as the one verb does it. Who changed meanwhile, or cannot be done, is left
 * alone. @throws conflict with every reason where none can be done
 */
export async function decideMany(
  tx: Tx,
  deed: Deed,
  name: BatchDeed,
  items: readonly Item[],
  words: BatchWords,
): Promise<BatchOutcome> {
  const found = await listByNumber(
    tx,
    deed.by,
    items.map(({ number }) => number),
  );
  const group = name === "assign" ? await listLiaisons(tx, deed.today) : [];
  const liaison = group.find(({ personId }) => personId === words.liaison) ?? null;
  if (words.liaison && !liaison) throw conflict("Their term does not run. Choose a liaison of today.");
  const outcome: BatchOutcome = { done: [], left: [] };
  const reasons: string[] = [];
  for (const item of items) {
    const request = found.get(item.number);
    const why = !request
      ? `There is no R-${item.number}.`
      : request.record.version !== item.version
        ? changedWords(request)
        : hindrance(deed.by, name, request, liaison);
    if (why === null) outcome.done.push(await decide(tx, deed, name, item, words));
    else {
      outcome.left.push(item.number);
      reasons.push(why);
    }
  }
  if (outcome.done.length === 0) throw conflict(reasons.join(" "));
  if (liaison) await tellOfAssignment(tx, deed, outcome.done, liaison);
  return outcome;
}

async function decide(tx: Tx, deed: Deed, name: BatchDeed, item: Item, words: BatchWords): Promise<Request> {
  const { until = deed.today, reason = "", liaison } = words;
  if (name === "accept") return acceptRequest(tx, deed, item, {});
  if (name === "decline") return declineRequest(tx, deed, item, { reason });
  if (name === "defer") return deferRequest(tx, deed, item, { until, reason });
  return (await keepAssignment(tx, deed, item.number, { liaison })).request;
}
