import type { View } from "./check-ins.rules.ts";
import { type GoalState, goalStates } from "./goals.rules.ts";

/** What the list shows unless it is asked for more: goals that still want something. */
const openStates = ["draft", "proposed", "active", "on hold"] as const satisfies readonly GoalState[];

/** The words of the state filter: nothing chosen is open, "all" is every state. */
export const stateWords = [...goalStates, "all"] as const;
export type StateWord = (typeof stateWords)[number];

export const statesOf = (word: StateWord | null): readonly GoalState[] =>
  word === null ? openStates : word === "all" ? [] : [word];

export const healthWords = [
  "on track",
  "at risk",
  "off track",
  "stale",
  "none",
] as const satisfies readonly View["health"][];
