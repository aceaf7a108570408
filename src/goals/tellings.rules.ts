import type { EventKind } from "../events/event-kinds.ts";
import type { Addressed, Telling } from "../told/told.rules.ts";
import type { Goal } from "./goals.queries.ts";
import { type HandshakeSeat, handshakeSeats } from "./goals.rules.ts";

/** The entry that each deed on a goal leaves. */
const eventOf = {
  propose: "goal proposed",
  confirm: "goal confirmed",
  "send back": "goal sent back",
  discard: "goal discarded",
  "check in": "goal checked in",
  "add a reading": "reading added",
  "add a measure": "measure added",
  hold: "goal held",
  resume: "goal resumed",
  achieve: "goal achieved",
  retire: "goal retired",
  "step back": "goal stepped back",
} as const satisfies Record<string, EventKind>;
export type TellingDeed = keyof typeof eventOf;

type Told = Pick<Goal, "seats"> & { record: Telling["record"] };

const confirmers = ({ seats }: Told, asked: readonly HandshakeSeat[]): Addressed[] =>
  asked.flatMap(seat => {
    const personId = seats[seat];
    return personId === null ? [] : [{ personId, as: "asked to confirm" as const }];
  });

/** Whom a deed on a goal tells, for the page before it and the mails with it. */
export function tellingOf(deed: TellingDeed, goal: Told): Telling {
  const { id, audience } = goal.record;
  const opens = deed === "propose";
  return {
    record: { id, audience: opens ? "board" : deed === "send back" ? "seats" : audience },
    to: opens ? confirmers(goal, handshakeSeats) : [],
    event: eventOf[deed],
  };
}

/** These seats are asked for their word, anew or for the first time. */
export const tellingOfAsked = (goal: Told, asked: readonly HandshakeSeat[]): Telling => ({
  record: goal.record,
  to: confirmers(goal, asked),
  event: null,
});
