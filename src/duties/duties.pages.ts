import { refOf } from "../records/records.rules.ts";
import { type Day, dayOf, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import { paths, withQuery } from "../web/paths.ts";
import {
  type BudgetDuty,
  type Duty,
  type GoalDuty,
  isLate,
  type LeaverDuty,
  longestQueue,
  type OwnDuty,
  type QueueDuty,
} from "./duties.rules.ts";

/** A duty in words, for the desk and for mail alike. */
export type DutyWords = {
  /** The button: "Confirm". */
  deed: string;
  /** Where the deed is done. */
  href: string;
  ref: string | null;
  title: string;
  why: string;
  /** "9 days", or "3 days late". */
  age: string;
  isLate: boolean;
};

type Words = Pick<DutyWords, "deed" | "href" | "ref" | "title" | "why">;

const others = { leadership: "technology", technology: "leadership", educators: "technology" } as const;

function wordsFor(duty: Duty, today: Day, zone: string): Words {
  switch (duty.kind) {
    case "confirm a goal":
    case "check in":
      return goalWords(duty, today, zone);
    case "answer":
    case "confirm a delivery":
    case "deliver":
    case "move work":
    case "mend a budget request":
      return ownWords(duty, today);
    case "triage":
    case "look after":
    case "estimate":
    case "commit":
    case "give a key":
      return queueWords(duty);
    case "endorse":
    case "review":
    case "decide":
      return budgetWords(duty);
    case "give new owners":
      return leaverWords(duty);
  }
}

/** "3 records of Tess Moreno need a new owner" */
function leaverWords({ leavers }: LeaverDuty): Words {
  const count = leavers.reduce((sum, each) => sum + each.audiences.length, 0);
  const records = count === 1 ? "One record" : `${count.toLocaleString("en-US")} records`;
  const [{ name } = { name: "" }] = leavers;
  const whose = leavers.length === 1 ? name : `${leavers.length} people`;
  return {
    deed: "Hand over",
    href: paths.needsOwner,
    ref: null,
    title: `${records} of ${whose} ${count === 1 ? "needs" : "need"} a new owner`,
    why: "Nobody is asked for them until somebody takes them over",
  };
}

function goalWords(duty: GoalDuty, today: Day, zone: string): Words {
  const { record, goal, side } = duty;
  const base = { ref: refOf("goal", record.number), title: record.title };
  if (duty.kind === "confirm a goal") {
    const why = goal.row.fromPlanAt
      ? `It came from the plan. It waits for the word of ${side}`
      : record.state === "active"
        ? `It changed after you confirmed it. It waits for the word of ${side}`
        : `It was proposed and waits for the word of ${side}`;
    return { ...base, deed: "Confirm", href: paths.record("goal", record.number), why };
  }
  const view = goal.views[side];
  const other = goal.views[others[side]];
  const mine = view.last
    ? `Your last check-in was ${formatShortDay(view.last.day, today)}`
    : "There is no check-in yet";
  const theirs = other.last
    ? `${others[side] === "technology" ? "Technology" : "Leadership"} said ${other.last.health} on ${formatShortDay(dayOf(other.last.at, zone), today)}. `
    : "";
  return {
    ...base,
    deed: "Check in",
    href: paths.verb("goal", record.number, "check-ins/new"),
    why: `${theirs}${mine}`,
  };
}

function ownWords(duty: OwnDuty, today: Day): Words {
  const { record } = duty;
  switch (duty.kind) {
    case "answer":
      return {
        deed: "Answer",
        href: paths.verb("request", record.number, "answer"),
        ref: refOf("request", record.number),
        title: record.title,
        why: "The liaison group asked you about it",
      };
    case "confirm a delivery":
      return {
        deed: "Confirm",
        href: paths.verb("request", record.number, "confirmation"),
        ref: refOf("request", record.number),
        title: record.title,
        why: "It was delivered. Say whether it works",
      };
    case "deliver":
      return {
        deed: "Deliver",
        href: paths.verb("request", record.number, "delivery"),
        ref: refOf("request", record.number),
        title: record.title,
        why: "All work is done: is it delivered?",
      };
    case "move work":
      return {
        deed: "Open",
        href: paths.record("work", record.number),
        ref: refOf("work", record.number),
        title: record.title,
        why:
          record.state === "blocked"
            ? "It is blocked"
            : record.due
              ? `Due ${formatShortDay(record.due, today)}`
              : "",
      };
    case "mend a budget request":
      return {
        deed: "Finish",
        href: paths.record("budget", record.number),
        ref: refOf("budget", record.number),
        title: record.title,
        why: "It is a draft of yours, not yet submitted",
      };
  }
}

/** `verb` is the address of the deed on one request; triage is a page of its own. */
const queues: Record<QueueDuty["kind"], { deed: string; verb: string | null; one: string; many: string }> = {
  triage: { deed: "Decide", verb: null, one: "It waits in triage", many: "requests wait in triage" },
  "look after": {
    deed: "Decide",
    verb: null,
    one: "You look after it, and it waits to be decided",
    many: "requests that you look after wait to be decided",
  },
  estimate: {
    deed: "Estimate",
    verb: "estimates",
    one: "It waits for an estimate",
    many: "requests wait for an estimate",
  },
  commit: {
    deed: "Commit",
    verb: "commitment",
    one: "It is estimated and waits to be committed",
    many: "requests are estimated and wait to be committed",
  },
  "give a key": {
    deed: "Give the key",
    verb: "commitment",
    one: "It has one key and waits for the one of your side",
    many: "requests wait for the key of your side",
  },
};

/** "12", "Over 500". */
export const countWords = (count: number): string =>
  count > longestQueue ? `Over ${longestQueue}` : String(count);

function queueWords({ kind, oldest, count }: QueueDuty): Words {
  const { deed, verb, one, many } = queues[kind];
  const ref = refOf("request", oldest.number);
  const href =
    kind === "look after"
      ? withQuery(paths.triage, count === 1 ? { request: oldest.number } : { mine: 1 })
      : verb === null
        ? paths.triage
        : paths.verb("request", oldest.number, verb);
  return count === 1
    ? { deed, href, ref, title: oldest.title, why: one }
    : {
        deed,
        href,
        ref: null,
        title: `${countWords(count)} ${many}`,
        why: `The oldest is ${ref} ${oldest.title}`,
      };
}

function budgetWords(duty: BudgetDuty): Words {
  const { record, budget, kind } = duty;
  const why = {
    endorse: "It waits for your endorsement",
    review: "Both sides endorsed it. It waits for the review of funds",
    decide: "Its funds are reviewed. It waits for your decision",
  }[kind];
  const [deed, verb] = (
    {
      endorse: ["Endorse", "endorsement"],
      review: ["Review", "review"],
      decide: ["Decide", "decision"],
    } as const
  )[kind];
  return {
    deed,
    href: paths.verb("budget", record.number, verb),
    ref: refOf("budget", record.number),
    title: `${record.title}, ${formatCents(budget.row.askedCents)}`,
    why,
  };
}

export function dutyWords(duty: Duty, today: Day, zone: string): DutyWords {
  const late = isLate(duty, today) && duty.due !== null;
  const days = late && duty.due ? daysBetween(duty.due, today) : daysBetween(dayOf(duty.since, zone), today);
  const words = wordsFor(duty, today, zone);
  const { inPlaceOf } = duty;
  return {
    ...words,
    ...(inPlaceOf ? standInWords(words, duty.kind, inPlaceOf) : {}),
    age: late ? `${durationWords(days)} late` : durationWords(days),
    isLate: late,
  };
}

/** In whose place: on the button's line, and in the address of a form that asks it. */
function standInWords({ why, href }: Words, kind: Duty["kind"], { id, name }: Person): Partial<Words> {
  const isStep = kind === "endorse" || kind === "review" || kind === "decide";
  return {
    why: `For ${name}, whose deputy you are: ${why.slice(0, 1).toLowerCase()}${why.slice(1)}`,
    href: isStep ? withQuery(href, { inPlaceOf: id }) : href,
  };
}
