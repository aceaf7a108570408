import type { Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { type Changes, changed, quoted, type Sentences } from "./sentence.ts";

export type BudgetEvents = {
  "budget drafted": { title: string; askedCents: number };
  "budget imported": { file: string; askedCents: number };
  "budget edited": { changes: Changes };
  "budget submitted": { askedCents: number };
  "budget endorsed": { side: Side; comment: string; both: boolean };
  /** `voided`: the steps that no longer count, by id; a step back lets them count again. */
  "budget returned": { from: string; comment: string; voided: string[] };
  "budget reviewed": { comment: string };
  "budget decided": {
    outcome: "approved" | "partly approved" | "declined";
    approvedCents: number;
    comment: string;
    boardDay: Day | null;
  };
  "budget closed": { releasedCents: number };
  "budget taken up": Record<string, never>;
  "budget stepped back": { from: string; to: string };
  "actual recorded": { line: string; cents: number };
  "budget tied": { toId: string };
  "budget untied": { fromId: string };
  "source made": { name: string };
  "source changed": { changes: Changes };
  "source amount set": { fiscalYear: number; before: number; after: number; reason: string };
};

export const budgetSentences: Sentences<BudgetEvents> = {
  "budget drafted": ({ askedCents }, it) => ["drafted ", it, `, ${formatCents(askedCents)}`],
  "budget imported": ({ file }, it) => ["brought ", it, ` in from the plan ${file}`],
  "budget edited": ({ changes }, it) => ["changed ", it, `, ${changed(changes)}`],
  "budget submitted": ({ askedCents }, it) => ["submitted ", it, `, ${formatCents(askedCents)}`],
  "budget endorsed": ({ side, comment, both }, it) => [
    "endorsed ",
    it,
    ` for ${side}${both ? "; both sides have" : ""}${quoted(comment)}`,
  ],
  "budget returned": ({ comment }, it) => ["returned ", it, ` to its author${quoted(comment)}`],
  "budget reviewed": ({ comment }, it) => ["reviewed the funds of ", it, quoted(comment)],
  "budget decided": ({ outcome, approvedCents, comment }, it) => [
    outcome === "declined" ? "declined " : outcome === "approved" ? "approved " : "partly approved ",
    it,
    outcome === "declined" ? quoted(comment) : `, ${formatCents(approvedCents)}${quoted(comment)}`,
  ],
  "budget closed": ({ releasedCents }, it) => [
    "closed ",
    it,
    releasedCents > 0 ? `; ${formatCents(releasedCents)} is free again` : "",
  ],
  "budget taken up": (_, it) => ["took up ", it, " from the plan"],
  "budget stepped back": ({ from, to }, it) => ["took ", it, ` a step back, from ${from} to ${to}`],
  "actual recorded": ({ line, cents }, it) => [`recorded ${formatCents(cents)} spent on “${line}” of `, it],
  "budget tied": ({ toId }, it) => ["tied ", it, " to ", { id: toId }],
  "budget untied": ({ fromId }, it) => ["untied ", it, " from ", { id: fromId }],
  "source made": (_, it) => ["made ", it],
  "source changed": ({ changes }, it) => ["changed the funding source ", it, `, ${changed(changes)}`],
  "source amount set": ({ fiscalYear, before, after, reason }, it) => [
    "set the amount of ",
    it,
    ` for fiscal year ${fiscalYear - 1}-${String(fiscalYear).slice(2)} from ${formatCents(before)} to ${formatCents(after)}${quoted(reason)}`,
  ],
};
