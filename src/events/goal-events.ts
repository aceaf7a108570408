import type { HandshakeSeat, Health } from "../goals/goals.rules.ts";
import { formatRange } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { type Changes, changed, quoted, type Sentences } from "./sentence.ts";

export type GoalEvents = {
  "goal drafted": { title: string };
  "goal copied": { fromId: string };
  "goal continued": { toId: string };
  "goal imported": { file: string };
  "goal edited": { changes: Changes; asksAgain: HandshakeSeat[] };
  "goal proposed": Record<string, never>;
  "goal sent back": { reason: string };
  "goal discarded": Record<string, never>;
  "goal confirmed": { side: Side; active: boolean; wasFromPlan: boolean };
  "goal checked in": { side: Side; health: Health; before: Health | null; changed: string; needed: string };
  "goal held": { reason: string };
  "goal resumed": Record<string, never>;
  "goal achieved": { note: string };
  "goal retired": { reason: string };
  "goal handed over": { seat: HandshakeSeat; fromId: string | null; toId: string };
  "goal stepped back": { from: string; to: string };
  "measure added": { measure: string; target: string; active: boolean };
  "measure changed": { measure: string; changes: Changes; asksAgain: HandshakeSeat[] };
  "reading added": { measure: string; value: string; day: string };
  "readings added": { measure: string; count: number; from: string; to: string };
  "priority made": { title: string };
  "priority changed": { changes: Changes };
};

const againWords = (seats: readonly HandshakeSeat[]): string =>
  seats.length === 0
    ? ""
    : `; the ${seats.join(" and the ")} ${seats.length === 1 ? "is" : "are"} asked to confirm again`;

export const goalSentences: Sentences<GoalEvents> = {
  "goal drafted": (_, it) => ["drafted ", it],
  "goal copied": ({ fromId }, it) => ["copied ", { id: fromId }, " to another year, as ", it],
  "goal continued": ({ toId }, it) => ["continued ", it, " as ", { id: toId }],
  "goal imported": ({ file }, it) => ["brought ", it, ` in from the plan ${file}, to be confirmed`],
  "goal edited": ({ changes, asksAgain }, it) => [
    "changed ",
    it,
    `, ${changed(changes)}`,
    againWords(asksAgain),
  ],
  "goal proposed": (_, it) => ["proposed ", it],
  "goal sent back": ({ reason }, it) => ["sent ", it, ` back to its author${quoted(reason)}`],
  "goal discarded": (_, it) => ["discarded ", it],
  "goal confirmed": ({ side, active }, it) => [
    "confirmed ",
    it,
    ` for ${side}`,
    active ? "; both sides have, and it is active" : "",
  ],
  "goal checked in": ({ side, health, before, changed: what }, it) => [
    "checked in on ",
    it,
    ` for ${side}: ${health}${before && before !== health ? `, before ${before}` : ""}. “${what}”`,
  ],
  "goal held": ({ reason }, it) => ["put ", it, ` on hold${quoted(reason)}`],
  "goal resumed": (_, it) => ["resumed ", it],
  "goal achieved": ({ note }, it) => ["marked ", it, ` achieved${quoted(note)}`],
  "goal retired": ({ reason }, it) => ["retired ", it, quoted(reason)],
  "goal handed over": ({ seat, toId }, it) => [`handed the ${seat}’s seat of `, it, " to ", { id: toId }],
  "goal stepped back": ({ from, to }, it) => ["took ", it, ` a step back, from ${from} to ${to}`],
  "measure added": ({ measure, target, active }, it) => [
    `added the measure “${measure}”${target === "" ? "" : ` with target ${target}`} to `,
    it,
    active ? "; both sides have confirmed, and it is active" : "",
  ],
  "measure changed": ({ measure, changes, asksAgain }, it) => [
    `changed the measure “${measure}” of `,
    it,
    `, ${changed(changes)}`,
    againWords(asksAgain),
  ],
  "reading added": ({ measure, value }, it) => [`added a reading of “${measure}” to `, it, `: ${value}`],
  "readings added": ({ measure, count, from, to }, it) => [
    `added ${count} readings of “${measure}” to `,
    it,
    `: ${formatRange(from, to, "")}`,
  ],
  "priority made": (_, it) => ["made the priority ", it],
  "priority changed": ({ changes }, it) => ["changed the priority ", it, `, ${changed(changes)}`],
};
