import type { Tx } from "../db/database.ts";
import { forWhomMeant } from "../people/meant.queries.ts";
import type { Seat } from "../records/records.rules.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { Budget } from "./budget.queries.ts";
import { canAskForMoney } from "./budget.rules.ts";

export const whoAsks =
  "Leaders, technologists, finance and liaisons ask for money. Ask one of them to do it for you.";

/** The author's seat is the typist's; whom they type for sits as requester, and both own it. */
export async function seatsFor(
  tx: Tx,
  deed: Deed,
  forWhom: string | undefined,
): Promise<Partial<Record<Seat, string>>> {
  if (deed.by.id === null || !canAskForMoney(deed.by)) throw forbidden(whoAsks);
  const requester = await forWhomMeant(tx, deed, forWhom, { right: "ask for money", may: canAskForMoney });
  return { author: deed.by.id, ...(requester ? { requester } : {}) };
}

/** A deed for somebody, whom the history then names. */
export const on = (deed: Deed, forId: string | undefined): Deed => (forId ? { ...deed, forId } : deed);

/** An author's deed on their own request: it is for the one they typed it for. */
export const forOwner = (deed: Deed, it: Pick<Budget, "authors">): Deed => on(deed, it.authors[1]?.id);
