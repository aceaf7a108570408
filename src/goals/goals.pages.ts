import { expectedFact, lateInShort, laterWords } from "../forecast/days.pages.ts";
import type { DaysRow } from "../forecast/days.rules.ts";
import { daysFigure } from "../forecast/days-figure.pages.ts";
import { heldNote } from "../forecast/held.pages.ts";
import type { Held } from "../forecast/held.rules.ts";
import type { SaidRequest } from "../forecast/said.queries.ts";
import { whyWords } from "../forecast/why.pages.ts";
import type { Why } from "../forecast/why.queries.ts";
import { audiencesOf, refOf } from "../records/records.rules.ts";
import type { BesideView } from "../screens/beside/beside.pages.ts";
import { type Day, formatRange, formatShortDay } from "../shared/dates.ts";
import type { District, Person, Side } from "../shared/deed.ts";
import { type ErrorSummary, pageHead } from "../web/head.ts";
import { personMark, sideMark } from "../web/marks.ts";
import { facts, type HistoryView, type SightView, type TwoViewsView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { link, type Part, ref, say, who } from "../web/sentence.ts";
import type { GoalViews, ToldCheckIn } from "./check-ins.queries.ts";
import { type View, viewsDiffer } from "./check-ins.rules.ts";
import { kinFacts } from "./copy.pages.ts";
import type { GoalKin } from "./copy.queries.ts";
import { headDeeds, otherDeeds } from "./goal-deeds.pages.ts";
import { standingOf } from "./goal-standing.pages.ts";
import { dayPart, healthOf, personAt, sideWords } from "./goal-words.pages.ts";
import type { Goal } from "./goals.queries.ts";
import { canDo, type GoalState, handshake, handshakeSeats } from "./goals.rules.ts";
import { measureViews } from "./measures.pages.ts";
import type { MeasureRow, ReadingRow } from "./measures.queries.ts";
import { priorityName } from "./priorities.rules.ts";
import type { TellingDeed } from "./tellings.rules.ts";

export type GoalPage = {
  goal: Goal;
  views: GoalViews;
  measures: MeasureRow[];
  readings: ReadingRow[];
  history: HistoryView;
  beside: BesideView;
  sight: SightView;
  days: DaysRow | undefined;
  /** Of the promises under it, or of the newest. */
  said: { promises: SaidRequest[]; areAll: boolean };
  kin: GoalKin;
  why: Why | null;
  held: Held[] | undefined;
  sides: Map<string, Side | null>;
  canStepBack: boolean;
  /** Who will be told by what a press on its page does. */
  told: ReadonlyMap<TellingDeed, string>;
  actor: Person;
  today: Day;
  district: District;
  failed: { summary: ErrorSummary | null };
};

/** From active on, or once somebody has spoken: before that nobody is asked. */
const spoken: readonly GoalState[] = ["active", "on hold", "achieved", "retired"];

export function goalPage(page: GoalPage) {
  const { goal, views, measures, readings, actor, today, district } = page;
  const number = refOf("goal", goal.record.number);
  const canEdit = canDo(actor, "edit", goal);
  const figure = figureOf(page);
  return {
    head: pageHead({
      title: `${number} ${goal.record.title}`,
      heading: goal.record.title,
      kicker: kickerOf(goal),
      standing: [
        ...standingOf(goal, views, measures.length, page),
        ...lateInShort(page.days, goal.record.due, today),
      ],
      deeds: headDeeds(goal, actor, measures.length, page),
      form: page.failed,
    }),
    days: figure,
    late: whyWords(page.why, today),
    later: laterWords(page.said.promises, page.said.areAll),
    views: spoken.includes(goal.state) ? twoViews(goal, views, today) : null,
    measures: measureViews(goal, measures, readings, { today, zone: district.timeZone, canEdit }),
    noMeasure: measures.length === 0 ? noMeasure(goal.state) : null,
    why: goal.row.why || null,
    who: whoFacts(page),
    others: otherDeeds(goal, actor, measures.length),
    sight: page.sight,
    sightHref: paths.sight(goal.record.number),
    history: page.history,
    beside: page.beside,
  };
}

const figureOf = ({ goal, days, held, today, actor }: GoalPage) =>
  daysFigure(days, {
    ...{ due: goal.record.due, dueWord: "due", promised: null, said: null, today },
    held: heldNote(held),
    seesHeld: audiencesOf(actor).includes("everyone"),
  });

const kickerOf = ({ record, priority }: Goal): Part[] =>
  say(
    "Goal ",
    ref(refOf("goal", record.number)),
    " · ",
    link(withQuery(paths.list("goal"), { priority: priority.id }), priorityName(priority)),
  );

/** Above a form about the goal: the way back. */
export const wayBack = ({ record }: Goal): Part[] =>
  say("Goal ", link(paths.record("goal", record.number), record.title, refOf("goal", record.number)));

const noMeasure = (state: GoalState): string =>
  state === "draft" || state === "proposed"
    ? "No measure yet. A goal needs at least one before it can become active."
    : "No measure. Nobody can tell when this goal is reached.";

function speaker(goal: Goal, checkIn: ToldCheckIn, today: Day): Part[] {
  const seat = handshakeSeats.find(
    each => goal.seats[each] === checkIn.byId && handshake[each] === checkIn.side,
  );
  return say(
    who(personMark({ name: checkIn.byName, side: checkIn.bySide })),
    `, ${seat ?? `liaison, for ${checkIn.side}`}, `,
    dayPart(checkIn.day, today),
  );
}

const others: Record<Side, string> = {
  leadership: "technology",
  technology: "leadership",
  educators: "the others",
};

const viewOfSide = (goal: Goal, view: View<ToldCheckIn>, today: Day) => ({
  mark: sideMark(view.side, { spoken: false }),
  health: healthOf(view, today, { isShort: true }),
  quote: view.last?.changed ?? null,
  by: view.last ? speaker(goal, view.last, today) : null,
  needs: view.last?.needed ? { from: others[view.side], text: view.last.needed } : null,
});

/** Both sides side by side, educators too once a liaison spoke for them, and where they differ. */
export function twoViews(goal: Goal, views: GoalViews, today: Day): TwoViewsView {
  const { leadership, technology, educators } = views;
  const shown = [leadership, technology, ...(educators.last ? [educators] : [])];
  return {
    views: shown.map(view => viewOfSide(goal, view, today)),
    difference: differenceOf(leadership, technology, today),
  };
}

function differenceOf(one: View, other: View, today: Day): Part[] | null {
  if (viewsDiffer(one, other)) return say(`Leadership says ${one.health}, technology says ${other.health}.`);
  const silent = [one, other].find(view => view.health === "stale");
  const speaking = silent === one ? other : one;
  if (!silent || speaking.health === "stale" || speaking.health === "none") return null;
  return say(
    `${sideWords[speaking.side]} says ${speaking.health}. There is no word from ${silent.side} since ${formatShortDay(silent.since, today)}.`,
  );
}

function whoFacts(page: GoalPage) {
  const { goal, days, sides, today } = page;
  const { row, record, names, seats } = goal;
  const person = (name: string | undefined, id: string | null) =>
    name && id ? say(who(personMark({ name, side: sides.get(id) ?? null }))) : say("nobody");
  const runs = [row.startsOn, record.due];
  return facts(
    ["Sponsor", personAt(goal, "sponsor")],
    ["Partner", personAt(goal, "partner")],
    ...(seats.author ? [["Drafted by", person(names.author, seats.author)] as [string, Part[]]] : []),
    ...(seats.requester ? [["For", person(names.requester, seats.requester)] as [string, Part[]]] : []),
    ...(row.schools ? [["Schools", row.schools] as [string, string]] : []),
    ["Runs", runsWords(runs[0] ?? null, runs[1] ?? null, row, today)],
    ...(figureOf(page) ? [] : expectedFact(days, record.due, today)),
    ["Check-ins", row.rhythm],
    ...kinFacts(page.kin),
    ...(row.planCode ? [["In the plan", row.planCode] as [string, string]] : []),
  );
}

function runsWords(
  from: Day | null,
  to: Day | null,
  texts: { startsText: string; dueText: string },
  today: Day,
): string {
  if (from && to) return formatRange(from, to, today);
  const start = from
    ? `from ${formatShortDay(from, today)}`
    : texts.startsText && `from “${texts.startsText}”`;
  const end = to ? `until ${formatShortDay(to, today)}` : texts.dueText && `until “${texts.dueText}”`;
  return [start, end].filter(Boolean).join(" ") || "no days are set";
}
