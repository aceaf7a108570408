import type { Tx } from "../db/database.ts";
import { refuseStale } from "../records/records.actions.ts";
import { refOf } from "../records/records.rules.ts";
import { getRequest } from "../requests/requests.queries.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { listProposals } from "./parts.queries.ts";
import { canPlanParts, type Planned } from "./parts.rules.ts";
import { onlyTechnology, planWork } from "./work.actions.ts";
import { canDoWork } from "./work.rules.ts";

/** Makes the work that an estimate proposes, all of it or nothing. Gives the numbers of the new work items. */
export async function planParts(
  tx: Tx,
  deed: Deed,
  about: { number: number; version: number | null },
  { items, due, inOrder }: Planned,
): Promise<number[]> {
  const request = await getRequest(tx, deed.by, about.number);
  if (!canDoWork(deed.by)) throw onlyTechnology();
  refuseStale(request.record, about.version);
  if (!canPlanParts(deed.by, request.state))
    throw conflict(`${request.ref} is ${request.state}, so no work is made from its estimate now.`);
  const open = await listProposals(tx, request);
  const numbers: number[] = [];
  for (const { partId, ...item } of items) {
    if (!open.some(proposal => proposal.partId === partId && !proposal.isMade))
      throw invalid("Work was made from one of these parts already. Open the page again.");
    const before = numbers.at(-1);
    const waitsFor = inOrder && before !== undefined ? refOf("work", before) : undefined;
    const input = { ...item, due, waitsFor, goals: [], requests: [request.id] };
    numbers.push((await planWork(tx, deed, input, partId)).number);
  }
  return numbers;
}
