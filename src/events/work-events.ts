import type { Audience } from "../records/records.rules.ts";
import type { Day } from "../shared/dates.ts";
import { type Changes, changed, hoursWords, quoted, type Sentences } from "./sentence.ts";

type Nothing = Record<string, never>;

/** What a move wrote over, for whoever takes it back. */
type Before = {
  state: string;
  hoursLeft: number | null;
  blockedBy: string;
  blockedAt: string | null;
};

export type WorkEvents = {
  "work planned": { title: string };
  "work imported": { file: string };
  "work edited": { changes: Changes };
  "work started": Nothing;
  "work blocked": { by: string };
  "work unblocked": { before?: Before };
  "work done": { note: string; before?: Before };
  "work dropped": { reason: string; before?: Before };
  "work estimated": { version: number; lowHours: number; likelyHours: number; highHours: number };
  "work handed over": { fromId: string | null; toId: string };
  "work tied": { toId: string };
  "work untied": { fromId: string };
  "work waits": { forId: string };
  "work waits no more": { forId: string };
  "work audience changed": { audience: Audience };
  "work stepped back": { from: string; to: string };
  "effort logged": { hours: number; day: Day; note: string; hoursLeft: number | null };
};

const hours = (n: number) => `${n} ${n === 1 ? "hour" : "hours"}`;

export const workSentences: Sentences<WorkEvents> = {
  "work planned": (_, it) => ["planned ", it],
  "work imported": ({ file }, it) => ["brought ", it, ` in from the plan ${file}`],
  "work edited": ({ changes }, it) => ["changed ", it, `, ${changed(changes)}`],
  "work started": (_, it) => ["started ", it],
  "work blocked": ({ by }, it) => ["said that ", it, ` is blocked${quoted(by)}`],
  "work unblocked": (_, it) => ["said that ", it, " is no longer blocked"],
  "work done": ({ note }, it) => ["finished ", it, quoted(note)],
  "work dropped": ({ reason }, it) => ["dropped ", it, quoted(reason)],
  "work estimated": ({ likelyHours, lowHours, highHours }, it) => [
    "estimated ",
    it,
    ` at ${hoursWords(likelyHours, lowHours, highHours)}`,
  ],
  "work handed over": ({ toId }, it) => ["handed ", it, " to ", { id: toId }],
  "work tied": ({ toId }, it) => ["tied ", it, " to ", { id: toId }],
  "work untied": ({ fromId }, it) => ["untied ", it, " from ", { id: fromId }],
  "work waits": ({ forId }, it) => ["said that ", it, " waits for ", { id: forId }],
  "work waits no more": ({ forId }, it) => ["said that ", it, " no longer waits for ", { id: forId }],
  "work audience changed": ({ audience }, it) =>
    audience === "everyone"
      ? ["opened ", it, " to everyone, with what it serves"]
      : audience === "restricted"
        ? ["put ", it, " in the box for security matters, with what it serves"]
        : ["hid ", it, " with the draft that it serves"],
  "work stepped back": ({ from, to }, it) => ["took ", it, ` a step back, from ${from} to ${to}`],
  "effort logged": ({ hours: logged, note }, it) => [`logged ${hours(logged)} on `, it, quoted(note)],
};
