import type { Tx } from "../db/database.ts";
import { refuseStale } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { type Goal, getGoal } from "./goals.queries.ts";
import type { GoalVerb } from "./goals.rules.ts";
import { requireVerb } from "./refusals.rules.ts";

/** Which goal is meant, and the version that the doer saw; null or left out where nothing was seen. */
export type AtGoal = { number: number; version?: number | null };

/** The goal, once the doer may do this to it and nobody changed it meanwhile. @throws not found, forbidden, conflict */
export async function goalFor(tx: Tx, deed: Deed, at: AtGoal, verb: GoalVerb): Promise<Goal> {
  const goal = await getGoal(tx, deed.by, at.number);
  requireVerb(deed.by, verb, goal);
  refuseStale(goal.record, at.version ?? null);
  return goal;
}
