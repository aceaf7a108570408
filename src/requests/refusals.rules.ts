import { type AppError, conflict, forbidden } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import { hasRight, holdsState, isOwn, moves, openStates, type Thing, type Verb } from "./requests.rules.ts";

/** What a refusal names beside what the rules ask. */
export type NamedThing = Thing & {
  ref: string;
  author: { name: string } | null;
  requester: { name: string } | null;
};

/** "submitted, accepted or estimated" */
function either(names: readonly string[]): string {
  const [last = "", ...before] = [...new Set(names)].reverse();
  return before.length === 0 ? last : `${before.reverse().join(", ")} or ${last}`;
}

function rightMissing(
  actor: Actor,
  verb: Verb,
  thing: NamedThing,
  words: string = moves[verb].words,
): AppError {
  const { by } = moves[verb];
  if (by === "do the work") return forbidden(`Only a technologist can ${words} ${thing.ref}.`);
  if (by === "ask for a request") {
    const names = either([thing.requester?.name ?? "", thing.author?.name ?? ""].filter(Boolean));
    return forbidden(`Only ${names || "the requester"}, who asked for it, can ${words} ${thing.ref}.`);
  }
  return actor.liaisonSide !== null && isOwn(actor, thing)
    ? forbidden(`You asked for ${thing.ref} yourself. Only another liaison can ${words} it.`)
    : forbidden(`Only a liaison in a running term can ${words} ${thing.ref}.`);
}

/** Why somebody cannot say which goals a request serves. */
export function whoPutsUnderGoals({ state, author, requester }: NamedThing): string {
  if (!openStates.some(each => each === state) && state !== "draft") return `It is ${state}.`;
  const names = either([requester?.name ?? "", author?.name ?? ""].filter(Boolean));
  return `Only a liaison, or ${names || "the requester"} before it is accepted, can say which goals it serves.`;
}

/** The error with which the deed is refused; null where it can be done. */
export function refusal(actor: Actor, verb: Verb, thing: NamedThing): AppError | null {
  if (!hasRight(actor, verb, thing)) return rightMissing(actor, verb, thing);
  if (holdsState(verb, thing.state)) return null;
  const { from, words } = moves[verb];
  return conflict(
    `${thing.ref} is ${thing.state} now, so nobody can ${words} it. That can be done while it is ${either(from)}.`,
  );
}

/** Rights may have ended since the deed: taking it back is a deed of today. @throws forbidden with who can */
export function requireRightToStepBack(actor: Actor, verb: Verb, thing: NamedThing): void {
  if (!hasRight(actor, verb, thing)) throw rightMissing(actor, verb, thing, "take back a step of");
}

/** @throws forbidden or conflict, with who can or when */
export function requireVerb(actor: Actor, verb: Verb, thing: NamedThing): void {
  const error = refusal(actor, verb, thing);
  if (error) throw error;
}
