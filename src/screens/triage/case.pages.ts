import { refOf } from "../../records/records.rules.ts";
import { needsTwoKeys } from "../../requests/keys.rules.ts";
import { assignmentChoices, caretakerOf } from "../../requests/looking-after.rules.ts";
import type { NeededToo } from "../../requests/needed-too.queries.ts";
import { isOrdered, placesOf } from "../../requests/queue-order.rules.ts";
import {
  dayPart,
  personPart,
  requestTag,
  requestTitle,
  tookWords,
} from "../../requests/request-words.pages.ts";
import type { Request } from "../../requests/requests.queries.ts";
import { isOwn, kindWords } from "../../requests/requests.rules.ts";
import { expectationOf, spanWords, type Took, tookOf } from "../../requests/took.rules.ts";
import { tookBar } from "../../requests/took-bar.pages.ts";
import { wayWord } from "../../requests/triage-way.rules.ts";
import { dayOf, daysBetween, durationWords, formatDay } from "../../shared/dates.ts";
import { newId } from "../../shared/ids.ts";
import { ofPress } from "../../told/said-before.ts";
import { chosenWords, digestDay } from "../../told/told.pages.ts";
import type { FigureView } from "../../web/drawing.ts";
import { healthView } from "../../web/marks.ts";
import { facts } from "../../web/parts.ts";
import { paths } from "../../web/paths.ts";
import { health, late, link, type Part, ref, say, strong } from "../../web/sentence.ts";
import { placesWords } from "./order.pages.ts";
import { onwardFrom, type TriagePage } from "./queue.pages.ts";
import type { ServedGoal, Triage } from "./triage.queries.ts";
import { verdictView } from "./verdict.pages.ts";

/** One request with what is needed to decide it, and the decisions. */
export function caseView(page: TriagePage) {
  const { triage, actor } = page;
  const deed = wayWord(page.way, onwardFrom(page)?.record.number ?? null);
  const { current, open } = triage;
  if (!current || !open) return null;
  const { record, row } = current;
  const goals = goalWords(page, current);
  return {
    title: record.title,
    href: paths.record("request", record.number),
    kicker: say(
      ref(current.ref),
      ` · ${kindWords[row.kind]} · `,
      requestTag(current.state),
      row.isRestricted ? " · a security matter" : "",
    ),
    asked: askedWords(page, current, goals),
    // Where they have a place of their own.
    goals: null as Part[] | null,
    need: row.need,
    why: row.why,
    forData: row.kind === "data or report" ? dataFacts(current) : null,
    question: row.asked || null,
    answer: row.asked ? row.stateNote || null : null,
    facts: decisionFacts(page, current),
    figure: open.took ? figureOf(open.took, current, page) : null,
    needed: open.needed.map(each => ({
      said: say(personPart(each), each.school ? `, ${each.school}` : ""),
      note: say(each.line),
    })),
    alike: open.alike.map(each => ({
      said: say(requestTitle(each)),
      state: say(requestTag(each.state)),
      took: tookWords(each.submittedAt, each.deliveredAt) ?? "still open",
      merge: isMergeable(each.state) ? mergeInto(current, refOf("request", each.number), deed) : null,
    })),
    mergeTold: open.alike.some(({ state }) => isMergeable(state))
      ? ofPress("Merge into", open.told.get("merge"))
      : null,
    verdict: isOwn(actor, current) ? null : verdictOf(page, current, deed),
    ownWords: `You asked for ${current.ref} yourself. Another liaison decides on it.`,
  };
}

function verdictOf({ triage, actor, way, now, today, district }: TriagePage, request: Request, deed: string) {
  const told = triage.open?.told ?? new Map();
  const day = digestDay({ now, today, district });
  return verdictView(
    request,
    today,
    { deed, hereAgain: wayWord(way, request.record.number), isMeeting: way.isMeeting },
    told,
    {
      ...assignmentChoices(request, triage.group, actor.id),
      told: chosenWords("the liaison whom you choose", day),
    },
  );
}

const isMergeable = (state: string): boolean =>
  !["declined", "duplicate", "withdrawn", "draft"].includes(state);

const mergeInto = (request: Request, of: string, deed: string) => ({
  action: paths.verb("request", request.record.number, "duplicate"),
  key: newId(),
  version: String(request.record.version),
  deed,
  of,
});

const dataFacts = ({ row }: Request) =>
  facts(
    ["Question", row.question],
    ["Decision", row.decision],
    ["Users", row.users],
    ["How often", row.frequency],
  );

export function askedWords({ today, district }: TriagePage, request: Request, goals: Part[]): Part[] {
  const { requester, row } = request;
  const on = dayOf(row.submittedAt ?? request.record.since, district.timeZone);
  return say(
    "Asked by ",
    personPart(requester),
    row.school ? `, ${row.school}` : "",
    ", on ",
    dayPart(on, today),
    ". ",
    ...goals,
  );
}

export function goalWords({ triage }: TriagePage, request: Request): Part[] {
  const goals = triage.served.filter(goal => goal.requestId === request.id);
  return goals.length === 0 ? say("It serves no goal yet.") : say(...goals.flatMap(servesWords));
}

function servesWords(goal: ServedGoal): (Part | string)[] {
  const seen = goal.views.technology.health;
  // A plan's titles end like sentences, and this one goes on.
  const title = goal.title.replace(/\.$/, "");
  const goalLink = link(paths.record("goal", goal.number), title, refOf("goal", goal.number));
  const word = seen === "none" || seen === "stale" ? null : healthView(seen);
  return ["Serves ", goalLink, ...(word ? [", which technology sees ", health(word)] : []), ". "];
}

const studentWords = {
  yes: "Moves between systems. Does it need an agreement?",
  no: "Does not move",
  unsure: "Unsure. Find out whether it needs an agreement",
} as const;

const tooFewLikeIt: [string, string] = [
  "How long",
  `Fewer than ${tookOf.least} of its kind were delivered: too few to say`,
];

function decisionFacts({ triage, today, district }: TriagePage, request: Request) {
  const { id, record, row } = request;
  const { needed, estimate } = triage.open ?? { needed: [], estimate: null };
  const pairs: [string, Part[] | string][] = [
    ["Needed by", record.due ? say(dayPart(record.due, today)) : "no day is said"],
    [
      "Touches",
      row.peopleAffected === null ? "not said" : `${row.peopleAffected.toLocaleString("en-US")} people`,
    ],
    ["Student data", studentWords[row.studentData]],
    ...(triage.open?.took ? [] : [tooFewLikeIt]),
    ["Need it too", neededWords(needed)],
    ["Liaison", caretakerOf(request, triage.group)?.name ?? "nobody yet"],
    ...orderFact(triage, id),
  ];
  if (row.kind === "new system")
    pairs.push([
      "Reviews",
      "A new system is accepted only once instruction, privacy, technical and money have answered",
    ]);
  if (estimate) {
    const keys = needsTwoKeys(estimate, district) ? ". It will take two keys" : "";
    pairs.push(["Estimate", `Likely ${estimate.likelyHours} hours, from before${keys}`]);
  }
  return facts(...pairs);
}

/** Where each side has it, once either has put the queue in order. */
const orderFact = ({ orders }: Triage, id: string): [string, Part[]][] =>
  isOrdered(orders) ? [["Order", say(link(paths.queueOrder, placesWords(placesOf(orders, id))))]] : [];

/** "4 people of 3 schools: 3 educators, 1 leadership": it informs, never decides. */
export function neededWords(needed: readonly NeededToo[]): string {
  if (needed.length === 0) return "nobody else has said so";
  const schools = new Set(needed.map(each => each.school.toLowerCase()).filter(Boolean)).size;
  const sides = [...Map.groupBy(needed, each => each.side ?? "of no side")]
    .map(([side, { length }]) => `${length} ${length === 1 && side === "educators" ? "educator" : side}`)
    .join(", ");
  const where = schools > 0 ? ` of ${schools} ${schools === 1 ? "school" : "schools"}` : "";
  return `${needed.length} ${needed.length === 1 ? "person" : "people"}${where}: ${sides}`;
}

/** A day that is past is no forecast. */
const outwaited = (took: Took, days: number): Part[] =>
  say(
    `Things like it took ${spanWords(took)}. This one was sent `,
    late(`${durationWords(days)} ago`),
    ", longer than nine in ten of them took.",
  );

function figureOf(took: Took, { record, row }: Request, { today, district }: TriagePage): FigureView {
  const sentOn = dayOf(row.submittedAt ?? record.since, district.timeZone);
  const expected = expectationOf(took, sentOn, record.due);
  const { to, gapDays } = expected;
  const note = `From ${took.cases} past requests of the kind, from sent to delivered.`;
  if (to < today)
    return { caption: outwaited(took, daysBetween(sentOn, today)), drawing: null, table: null, note };
  const gap =
    gapDays !== null && gapDays > 0
      ? [" That is ", late(`${durationWords(gapDays)} after it is needed`), "."]
      : [];
  return {
    caption: say(
      `Things like it took ${spanWords(took)}. Nine in ten would be there by `,
      strong(formatDay(to, today)),
      ".",
      ...gap,
    ),
    drawing: tookBar(expected, record.due, today),
    table: null,
    note,
  };
}
