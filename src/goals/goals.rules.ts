import { type Actor, type Person, roles, type Side } from "../shared/deed.ts";
import {
  hasNoPart,
  may,
  type Permission,
  permissions,
  placesOf,
  type Relation,
} from "../shared/permissions.ts";

export const goalStates = [
  "draft",
  "proposed",
  "active",
  "on hold",
  "achieved",
  "retired",
  "discarded",
] as const;
export type GoalState = (typeof goalStates)[number];

export const directions = ["up", "down", "keep"] as const;
export type Direction = (typeof directions)[number];

export const healths = ["on track", "at risk", "off track"] as const;
export type Health = (typeof healths)[number];

export const rhythms = ["weekly", "every two weeks", "monthly"] as const;
export type Rhythm = (typeof rhythms)[number];

/** The two seats of the handshake, and the side that each speaks for. */
export const handshake = { sponsor: "leadership", partner: "technology" } as const satisfies Record<
  string,
  Side
>;
export type HandshakeSeat = keyof typeof handshake;
export const handshakeSeats = ["sponsor", "partner"] as const satisfies readonly HandshakeSeat[];

/** The roles to which the table of permissions gives a confirmation of their own. */
export const seatRoles = roles.filter(role => permissions["confirm a goal"][role] === "mine");

/** Whether somebody could sit there. */
export const canSpeakFor =
  (side: Side) =>
  (person: Person): boolean =>
    person.side === side && seatRoles.includes(person.role);

/** Who sits at a goal; the requester is the person it was made for. null where nobody sits. */
export type GoalSeats = Record<"author" | "requester" | HandshakeSeat, string | null>;

/** What the rules need to know of a goal. */
export type RuledGoal = {
  state: GoalState;
  seats: GoalSeats;
  confirmed: Record<HandshakeSeat, boolean>;
  /** Who gave each word, where it was not the one in the seat. */
  confirmedBy?: Record<HandshakeSeat, string | null>;
};

type Rights = Partial<Record<GoalState, readonly Permission[]>>;

const drafting = ["draft a goal"] as const;
const tending = ["tend a goal"] as const;

/** In which state each verb can be done, and by which right. A state that is not listed has no such verb. */
export const goalVerbs = {
  edit: { draft: drafting, proposed: [...drafting, ...tending], active: tending, "on hold": tending },
  propose: { draft: drafting },
  discard: { draft: drafting },
  confirm: { proposed: ["confirm a goal"], active: ["confirm a goal"] },
  "send back": { proposed: ["send a goal back"] },
  "check in": { active: tending },
  "add a reading": { active: tending, "on hold": tending },
  hold: { active: tending },
  resume: { "on hold": tending },
  achieve: { active: tending },
  retire: { active: tending },
  "hand over": { proposed: tending, active: tending, "on hold": tending },
} as const satisfies Record<string, Rights>;
export type GoalVerb = keyof typeof goalVerbs;

/** Where the verbs lead that move a goal; `confirm` moves it only with the second side. */
export const goalMoves = {
  propose: "proposed",
  discard: "discarded",
  confirm: "active",
  "send back": "draft",
  hold: "on hold",
  resume: "active",
  achieve: "achieved",
  retire: "retired",
} as const satisfies Partial<Record<GoalVerb, GoalState>>;

/** The mover may take a step back for so long, if nothing followed. */
export const stepBackMinutes = 60;

function relationTo(actor: Actor, { seats }: Pick<RuledGoal, "seats">): Relation {
  const sits = (...personIds: (string | null)[]) => actor.id !== null && personIds.includes(actor.id);
  return { own: sits(seats.author, seats.requester), mine: sits(seats.sponsor, seats.partner) };
}

/** Why the verb is not to be had: no right to it, or no such verb in this state. null where it can be done. */
export function refusalOf(actor: Actor, verb: GoalVerb, goal: RuledGoal): "right" | "state" | null {
  const rights: Rights = goalVerbs[verb];
  // A deputy confirms, and nothing else of a goal.
  const places = verb === "confirm" ? placesOf(actor) : [actor];
  const has = (needed: readonly Permission[] = []) =>
    needed.some(right => places.some(place => may(place, right, relationTo(place, goal))));
  if (has(rights[goal.state])) return null;
  if (rights[goal.state]) return "right";
  return Object.values(rights).some(needed => has(needed)) ? "state" : "right";
}

export const canDo = (actor: Actor, verb: GoalVerb, goal: RuledGoal): boolean =>
  refusalOf(actor, verb, goal) === null;

export const canDraft = (actor: Actor): boolean => may(actor, "draft a goal", { own: true });
/** What both sides once agreed on can go on for another year. */
export const copiedStates = [
  "active",
  "on hold",
  "achieved",
  "retired",
] as const satisfies readonly GoalState[];
export const canCopy = (actor: Actor, { state }: Pick<RuledGoal, "state">): boolean =>
  canDraft(actor) && copiedStates.some(each => each === state);
export const canManagePriorities = (actor: Actor): boolean => may(actor, "manage priorities");

/** Who gave the word of a seat: the one in it, or their deputy. */
const giverOf = ({ confirmed, confirmedBy, seats }: RuledGoal, seat: HandshakeSeat): string | null =>
  confirmed[seat] ? (confirmedBy?.[seat] ?? seats[seat]) : null;

/** The seats whose word the person can give, and in whose place: their own, and of those whom they stand in for. */
export function confirmable(actor: Actor, goal: RuledGoal): { seat: HandshakeSeat; place: Actor }[] {
  if (!canDo(actor, "confirm", goal)) return [];
  const isFree = (seat: HandshakeSeat, place: Actor) =>
    goal.seats[seat] === place.id &&
    !goal.confirmed[seat] &&
    hasNoPart(
      actor,
      place,
      handshakeSeats.filter(other => other !== seat).map(other => giverOf(goal, other)),
    );
  return placesOf(actor)
    .filter(place => may(place, "confirm a goal", relationTo(place, goal)))
    .flatMap(place => handshakeSeats.filter(seat => isFree(seat, place)).map(seat => ({ seat, place })));
}

/** One's own seat; a liaison any. */
export const canHandOver = (actor: Actor, goal: RuledGoal, seat: HandshakeSeat): boolean =>
  canDo(actor, "hand over", goal) &&
  (goal.seats[seat] === actor.id || may(actor, "tend a goal", { own: false, mine: false }));

/** The sides that the person speaks for at this goal; a liaison for the side of the term. */
export function sidesOf(actor: Actor, goal: RuledGoal): Side[] {
  if (!canDo(actor, "check in", goal)) return [];
  const seated = handshakeSeats.filter(seat => goal.seats[seat] === actor.id).map(seat => handshake[seat]);
  const sides: Side[] = actor.liaisonSide ? [...seated, actor.liaisonSide] : seated;
  return [...new Set(sides)];
}

/** Whose confirmation a change by this person clears: everyone's but their own. */
export const clearedBy = (actor: Actor, goal: RuledGoal): HandshakeSeat[] =>
  handshakeSeats.filter(seat => goal.confirmed[seat] && goal.seats[seat] !== actor.id);

export const isConfirmed = ({ confirmed }: Pick<RuledGoal, "confirmed">): boolean =>
  confirmed.sponsor && confirmed.partner;
