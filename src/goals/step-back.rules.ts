import type { Deed } from "../shared/deed.ts";
import { type GoalState, type RuledGoal, stepBackMinutes } from "./goals.rules.ts";

type LastEvent = { kind: string; at: Date; byId: string | null; data: Record<string, unknown> };
type Dated = { activeAt: Date | null };

export type StepBack = {
  state: GoalState;
  audience: "seats" | "board";
  /** What the goal's own row takes back. */
  row: {
    sponsorConfirmedAt?: null;
    partnerConfirmedAt?: null;
    activeAt?: null;
    fromPlanAt?: Date | null;
  };
  words: { from: string; to: string };
};

const statesBefore: Record<string, GoalState> = {
  "goal proposed": "draft",
  "goal sent back": "proposed",
  "goal discarded": "draft",
  "goal held": "active",
  "goal resumed": "on hold",
  "goal achieved": "active",
  "goal retired": "active",
};

function unconfirm(goal: RuledGoal & { row: Dated }, { data }: LastEvent): StepBack {
  const state = data.active === true ? "proposed" : goal.state;
  return {
    state,
    audience: "board",
    row: {
      ...(data.side === "leadership" ? { sponsorConfirmedAt: null } : { partnerConfirmedAt: null }),
      ...(data.active === true ? { activeAt: null } : {}),
      ...(data.wasFromPlan === true ? { fromPlanAt: goal.row.activeAt } : {}),
    },
    words: { from: `confirmed for ${data.side}`, to: state === goal.state ? "unconfirmed" : state },
  };
}

/**
 * What taking back the last step would do. null where there is nothing to take back: too late, or no move;
 * "not yours" where somebody else made it.
 */
export function stepBackOf(
  { by, now }: Pick<Deed, "by" | "now">,
  goal: RuledGoal & { row: Dated },
  last: LastEvent,
): StepBack | "not yours" | null {
  const state = statesBefore[last.kind];
  if (!state && last.kind !== "goal confirmed") return null;
  if (now.getTime() - last.at.getTime() > stepBackMinutes * 60_000) return null;
  if (by.id === null || last.byId !== by.id) return "not yours";
  if (!state) return unconfirm(goal, last);
  return {
    state,
    audience: state === "draft" ? "seats" : "board",
    row: {},
    words: { from: goal.state, to: state },
  };
}
