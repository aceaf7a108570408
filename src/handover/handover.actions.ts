import type { Tx } from "../db/database.ts";
import { getGoal, updateGoal } from "../goals/goals.queries.ts";
import { askToConfirm, unconfirmed } from "../goals/handshake.actions.ts";
import { tellingOfAsked } from "../goals/tellings.rules.ts";
import { anybody, personMeant } from "../people/meant.queries.ts";
import { getPerson } from "../people/people-list.queries.ts";
import { addEvent, changeRecord, takeSeat } from "../records/records.actions.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import type { Deed, Person } from "../shared/deed.ts";
import { findHoldings, type HeldSeat } from "./handover.queries.ts";
import { canGiveOwners, type HandoverInput, heldKey, unfitFor, whoGivesOwners } from "./handover.rules.ts";

/**
 * Gives what somebody who left held to another, all of the chosen or none. Whoever sees a record only as administrator
 * gives it to nobody but others: the flag gives no say in content. Gives how many went to whom.
 */
export async function handOverHeld(
  tx: Tx,
  deed: Deed,
  number: number,
  input: HandoverInput,
): Promise<{ name: string; count: number }> {
  if (!canGiveOwners(deed.by)) throw forbidden(whoGivesOwners);
  const { record, person } = await getPerson(tx, number);
  if (!person.disabledAt)
    throw conflict(`${person.name} can still sign in, and hands over themselves. Disable them first.`);
  const to = await personMeant(tx, deed, input.to, { field: "to", ...anybody });
  if (to.id === deed.by.id && deed.by.liaisonSide === null)
    throw invalid(
      "An administrator takes nothing over themselves. Choose another, or ask the liaison group.",
    );
  const { seats } = await findHoldings(tx, deed.by, person.id);
  const chosen = [...new Set(input.held)].map(key => {
    const found = seats.find(each => heldKey(each.record.id, each.seat) === key);
    if (!found) throw conflict("One of these records has another holder by now. Load the page again.");
    return found;
  });
  for (const held of chosen) await reseat(tx, deed, held, { fromId: person.id, to });
  await addEvent(tx, deed, record, {
    kind: "seats handed over",
    data: { toId: to.id, count: chosen.length },
  });
  return { name: to.name, count: chosen.length };
}

const refIn = ({ record }: HeldSeat): string =>
  isNumbered(record.kind) ? refOf(record.kind, record.number) : record.title;

async function reseat(
  tx: Tx,
  deed: Deed,
  held: HeldSeat,
  { fromId, to }: { fromId: string; to: Person },
): Promise<void> {
  const { record, seat } = held;
  const unfit = unfitFor(to, record.kind, seat);
  if (unfit) throw invalid(`${to.name} cannot be ${seat} of ${refIn(held)}: ${unfit}.`);
  await changeRecord(tx, deed, record, {}, { kind: "seat handed over", data: { seat, fromId, toId: to.id } });
  await takeSeat(tx, deed, record.id, seat, to.id);
  if (record.kind !== "goal" || (seat !== "sponsor" && seat !== "partner")) return;
  await updateGoal(tx, record.id, unconfirmed([seat]));
  const goal = await getGoal(tx, deed.by, record.number);
  if (goal.state !== "draft") await askToConfirm(tx, deed, goal, tellingOfAsked(goal, [seat]), "named");
}
