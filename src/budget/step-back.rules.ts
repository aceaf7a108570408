import type { Actor } from "../shared/deed.ts";

/** Within this time the one who took a step may take it back, if nothing followed. */
const stepBackMinutes = 60;

const steps = [
  "budget submitted",
  "budget endorsed",
  "budget reviewed",
  "budget returned",
  "budget decided",
  "budget closed",
] as const;
export type StepEvent = (typeof steps)[number];

export type LastEvent = { kind: string; at: Date; byId: string | null };

/** The newest event, where this person may still take it back. */
export function stepToTakeBack(actor: Actor, now: Date, last: LastEvent): StepEvent | null {
  const isSoon = now.getTime() - last.at.getTime() <= stepBackMinutes * 60_000;
  if (actor.id === null || last.byId !== actor.id || !isSoon) return null;
  return steps.find(step => step === last.kind) ?? null;
}
