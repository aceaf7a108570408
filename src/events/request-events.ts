import { type Day, formatRange, formatShortDay } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { type Changes, changed, hoursWords, type Part, quoted, type Sentences } from "./sentence.ts";

type Nothing = Record<string, never>;

/** What a commitment moved, the furthest first; of many the rest is a number. */
export type Foretold = {
  moved: { id: string; from: Day | null; to: Day | null }[];
  more: number;
  /** Whether the days are those of 80 %, or those if every estimate holds. */
  chance: boolean;
};

export type RequestEvents = {
  "request drafted": { title: string };
  "request imported": { file: string };
  "request edited": { changes: Changes };
  "request submitted": Nothing;
  "request asked": { question: string };
  "request answered": { answer: string };
  "request accepted": { note: string };
  "request declined": { reason: string };
  "request deferred": { until: Day; reason: string };
  "request came back": { to: string };
  "request made duplicate": { ofId: string };
  "request took over": { fromId: string };
  "request gave back": { toId: string };
  "request estimated": {
    version: number;
    lowHours: number;
    likelyHours: number;
    highHours: number;
    costCents: number;
    keysVoided: boolean;
    changed?: string;
  };
  "request second opinion": { version: number; lowHours: number; likelyHours: number; highHours: number };
  "request keyed": { side: Side; from: Day; to: Day; rank: number };
  "request committed": { from: Day; to: Day; rank: number } & Partial<Foretold>;
  "request uncommitted": { reason: string };
  "request started": { workId: string | null };
  "request delivered": { note: string };
  "request confirmed": { byItself: boolean; note: string };
  "request not yet": { missing: string };
  "request withdrawn": { reason: string };
  "request reopened": { reason: string };
  "request stepped back": { from: string; to: string };
  "request tied": { toId: string };
  "request untied": { fromId: string };
  "request needed too": { school: string; line: string };
  /** null takes it out of the queue */
  "request place asked": { rank: number | null; why: string };
  "request restricted": { restricted: boolean };
  /** null: nobody. */
  "request looked after": { fromId: string | null; toId: string | null };
  /** Of the district: what one liaison moved in one go. */
  "queue ordered": { side: Side; moved: { id: string; from: number; to: number }[]; more: number };
};

/** With the year: a history is read in others. */
const dated = (day: Day): string => formatShortDay(day, "");
const window = (from: Day, to: Day): string => formatRange(from, to, "");

/** As many as a sentence bears. */
const mostNamed = 3;

function movedWords({ moved, more = 0, chance = true }: Partial<Foretold>): Part[] {
  if (!moved) return [];
  if (moved.length === 0) return ["; it moves nothing"];
  const day = (each: Day | null) => (each === null ? "more than ten years away" : dated(each));
  const named = moved
    .slice(0, mostNamed)
    .flatMap(({ id, from, to }, index): Part[] => [
      index === 0 ? "; it moves " : "; ",
      { id },
      ` from ${day(from)} to ${day(to)}`,
    ]);
  const rest = moved.length - Math.min(moved.length, mostNamed) + more;
  return [
    ...named,
    `${rest > 0 ? `; and ${rest} more` : ""} (${chance ? "80 %" : "if every estimate holds"})`,
  ];
}

export const requestSentences: Sentences<RequestEvents> = {
  "request drafted": (_, it) => ["drafted ", it],
  "request imported": ({ file }, it) => ["brought ", it, ` in from the file ${file}`],
  "request edited": ({ changes }, it) => ["changed ", it, `, ${changed(changes)}`],
  "request submitted": (_, it) => ["sent ", it],
  "request asked": ({ question }, it) => ["asked about ", it, quoted(question)],
  "request answered": ({ answer }, it) => ["answered about ", it, quoted(answer)],
  "request accepted": ({ note }, it) => ["accepted ", it, quoted(note)],
  "request declined": ({ reason }, it) => ["declined ", it, quoted(reason)],
  "request deferred": ({ until, reason }, it) => ["deferred ", it, ` until ${dated(until)}${quoted(reason)}`],
  "request came back": ({ to }, it) => ["brought ", it, ` back from its deferral, ${to} again`],
  "request made duplicate": ({ ofId }, it) => ["marked ", it, " a duplicate of ", { id: ofId }],
  "request took over": ({ fromId }, it) => ["moved the followers of ", { id: fromId }, " to ", it],
  "request gave back": ({ toId }, it) => [
    "gave ",
    { id: toId },
    " back the followers that ",
    it,
    " took over",
  ],
  "request estimated": ({ version, lowHours, likelyHours, highHours, keysVoided, changed = "" }, it) => [
    "estimated ",
    it,
    ` at ${hoursWords(likelyHours, lowHours, highHours)}${version === 1 ? "" : `, version ${version}`}`,
    keysVoided ? "; its keys are void" : "",
    changed === "" ? "" : quoted(changed),
  ],
  "request second opinion": ({ lowHours, likelyHours, highHours }, it) => [
    "gave a second opinion on ",
    it,
    `: ${hoursWords(likelyHours, lowHours, highHours)}`,
  ],
  "request keyed": ({ side, from, to, rank }, it) => [
    `gave the key of ${side} to commit `,
    it,
    ` for ${window(from, to)}, rank ${rank}`,
  ],
  "request committed": ({ from, to, rank, ...foretold }, it) => [
    "committed ",
    it,
    ` for ${window(from, to)}, rank ${rank}`,
    ...movedWords(foretold),
  ],
  "request uncommitted": ({ reason }, it) => ["took back the commitment of ", it, quoted(reason)],
  "request started": ({ workId }, it) =>
    workId ? ["started ", { id: workId }, ", so ", it, " is in delivery"] : ["put ", it, " in delivery"],
  "request delivered": ({ note }, it) => ["delivered ", it, quoted(note)],
  "request confirmed": ({ byItself, note }, it) =>
    byItself
      ? ["confirmed ", it, " by itself, 10 working days after delivery"]
      : ["confirmed ", it, note === "" ? ": it works" : quoted(note)],
  "request not yet": ({ missing }, it) => ["said that ", it, ` is not done yet${quoted(missing)}`],
  "request withdrawn": ({ reason }, it) => ["withdrew ", it, quoted(reason)],
  "request reopened": ({ reason }, it) => ["reopened ", it, quoted(reason)],
  "request stepped back": ({ from, to }, it) => ["took ", it, ` a step back, from ${from} to ${to}`],
  "request tied": ({ toId }, it) => ["tied ", it, " to ", { id: toId }],
  "request untied": ({ fromId }, it) => ["untied ", it, " from ", { id: fromId }],
  "request needed too": ({ school }, it) => ["needs ", it, ` too${school === "" ? "" : `, for ${school}`}`],
  "request place asked": ({ rank, why }, it) =>
    rank === null
      ? ["asked the liaison group to take ", it, ` out of the queue${quoted(why)}`]
      : ["asked the liaison group to give ", it, ` rank ${rank}${quoted(why)}`],
  "request restricted": ({ restricted }, it) =>
    restricted ? ["put ", it, " in the box for security matters"] : ["opened ", it, " to everyone"],
  "request looked after": ({ toId }, it) =>
    toId === null
      ? ["left ", it, " with nobody to look after it"]
      : ["gave ", it, " to ", { id: toId }, " to look after"],
  "queue ordered": ({ side, moved, more }) => [
    `put what waits in the order of ${side}: `,
    ...moved.flatMap(({ id, from, to }, index): Part[] => [
      index === 0 ? "" : ", ",
      { id },
      ` from ${from} to ${to}`,
    ]),
    more > 0 ? ` and ${more} more` : "",
  ],
};
