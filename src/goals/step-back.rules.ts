import type { Deed } from "../shared/deed.ts";
import { type GoalState, type GoalVerb, type RuledGoal, refusalOf, stepBackMinutes } from "./goals.rules.ts";

type LastEvent = { kind: string; at: Date; byId: string | null; data: Record<string, unknown> };
type Dated = { activeAt: Date | null };

export type StepBack = {
  state: GoalState;
  audience: "seats" | "board";
  /** What the goal's own row takes back. */
  row: {
    sponsorConfirmedAt?: null;
    partnerConfirmedAt?: null;
    sponsorConfirmedById?: null;
    partnerConfirmedById?: null;
    activeAt?: null;
    fromPlanAt?: Date | null;
  };
  words: { from: string; to: string };
};

type Done = { verb: GoalVerb; before: GoalState | null };

/** What each event did, and the state that it did it in; a confirmation says that itself. */
const steps: Record<string, Done> = {
  "goal proposed": { verb: "propose", before: "draft" },
  "goal sent back": { verb: "send back", before: "proposed" },
  "goal discarded": { verb: "discard", before: "draft" },
  "goal confirmed": { verb: "confirm", before: null },
  "goal held": { verb: "hold", before: "active" },
  "goal resumed": { verb: "resume", before: "on hold" },
  "goal achieved": { verb: "achieve", before: "active" },
  "goal retired": { verb: "retire", before: "active" },
};

function unconfirm(goal: RuledGoal & { row: Dated }, { data }: LastEvent): StepBack {
  const state = data.active === true ? "proposed" : goal.state;
  return {
    state,
    audience: "board",
    row: {
      ...(data.side === "leadership"
        ? { sponsorConfirmedAt: null, sponsorConfirmedById: null }
        : { partnerConfirmedAt: null, partnerConfirmedById: null }),
      ...(data.active === true ? { activeAt: null } : {}),
      ...(data.wasFromPlan === true ? { fromPlanAt: goal.row.activeAt } : {}),
    },
    words: { from: `confirmed for ${data.side}`, to: state === goal.state ? "unconfirmed" : state },
  };
}

/**
 * What taking back the last step would do. null where there is nothing to take back: too late, or no move;
 * "not yours" where somebody else made it, the verb where whoever made it has lost the right to it since.
 */
export function stepBackOf(
  { by, now }: Pick<Deed, "by" | "now">,
  goal: RuledGoal & { row: Dated },
  last: LastEvent,
): StepBack | GoalVerb | "not yours" | null {
  const step = steps[last.kind];
  if (!step || now.getTime() - last.at.getTime() > stepBackMinutes * 60_000) return null;
  if (by.id === null || last.byId !== by.id) return "not yours";
  const undone = step.before === null ? unconfirm(goal, last) : unmove(goal, step.before);
  return refusalOf(by, step.verb, { ...goal, state: undone.state }) === "right" ? step.verb : undone;
}

const unmove = (goal: RuledGoal, state: GoalState): StepBack => ({
  state,
  audience: state === "draft" ? "seats" : "board",
  row: {},
  words: { from: goal.state, to: state },
});
