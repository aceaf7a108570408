import { durationWords } from "../shared/dates.ts";
import type { Person, Side } from "../shared/deed.ts";
import type { RoadView } from "../web/parts.ts";
import { type Part, say } from "../web/sentence.ts";
import type { Budget, Step } from "./budget.queries.ts";
import {
  type ApprovalStep,
  canBudget,
  type EndorsingSide,
  endorsingSides,
  takesBoard,
} from "./budget.rules.ts";
import { anyPerson, dayOfInstant, dayPart, type On, personPart, waitWords } from "./budget-words.pages.ts";
import { decidedOutcome } from "./lines.rules.ts";

export type RoadGiven = {
  it: Budget;
  /** Who can have a turn on any request today. */
  movers: readonly Person[];
  sides: ReadonlyMap<string, Side | null>;
  usual: { review: number | null; decision: number | null };
  on: On;
};

type Stop = RoadView[number];

const past = (heading: string, said: Part[], note: string | null): Stop => ({
  step: "past",
  isNow: false,
  heading,
  said,
  note,
});
const now = (heading: string, said: Part[]): Stop => ({
  step: "now",
  isNow: true,
  heading,
  said,
  note: null,
});
const ahead = (heading: string, said: Part[]): Stop => ({
  step: "ahead",
  isNow: false,
  heading,
  said,
  note: null,
});

const quoted = (text: string) => (text === "" ? null : `“${text}”`);

/** From written to closed, with who and how long; what lies ahead names who can take it. */
export function roadView(given: RoadGiven): RoadView {
  const { it, on } = given;
  const stops = [
    written(given),
    ...endorsingSides.map(side => endorsement(given, side)),
    review(given),
    decision(given),
  ];
  if (it.state === "draft")
    stops.splice(1, 0, now("To submit", say(`Waits ${waitWords(it.record.since, on)}`)));
  if (["approved", "partly approved", "closed"].includes(it.state)) stops.push(closing(given));
  // One step is the present one for a screen reader, although both sides endorse in any order.
  const first = stops.findIndex(({ step }) => step === "now");
  return stops.map((stop, index) => ({ ...stop, isNow: index === first }));
}

function written({ it, sides, on }: RoadGiven): Stop {
  const [author, forWhom] = it.authors;
  const day = dayOfInstant(it.record.createdAt, on);
  if (!author) return past("Brought in from the plan", say(day), null);
  const standIn = forWhom ? say(" for ", personPart(forWhom, sides)) : [];
  return past("Written", [...say(personPart(author, sides)), ...standIn, ...say(", ", day)], null);
}

const stepOf = ({ it }: RoadGiven, step: ApprovalStep): Step | undefined =>
  it.steps.find(each => each.step === step);

const taken = ({ sides, on }: RoadGiven, step: Step): Part[] =>
  say(
    step.byName ? `${step.byName} for ` : "",
    personPart({ id: step.personId, name: step.name }, sides),
    ", ",
    dayOfInstant(step.at, on),
  );

/** Who could take the step if its state had come. */
const able = ({ it, movers }: RoadGiven, state: Budget["state"], verb: "endorse" | "review" | "decide") =>
  movers.filter(person => canBudget(person, verb, { ...it, state }));

function endorsement(given: RoadGiven, side: EndorsingSide): Stop {
  const { it, sides, on } = given;
  const step = stepOf(given, `endorsed for ${side}`);
  if (step) return past(`Endorsed for ${side}`, taken(given, step), quoted(step.comment));
  const people = anyPerson(
    able(given, "submitted", "endorse").filter(person => person.liaisonSide === side),
    sides,
  );
  const heading = `To endorse for ${side}`;
  return it.state === "submitted"
    ? now(heading, [...people, ...say(`, ${waitWords(it.record.since, on)}`)])
    : ahead(heading, people);
}

const usually = (days: number | null): string =>
  days === null ? "" : `, usually ${days === 0 ? "the same day" : durationWords(days)}`;

function review(given: RoadGiven): Stop {
  const { it, sides, on, usual } = given;
  const step = stepOf(given, "reviewed");
  if (step) return past("Funds reviewed", taken(given, step), quoted(step.comment));
  const people = [...anyPerson(able(given, "endorsed", "review"), sides), ...say(", finance")];
  return it.state === "endorsed"
    ? now("Review of funds", [...people, ...say(`, ${waitWords(it.record.since, on)}`)])
    : ahead("Review of funds", [...people, ...say(usually(usual.review))]);
}

const outcomes = {
  approved: "Approved",
  "partly approved": "Partly approved",
  declined: "Declined",
} as const;

function decision(given: RoadGiven): Stop {
  const { it, on, usual } = given;
  const step = stepOf(given, "decided");
  const { boardDay } = it.row;
  const board = boardDay ? say("; board meeting ", dayPart(boardDay, on.today)) : [];
  if (step)
    return past(outcomes[decidedOutcome(it.lines)], [...taken(given, step), ...board], quoted(step.comment));
  const who = decider(given);
  const meets = boardDay ? say(", ", dayPart(boardDay, on.today)) : [];
  if (it.state !== "reviewed")
    return ahead("Decision", [...who, ...(boardDay ? meets : say(usually(usual.decision)))]);
  return now("Decision", [...who, ...meets, ...say(`, ${waitWords(it.record.since, on)}`)]);
}

const decider = (given: RoadGiven): Part[] =>
  takesBoard(given.it.row.askedCents, given.on.district)
    ? say("The board")
    : anyPerson(able(given, "reviewed", "decide"), given.sides);

function closing(given: RoadGiven): Stop {
  const step = stepOf(given, "closed");
  if (step) return past("Closed", taken(given, step), quoted(step.comment));
  return ahead("Closing", say("Finance, once all is spent"));
}
