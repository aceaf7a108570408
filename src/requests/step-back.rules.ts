import type { Actor } from "../shared/deed.ts";
import { hasRight, type Thing, type Verb } from "./requests.rules.ts";

export const stepBackMinutes = 60;

/**
 * The deeds that can be taken back, by the event that each leaves. An estimate stands until its next version, and a
 * commitment that was taken back until its keys are turned again.
 */
export const stepBackEvents: Record<string, Verb> = {
  "request submitted": "submit",
  "request answered": "answer",
  "request withdrawn": "withdraw",
  "request confirmed": "confirm",
  "request not yet": "notYet",
  "request asked": "ask",
  "request accepted": "accept",
  "request declined": "decline",
  "request deferred": "defer",
  "request made duplicate": "merge",
  "request reopened": "reopen",
  "request committed": "commit",
  "request started": "start",
  "request delivered": "deliver",
};

type LastEvent = { kind: string; byId: string | null; at: Date; data: Record<string, unknown> };

/** The mover's own deed, within the hour, as long as nothing followed: `last` is the newest event of the request. */
export function isOwnStep(actor: Actor, last: LastEvent, stateBefore: string | null, now: Date): boolean {
  if (actor.id === null || last.byId !== actor.id || stateBefore === null) return false;
  // A work item began it: that one takes its own step back.
  if (last.kind === "request started" && last.data.workId !== null) return false;
  const age = now.getTime() - last.at.getTime();
  return Object.hasOwn(stepBackEvents, last.kind) && age <= stepBackMinutes * 60_000;
}

/** The same, while the mover still has the right to the deed: for the button. */
export function canStepBack(
  actor: Actor,
  thing: Omit<Thing, "state">,
  last: LastEvent,
  stateBefore: string | null,
  now: Date,
): boolean {
  const verb = stepBackEvents[last.kind];
  return verb !== undefined && isOwnStep(actor, last, stateBefore, now) && hasRight(actor, verb, thing);
}
