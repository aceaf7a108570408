import type { Actor } from "../shared/deed.ts";
import { may, type Permission, placesOf } from "../shared/permissions.ts";

export const requestStates = [
  "draft",
  "submitted",
  "needs info",
  "accepted",
  "estimated",
  "committed",
  "in delivery",
  "delivered",
  "confirmed",
  "declined",
  "deferred",
  "duplicate",
  "withdrawn",
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestKinds = [
  "new system",
  "data or report",
  "integration",
  "access or device",
  "change",
  "training",
  "other",
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** As people read it in a form; elsewhere the kind's own word stands. */
export const kindWords: Record<RequestKind, string> = {
  "new system": "New system",
  "data or report": "Data or report",
  integration: "Integration of two systems",
  "access or device": "Access or device",
  change: "Change",
  training: "Training",
  other: "Something else",
};

export const studentDataAnswers = ["yes", "no", "unsure"] as const;
export type StudentData = (typeof studentDataAnswers)[number];

/** Somebody still owes something. */
export const openStates = [
  "submitted",
  "needs info",
  "accepted",
  "estimated",
  "committed",
  "in delivery",
  "delivered",
  "deferred",
] as const satisfies RequestState[];

/** How far along, as the border of its tag says it. */
export const stateShapes = {
  draft: "not yet",
  submitted: "open",
  "needs info": "open",
  accepted: "open",
  estimated: "moving",
  committed: "moving",
  "in delivery": "moving",
  delivered: "moving",
  confirmed: "done",
  declined: "ended",
  deferred: "not yet",
  duplicate: "ended",
  withdrawn: "ended",
} as const satisfies Record<RequestState, string>;

/** What a person may do to a request; the key is the deed, the value is where it leads from and to. */
type Move = {
  from: readonly RequestState[];
  /** null: the state stays, or the deed itself decides. */
  to: RequestState | null;
  by: Extract<Permission, "ask for a request" | "triage a request" | "do the work">;
  /** "Only … can {words}." and "R-214 is declined, so nobody can {words} it." */
  words: string;
};

const decidable = ["submitted", "accepted", "estimated"] as const;

/** The whole table: a transition that is not here does not exist. Time alone does two: a deferral's end, a confirmation. */
export const moves = {
  edit: { from: ["draft", "submitted", "needs info"], to: null, by: "ask for a request", words: "edit" },
  submit: { from: ["draft"], to: "submitted", by: "ask for a request", words: "send" },
  answer: { from: ["needs info"], to: "submitted", by: "ask for a request", words: "answer about" },
  withdraw: { from: ["draft", ...openStates], to: "withdrawn", by: "ask for a request", words: "withdraw" },
  confirm: { from: ["delivered"], to: "confirmed", by: "ask for a request", words: "confirm" },
  notYet: { from: ["delivered"], to: "in delivery", by: "ask for a request", words: "send back" },
  /** Who sees to it that it is decided; the state stays. */
  assign: {
    from: ["submitted", "needs info", "accepted", "estimated", "deferred"],
    to: null,
    by: "triage a request",
    words: "say who looks after",
  },
  ask: { from: ["submitted"], to: "needs info", by: "triage a request", words: "ask about" },
  accept: { from: ["submitted"], to: "accepted", by: "triage a request", words: "accept" },
  decline: { from: decidable, to: "declined", by: "triage a request", words: "decline" },
  defer: { from: decidable, to: "deferred", by: "triage a request", words: "defer" },
  merge: { from: decidable, to: "duplicate", by: "triage a request", words: "merge" },
  reopen: { from: ["declined"], to: "submitted", by: "triage a request", words: "reopen" },
  commit: { from: ["estimated"], to: "committed", by: "triage a request", words: "commit" },
  /** A larger estimate voided the keys of what was promised already; the state stays. */
  keyAgain: {
    from: ["committed", "in delivery"],
    to: null,
    by: "triage a request",
    words: "give a key to",
  },
  uncommit: {
    from: ["committed", "in delivery"],
    to: "estimated",
    by: "triage a request",
    words: "take back the commitment of",
  },
  estimate: {
    from: ["accepted", "estimated", "committed", "in delivery"],
    to: null,
    by: "do the work",
    words: "estimate",
  },
  second: {
    from: ["estimated", "committed", "in delivery"],
    to: null,
    by: "do the work",
    words: "give a second opinion on",
  },
  start: { from: ["committed"], to: "in delivery", by: "do the work", words: "start" },
  deliver: { from: ["in delivery"], to: "delivered", by: "do the work", words: "deliver" },
} as const satisfies Record<string, Move>;

export type Verb = keyof typeof moves;
export const verbs = Object.keys(moves) as Verb[];

/** What the rules ask of a request. */
export type Thing = { state: string; authorId: string | null; requesterId: string | null };

/** Made by me or for me. */
export const isOwn = (actor: Pick<Actor, "id">, thing: Pick<Thing, "authorId" | "requesterId">): boolean =>
  actor.id !== null && (actor.id === thing.authorId || actor.id === thing.requesterId);

export const holdsState = (verb: Verb, state: string): boolean => {
  const from: readonly string[] = moves[verb].from;
  return from.includes(state);
};

/** Whether it works is what a requester's deputy may say too. */
const isDeputed = (verb: Verb): boolean => verb === "confirm" || verb === "notYet";

export const hasRight = (actor: Actor, verb: Verb, thing: Omit<Thing, "state">): boolean =>
  (isDeputed(verb) ? placesOf(actor) : [actor]).some(place =>
    may(place, moves[verb].by, { own: isOwn(place, thing) }),
  );

/** The one answer for button and guard: the right state, and the right person. */
export const canDo = (actor: Actor, verb: Verb, thing: Thing): boolean =>
  holdsState(verb, thing.state) && hasRight(actor, verb, thing);

export const canAsk = (actor: Actor): boolean => may(actor, "ask for a request", { own: true });
export const canTriage = (actor: Actor): boolean => may(actor, "triage a request");

/** "We need this too": whoever may ask, of something open that is not theirs anyway. */
export const canNeedToo = (actor: Actor, thing: Thing): boolean =>
  canAsk(actor) && !isOwn(actor, thing) && openStates.some(state => state === thing.state);

/** Whether the person can say which goals it serves: whoever may edit it, and the liaisons as long as it is open. */
export const canPutUnderGoal = (actor: Actor, thing: Thing): boolean =>
  canDo(actor, "edit", thing) ||
  (hasRight(actor, "accept", thing) && openStates.some(state => state === thing.state));

export const daysToConfirm = 10;
