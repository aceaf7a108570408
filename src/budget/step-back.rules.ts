import type { Actor } from "../shared/deed.ts";
import { placesOf } from "../shared/permissions.ts";
import {
  type BudgetState,
  type BudgetVerb,
  budgetStates,
  couldStill,
  type Standing,
} from "./budget.rules.ts";

/** Within this time the one who took a step may take it back, if nothing followed. */
const stepBackMinutes = 60;

/** The verb of each step that can be taken back, by the event that it leaves. */
export const stepVerbs = {
  "budget submitted": "submit",
  "budget endorsed": "endorse",
  "budget reviewed": "review",
  "budget returned": "return",
  "budget decided": "decide",
  "budget closed": "close",
} as const satisfies Record<string, BudgetVerb>;
export type StepEvent = keyof typeof stepVerbs;

export type LastEvent = { kind: string; at: Date; byId: string | null; data: Record<string, unknown> };

const isStep = (kind: string): kind is StepEvent => Object.hasOwn(stepVerbs, kind);

/** The newest event, where it is this person's own step and young enough. */
export function ownStep(actor: Actor, now: Date, last: LastEvent): StepEvent | null {
  const isSoon = now.getTime() - last.at.getTime() <= stepBackMinutes * 60_000;
  if (actor.id === null || last.byId !== actor.id || !isSoon) return null;
  return isStep(last.kind) ? last.kind : null;
}

/** Rights may have ended since: a return was the right of whoever's turn it was then. */
export function hasRightToTakeBack(actor: Actor, it: Standing, step: StepEvent, last: LastEvent): boolean {
  const before = step === "budget returned" ? stateIn(last.data.from) : null;
  const then = before === null ? it : { ...it, state: before };
  return placesOf(actor).some(place => couldStill(place, stepVerbs[step], then));
}

const stateIn = (value: unknown): BudgetState | null => budgetStates.find(each => each === value) ?? null;

/** The newest event, where this person may still take it back: for the button. */
export function stepToTakeBack(actor: Actor, now: Date, it: Standing, last: LastEvent): StepEvent | null {
  const step = ownStep(actor, now, last);
  return step !== null && hasRightToTakeBack(actor, it, step, last) ? step : null;
}
