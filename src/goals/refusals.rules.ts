import { type AppError, conflict, forbidden } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import { placesOf } from "../shared/permissions.ts";
import { type GoalVerb, goalVerbs, handshakeSeats, type RuledGoal, refusalOf } from "./goals.rules.ts";

/** A goal with the names of those who sit at it, so that a refusal can say who can. */
export type NamedGoal = RuledGoal & { names: Partial<Record<keyof RuledGoal["seats"], string>> };

const phrases: Record<GoalVerb, { deed: string; done: string }> = {
  edit: { deed: "edit this goal", done: "edited" },
  propose: { deed: "propose this goal", done: "proposed" },
  discard: { deed: "discard this goal", done: "discarded" },
  confirm: { deed: "confirm this goal", done: "confirmed" },
  "send back": { deed: "send this goal back", done: "sent back" },
  "check in": { deed: "check in on this goal", done: "checked in on" },
  "add a reading": { deed: "add a reading to this goal", done: "measured" },
  hold: { deed: "put this goal on hold", done: "put on hold" },
  resume: { deed: "resume this goal", done: "resumed" },
  achieve: { deed: "mark this goal achieved", done: "marked achieved" },
  retire: { deed: "retire this goal", done: "retired" },
  "hand over": { deed: "hand over a seat of this goal", done: "handed over" },
};

const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(" ")} or ${words.at(-1)}`;

/** "the sponsor, Ana Ruiz," as far as somebody sits there. */
const seated = ({ names }: NamedGoal, seats: readonly (keyof RuledGoal["seats"])[]): string[] =>
  seats.flatMap(seat => (names[seat] ? [`the ${seat}, ${names[seat]},`] : []));

/** Who can do it, as far as the goal's seats say: "the sponsor, Ana Ruiz, or a liaison". */
export function whoCan(verb: GoalVerb, goal: NamedGoal): string {
  if (verb === "send back") return "a liaison";
  const drafting = goal.state === "draft" || verb === "propose" || verb === "discard";
  if (drafting) return either([...seated(goal, ["author"]), "a liaison"]);
  const both = seated(goal, ["sponsor", "partner"]);
  if (verb === "confirm") return both.length > 0 ? either(both) : "a sponsor or partner, once named,";
  const alsoAuthor = verb === "edit" && goal.state === "proposed" ? seated(goal, ["author"]) : [];
  return either([...both, ...alsoAuthor, "a liaison"]);
}

/** Why a person of the handshake has no word left to give. */
export const alreadyConfirmed = (actor: Actor, goal: RuledGoal): AppError =>
  handshakeSeats.some(seat => goal.seats[seat] !== null && !goal.confirmed[seat]) &&
  placesOf(actor).some(({ id }) =>
    handshakeSeats.some(seat => goal.seats[seat] === id && !goal.confirmed[seat]),
  )
    ? conflict("You gave the word of one side. The other side’s takes another person.")
    : conflict("You have confirmed this goal already.");

/** The error with which the verb is refused; null where it can be done. */
export function refusal(actor: Actor, verb: GoalVerb, goal: NamedGoal): AppError | null {
  const why = refusalOf(actor, verb, goal);
  if (why === null) return null;
  const { deed, done } = phrases[verb];
  if (why === "right") return forbidden(`Only ${whoCan(verb, goal)} can ${deed}.`);
  return conflict(
    `This goal is ${goal.state}. Only one that is ${either(Object.keys(goalVerbs[verb]))} can be ${done}.`,
  );
}

/** @throws forbidden or conflict, with who can or when */
export function requireVerb(actor: Actor, verb: GoalVerb, goal: NamedGoal): void {
  const error = refusal(actor, verb, goal);
  if (error) throw error;
}
