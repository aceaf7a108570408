import { type Day, formatDay, formatShortDay } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { type HealthView, healthView, personMark, type TagShape, tagView } from "../web/marks.ts";
import { type Part, say, tag, time, who } from "../web/sentence.ts";
import type { View } from "./check-ins.rules.ts";
import type { Goal } from "./goals.queries.ts";
import { type GoalState, type HandshakeSeat, handshake, handshakeSeats } from "./goals.rules.ts";

const shapes: Record<GoalState, TagShape> = {
  draft: "not yet",
  proposed: "open",
  active: "moving",
  "on hold": "open",
  achieved: "done",
  retired: "ended",
  discarded: "ended",
};

export const goalTag = (state: GoalState) => tag(tagView(state, shapes[state]));

export const dayPart = (day: Day, today: Day): Part => time(day, formatDay(day, today));
export const shortDay = (day: Day, today: Day): Part => time(day, formatShortDay(day, today));

export const sideWords: Record<Side, string> = {
  leadership: "Leadership",
  technology: "Technology",
  educators: "Educators",
};

/** How a side sees it; a silent side says since when, and never its old health. */
export function healthOf(view: View, today: Day, { isShort = false } = {}): HealthView {
  if (view.health !== "stale") return healthView(view.health);
  const since = formatShortDay(view.since, today);
  return healthView("stale", isShort ? `no word since ${since}` : `no word from ${view.side} since ${since}`);
}

export const personAt = (goal: Goal, seat: HandshakeSeat): Part[] =>
  goal.names[seat]
    ? say(
        who(personMark({ name: goal.names[seat], side: handshake[seat] })),
        goal.gone.includes(seat) ? ", no longer here" : "",
      )
    : say("nobody yet");

/** Whose word is still asked: "It waits for the word of technology, Dana Okafor." */
export function waitsFor(goal: Goal): string {
  const open = handshakeSeats.filter(seat => !goal.confirmed[seat]);
  const isEmpty = (seat: HandshakeSeat) => !goal.names[seat] || goal.gone.includes(seat);
  const asked = open.filter(seat => !isEmpty(seat)).map(seat => `${handshake[seat]}, ${goal.names[seat]}`);
  const empty = open
    .filter(isEmpty)
    .map(seat => (goal.gone.includes(seat) ? `another ${seat}` : `a ${seat}`));
  return [
    ...(asked.length > 0 ? [`It waits for the word of ${asked.join(", and ")}.`] : []),
    ...(empty.length > 0 ? [`A liaison has yet to name ${both(empty)}.`] : []),
  ].join(" ");
}

export const both = (words: readonly string[], last = "and"): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
