import type { Actor } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { mayEver } from "../shared/permissions.ts";
import { ofPress } from "../told/said-before.ts";
import { type Deed, deedLink, deedPost, stepBackWords, withFirst } from "../web/head.ts";
import type { Link } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { Goal } from "./goals.queries.ts";
import {
  canCopy,
  canDo,
  canHandOver,
  confirmable,
  type GoalVerb,
  type HandshakeSeat,
  handshakeSeats,
} from "./goals.rules.ts";
import type { TellingDeed } from "./tellings.rules.ts";

/** The segment of each verb's address. */
export const segments = {
  propose: "proposal",
  discard: "discarding",
  confirm: "confirmation",
  "send back": "return",
  "check in": "check-ins",
  "add a reading": "readings",
  "add a measure": "measures",
  hold: "hold",
  resume: "resumption",
  achieve: "achievement",
  retire: "retirement",
  "hand over": "handover",
  "step back": "step-back",
  copy: "continuation",
} as const;

export const verbPath = (goal: { record: { number: number } }, verb: keyof typeof segments, rest = "") =>
  paths.verb("goal", goal.record.number, `${segments[verb]}${rest}`);

const posts = (goal: Goal) => ({ key: newId(), version: String(goal.record.version) });

/** The verbs on top of the page: the one that is waited for comes first and is the filled one. */
export function headDeeds(
  goal: Goal,
  actor: Actor,
  measures: number,
  { canStepBack, told }: { canStepBack: boolean; told: ReadonlyMap<TellingDeed, string> },
): Deed[] {
  const can = (verb: GoalVerb) => canDo(actor, verb, goal);
  const post = (label: string, verb: TellingDeed) =>
    deedPost(label, verbPath(goal, verb), posts(goal), { told: ofPress(label, told.get(verb)) });
  const form = (label: string, verb: keyof typeof segments) => deedLink(label, verbPath(goal, verb, "/new"));
  const isReady = measures > 0 && goal.seats.sponsor && goal.seats.partner && goal.record.due && goal.row.why;
  const edit = deedLink("Edit", paths.verb("goal", goal.record.number, "edit"));
  const waitsForMeasure = can("edit") && measures === 0;
  const [word] = confirmable(actor, goal);
  const deeds = [
    ...emptySeats(goal, actor).map(seat =>
      deedLink(`Name ${goal.gone.includes(seat) ? "another" : "a"} ${seat}`, seatPath(goal, seat)),
    ),
    ...(can("propose") && isReady ? [post("Propose goal", "propose")] : []),
    ...(word
      ? [post(word.place.id === actor.id ? "Confirm goal" : `Confirm goal for ${word.place.name}`, "confirm")]
      : []),
    ...(waitsForMeasure ? [form("Add a measure", "add a measure")] : []),
    ...(can("propose") && !isReady ? [edit, post("Propose goal", "propose")] : []),
    ...(can("check in") ? [form("Check in", "check in")] : []),
    ...(can("add a reading") && measures > 0 ? [form("Add a reading", "add a reading")] : []),
    ...(can("resume") ? [post("Resume", "resume")] : []),
    ...(canStepBack ? [post(stepBackWords, "step back")] : []),
  ];
  return withFirst(deeds);
}

const seatPath = (goal: Goal, seat: HandshakeSeat) => `${verbPath(goal, "hand over", "/new")}?seat=${seat}`;

const emptySeats = (goal: Goal, actor: Actor): HandshakeSeat[] =>
  handshakeSeats.filter(
    seat => (goal.seats[seat] === null || goal.gone.includes(seat)) && canHandOver(actor, goal, seat),
  );

/** All other verbs, as links beside the text. */
export function otherDeeds(goal: Goal, actor: Actor, measures: number): Link[] {
  const can = (verb: GoalVerb) => canDo(actor, verb, goal);
  const link = (label: string, verb: keyof typeof segments) => ({
    label,
    href: verbPath(goal, verb, "/new"),
  });
  const seats = handshakeSeats.filter(
    seat => goal.seats[seat] && !goal.gone.includes(seat) && canHandOver(actor, goal, seat),
  );
  return [
    ...(can("edit")
      ? [{ label: "Edit the goal", href: paths.verb("goal", goal.record.number, "edit") }]
      : []),
    ...(can("edit") && measures > 0 ? [link("Add a measure", "add a measure")] : []),
    ...(can("hold") ? [link("Put on hold", "hold")] : []),
    ...(can("achieve") ? [link("Mark achieved", "achieve")] : []),
    ...(can("retire") ? [link("Retire", "retire")] : []),
    ...seats.map(seat => ({ label: `Hand over the ${seat}’s seat`, href: seatPath(goal, seat) })),
    ...(can("send back") ? [link("Send back", "send back")] : []),
    ...(can("discard") ? [link("Discard", "discard")] : []),
    ...(canCopy(actor, goal) ? [link("Copy to the next year", "copy")] : []),
    ...underIt(goal, actor),
  ];
}

/** What can be put under a goal that is not over: whoever may ask for it at all, may ask for it here. */
function underIt({ record, state }: Goal, actor: Actor): Link[] {
  if (state !== "proposed" && state !== "active") return [];
  const query = { goal: record.id };
  return [
    ...(mayEver(actor, "ask for a request")
      ? [{ label: "Send a request for it", href: withQuery(paths.new("request"), query) }]
      : []),
    ...(mayEver(actor, "do the work")
      ? [{ label: "Plan work for it", href: withQuery(paths.new("work"), query) }]
      : []),
    ...(mayEver(actor, "ask for money")
      ? [{ label: "Ask for money for it", href: withQuery(paths.new("budget"), query) }]
      : []),
  ];
}
