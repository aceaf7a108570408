import type { EventKind } from "../events/event-kinds.ts";
import type { Telling } from "../told/told.rules.ts";

/** The entry that each deed on a work item leaves, by the last part of its address. */
const eventOf = {
  start: "work started",
  release: "work unblocked",
  completion: "work done",
  blockage: "work blocked",
  dropping: "work dropped",
  effort: "effort logged",
  "step-back": "work stepped back",
} as const satisfies Record<string, EventKind>;
export type TellingDeed = keyof typeof eventOf;
export const tellingDeeds = Object.keys(eventOf) as TellingDeed[];

/** Whom a deed on a work item tells: nobody by name, and some of them are news to who follows it. */
export const tellingOf = (deed: TellingDeed, record: Telling["record"]): Telling => ({
  record,
  to: [],
  event: eventOf[deed],
});
