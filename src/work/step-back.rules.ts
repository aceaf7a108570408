import type { Actor } from "../shared/deed.ts";
import { canDoWork, stateOf, type WorkMove, type WorkState } from "./work.rules.ts";

const stepBackMinutes = 60;

/** The move of each event that can be taken back. */
const moveOf: Record<string, WorkMove> = {
  "work started": "start",
  "work blocked": "block",
  "work unblocked": "unblock",
  "work done": "finish",
  "work dropped": "drop",
};

/** What a move wrote over; an event of before it was kept says nothing of it. */
export type WorkBefore = {
  state: WorkState;
  hoursLeft: number | null;
  blockedBy: string;
  blockedAt: string | null;
};

export type LastEvent = { kind: string; at: Date; byId: string | null; data: Record<string, unknown> };

export type StepBack = { move: WorkMove; before: WorkBefore };

const nothing = { hoursLeft: null, blockedBy: "", blockedAt: null };

function beforeOf(move: WorkMove, { before }: Record<string, unknown>): WorkBefore | null {
  if (move === "start") return { ...nothing, state: "planned" };
  if (move === "block") return { ...nothing, state: "doing" };
  if (typeof before !== "object" || before === null) return null;
  const { state, hoursLeft, blockedBy, blockedAt }: Record<string, unknown> = { ...before };
  return {
    state: stateOf(String(state)),
    hoursLeft: typeof hoursLeft === "number" ? hoursLeft : null,
    blockedBy: typeof blockedBy === "string" ? blockedBy : "",
    blockedAt: typeof blockedAt === "string" ? blockedAt : null,
  };
}

/**
 * The mover's own last move, within the hour, while nothing followed: `last` is the newest event of the work item.
 * null where there is nothing of theirs to take back.
 */
export function stepBackOf(actor: Actor, last: LastEvent, now: Date): StepBack | null {
  const move = Object.hasOwn(moveOf, last.kind) ? moveOf[last.kind] : undefined;
  if (!move || actor.id === null || last.byId !== actor.id || !canDoWork(actor)) return null;
  if (now.getTime() - last.at.getTime() > stepBackMinutes * 60_000) return null;
  const before = beforeOf(move, last.data);
  return before && { move, before };
}
