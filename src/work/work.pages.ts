import { estimateView } from "../estimates/estimate-view.pages.ts";
import type { EstimateVersion } from "../estimates/estimates.queries.ts";
import { expectedFact } from "../forecast/days.pages.ts";
import type { DaysRow } from "../forecast/days.rules.ts";
import type { KnownPast } from "../forecast/ranges.rules.ts";
import { refOf } from "../records/records.rules.ts";
import type { BesideView } from "../screens/beside/beside.pages.ts";
import { type Day, dayOf, daysBetween, durationWords, formatDay } from "../shared/dates.ts";
import type { Actor, Side } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { webAddress } from "../shared/web-address.ts";
import { ofPress } from "../told/said-before.ts";
import { type Deed, deedLink, deedPost, type ErrorSummary, pageHead, stepBackWords } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { personMark, type TagShape, tagView } from "../web/marks.ts";
import { facts, type HistoryView } from "../web/parts.ts";
import { pathOf, paths } from "../web/paths.ts";
import { link, type Part, say, tag, time, who } from "../web/sentence.ts";
import { quickLog } from "./quick-log.pages.ts";
import type { TellingDeed } from "./tellings.rules.ts";
import type { WaitRow } from "./waiting.queries.ts";
import type { AboveRow, EffortRow, WorkRow } from "./work.queries.ts";
import { canDoWork, canEstimateWork, canLogEffort, stateOf, type WorkState } from "./work.rules.ts";
import type { DeedForm } from "./work-forms.pages.ts";

const shapes: Record<WorkState, TagShape> = {
  planned: "not yet",
  doing: "moving",
  blocked: "open",
  done: "done",
  dropped: "ended",
};

export const workTag = (state: WorkState) => tagView(state, shapes[state]);

const hoursWords = (hours: number) => `${hours.toLocaleString("en-US")} ${hours === 1 ? "hour" : "hours"}`;

export const effortWords = ({ work }: WorkRow): string => {
  const left = work.hoursLeft === null ? null : `${hoursWords(work.hoursLeft)} left`;
  const logged = work.hoursLogged > 0 ? `${hoursWords(work.hoursLogged)} logged` : null;
  return [logged, left].filter(Boolean).join(", ") || "not said";
};

export const person = (name: string, side: Side | null) => who(personMark({ name, side }));

/** "G-12 Title" as a link, for what a work item is under. */
export const aboveLink = (row: AboveRow): Part => {
  const kind = row.kind === "goal" ? "goal" : "request";
  return link(pathOf(row) ?? paths.desk, row.title, refOf(kind, row.number));
};

const waitFact = (label: string, rows: WaitRow[]): [string, Part[]][] => {
  const parts = rows.map(({ number, title, state }) => [
    link(paths.record("work", number), title, refOf("work", number)),
    ...say(` (${state})`),
  ]);
  return parts.length === 0
    ? []
    : [[label, parts.flatMap((each, n) => (n === 0 ? each : [...say(", "), ...each]))]];
};

export const joined = (parts: Part[]): Part[] =>
  parts.flatMap((part, index) => (index === 0 ? [part] : say(", ", part)));

/** A link where a page may link to it, else the words alone. */
function sourceParts(text: string): Part[] {
  const address = webAddress(text);
  return say(address ? link(address, text) : text);
}

const stateSentence = ({ record, work }: WorkRow, today: Day, zone: string): Part[] => {
  const days = daysBetween(dayOf(record.since, zone), today);
  if (record.state === "blocked")
    return say(` Blocked for ${durationWords(days)}: ${work.blockedBy.replace(/\.$/, "")}.`);
  if (record.state === "done")
    return say(" Done ", time(record.since.toISOString(), formatDay(dayOf(record.since, zone), today)), ".");
  if (record.state === "dropped") return say(` Dropped: ${work.stateNote}.`);
  if (!record.due) return say(" No due day is set.");
  const late = daysBetween(record.due, today);
  return late > 0
    ? say(" Due ", time(record.due, formatDay(record.due, today)), `, ${durationWords(late)} ago.`)
    : say(" Due ", time(record.due, formatDay(record.due, today)), ".");
};

export type WorkPage = {
  item: WorkRow;
  above: AboveRow[];
  days: DaysRow | undefined;
  estimates: EstimateVersion[];
  /** Of the request that it is a part of. */
  kind: string;
  past: KnownPast | undefined;
  waitedFor: WaitRow[];
  waiting: WaitRow[];
  effort: EffortRow[];
  history: HistoryView;
  beside: BesideView;
  forms: DeedForm[];
  today: Day;
  zone: string;
  /** Of one person who does nothing else. */
  hoursAWeek: number;
  actor: Actor;
  form: { summary: ErrorSummary | null };
  canStepBack: boolean;
  /** Who will be told by what its page offers. */
  told: ReadonlyMap<TellingDeed, string>;
};

function headDeeds({ item: { record }, actor, canStepBack, estimates, told }: WorkPage): Deed[] {
  const back = paths.verb("work", record.number, "step-back");
  const hidden = { key: newId(), version: String(record.version) };
  return [
    ...(canDoWork(actor) ? [deedLink("Edit", paths.verb("work", record.number, "edit"))] : []),
    ...(canEstimateWork(actor, stateOf(record.state))
      ? [
          deedLink(
            estimates.length === 0 ? "Estimate" : "New estimate",
            paths.verb("work", record.number, "estimates/new"),
          ),
        ]
      : []),
    ...(canStepBack
      ? [deedPost(stepBackWords, back, hidden, { told: ofPress(stepBackWords, told.get("step-back")) })]
      : []),
  ];
}

export function workPage(page: WorkPage) {
  const { item, above, waitedFor, waiting, effort, history, forms, today, zone, form } = page;
  const { record, work, owner } = item;
  const state = stateOf(record.state);
  return {
    head: pageHead({
      title: `${refOf("work", record.number)} ${record.title}`,
      heading: record.title,
      kicker: say(`Work item ${refOf("work", record.number)}`),
      standing: say(tag(workTag(state)), ...stateSentence(item, today, zone)),
      deeds: headDeeds(page),
      form,
    }),
    plainWords: work.plainWords || null,
    facts: facts(
      ["Owner", owner ? say(person(owner.name, owner.side)) : "nobody yet"],
      ["Serves", above.length > 0 ? joined(above.map(aboveLink)) : "no goal or request yet"],
      ...waitFact("Waits for", waitedFor),
      ...waitFact("Waiting for it", waiting),
      ["Effort", effortWords(item)],
      ...expectedFact(page.days, record.due, today),
      ...(work.externalLink
        ? ([["Tracked at", say(link(work.externalLink, work.externalLink))]] as [string, Part[]][])
        : []),
      ...(work.ownerText ? ([["Owner in the plan", work.ownerText]] as [string, string][]) : []),
      ...(work.systemText ? ([["System in the plan", work.systemText]] as [string, string][]) : []),
      ...(work.datesText ? ([["Dates in the plan", work.datesText]] as [string, string][]) : []),
      ...(work.sourceText ? ([["Written in", sourceParts(work.sourceText)]] as [string, Part[]][]) : []),
    ),
    forms,
    estimate: estimateView(page.estimates, {
      ...{ today, zone, hoursAWeek: page.hoursAWeek },
      ...{ kind: page.kind, past: page.past },
      papers: page.beside.atEstimates,
    }),
    quick: canLogEffort(page.actor, state) && state !== "done" ? quickLog(record.number, today) : null,
    effort:
      effort.length === 0
        ? null
        : listView({
            caption: "Effort log",
            heads: [head("Day"), head("Who"), head("Note"), head("Hours", { amount: true })],
            rows: effort.map(row => [
              rowHead(say(time(row.day, formatDay(row.day, today)))),
              cell("Who", say(person(row.name, row.side))),
              cell("Note", row.note),
              cell("Hours", String(row.hours), { amount: true }),
            ]),
            foot: { label: "Sum", span: 3, amount: String(work.hoursLogged) },
          }),
    history,
    beside: page.beside,
  };
}
