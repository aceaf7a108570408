import type { GoalViews } from "../../goals/check-ins.queries.ts";
import { healthOf, personAt, shortDay } from "../../goals/goal-words.pages.ts";
import type { Goal } from "../../goals/goals.queries.ts";
import type { MeasureRow, ReadingRow } from "../../goals/measures.queries.ts";
import { baselineWords, formatValue, targetWords } from "../../goals/measures.rules.ts";
import { priorityName } from "../../goals/priorities.rules.ts";
import { type NumberedKind, refOf } from "../../records/records.rules.ts";
import { type Day, fiscalYearName, formatShortDay } from "../../shared/dates.ts";
import type { District } from "../../shared/deed.ts";
import { formatCents } from "../../shared/money.ts";
import { pageHead } from "../../web/head.ts";
import { tagView } from "../../web/marks.ts";
import { type FactsView, facts } from "../../web/parts.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { health, late, link, type Part, say, tag } from "../../web/sentence.ts";
import { mostPlaced, type Placed } from "./line-of-sight.queries.ts";
import type { Sight } from "./line-of-sight.rules.ts";

export type OnePage = {
  goal: Goal;
  views: GoalViews;
  measures: readonly MeasureRow[];
  last: ReadonlyMap<string, ReadingRow>;
  sight: Sight;
  placed: readonly Placed[];
  today: Day;
  district: District;
};

/** One line of the page, with what stands under it. */
export type Branch = { kind: string | null; said: Part[]; below: Branch[] };

const branch = (said: Part[], below: Branch[] = [], kind: string | null = null): Branch => ({
  kind,
  said,
  below,
});

/** More than so many of a group leave the page for its list. */
const most = { measures: 6, requests: 8, ofRequest: 3, work: 8, money: 5 };

const named = (kind: NumberedKind, { number, title }: { number: number; title: string }): Part =>
  link(paths.record(kind, number), title, refOf(kind, number));

function cut<T>(
  rows: readonly T[],
  limit: number,
  href: string,
  line: (row: T) => Branch,
  isOver = false,
): Branch[] {
  const shown = rows.slice(0, limit).map(line);
  const left = rows.length - shown.length;
  if (isOver) return [...shown, branch(say(link(href, "and more: see all")))];
  return left > 0 ? [...shown, branch(say(link(href, `and ${left} more`)))] : shown;
}

const stateOf = (state: string): Part => tag(tagView(state, "open"));
const dueWords = ({ due }: Placed, today: Day): string => (due ? `, due ${formatShortDay(due, today)}` : "");

const workLine =
  (today: Day) =>
  (item: Placed): Branch => {
    const left = item.hoursLeft ? `, ${item.hoursLeft.toLocaleString("en-US")} hours left` : "";
    return branch(say(named("work", item), " ", stateOf(item.state), `${left}${dueWords(item, today)}`));
  };

function moneyLine(item: Placed, { fiscalYearStart }: District): Branch {
  const year = item.fiscalYear === null ? "" : `, ${fiscalYearName(item.fiscalYear, fiscalYearStart)}`;
  const asked = item.askedCents === null ? "" : `, ${formatCents(item.askedCents)} asked`;
  const approved = item.approvedCents === null ? "" : `, ${formatCents(item.approvedCents)} approved`;
  return branch(say(named("budget", item), " ", stateOf(item.state), `${year}${asked}${approved}`));
}

function requestLine(item: Placed, page: OnePage): Branch {
  const { placed, today, district } = page;
  const own = placed.filter(({ parentId }) => parentId === item.id);
  const work = own.filter(({ kind }) => kind === "work");
  const money = own.filter(({ kind }) => kind === "budget");
  const href = paths.record("request", item.number);
  const isWorked = ["committed", "in delivery"].includes(item.state) && work.length === 0;
  return branch(
    say(
      named("request", item),
      " ",
      stateOf(item.state),
      item.due ? `, needed by ${formatShortDay(item.due, today)}` : "",
      ...(isWorked ? [late(" no work under it")] : []),
    ),
    [
      ...cut(work, most.ofRequest, href, workLine(today)),
      ...cut(money, most.ofRequest, href, each => moneyLine(each, district)),
    ],
  );
}

function measureLine(measure: MeasureRow, last: ReadingRow | undefined, today: Day): Branch {
  const from = baselineWords(measure, measure.unit);
  const target = targetWords(measure, measure.unit);
  const now = last
    ? `${formatValue(last.value, measure.unit)} on ${formatShortDay(last.day, today)}`
    : `${from || "no number"}, no reading yet`;
  return branch(
    say(
      `${measure.name}: ${now}${target ? `; target ${target}` : ""}`,
      ...(target ? [] : [late(", no target")]),
    ),
  );
}

const counted = (n: number, one: string, many: string, isOver = false) =>
  isOver ? `over ${mostPlaced} ${many}` : `${n} ${n === 1 ? one : many}`;

/** Measures, requests with what is under each, other work, and money: each a group that has a name. */
function branchesOf(page: OnePage): Branch[] {
  const { goal, measures, last, sight, placed, today, district } = page;
  const goalHref = paths.record("goal", goal.record.number);
  const requestIds = new Set(sight.requests.map(({ id }) => id));
  const underRequests = new Set(placed.filter(row => requestIds.has(row.parentId)).map(({ id }) => id));
  const direct = (kind: Placed["kind"]) =>
    placed.filter(row => row.kind === kind && row.parentId === goal.record.id && !underRequests.has(row.id));
  const requests = placed.filter(row => row.parentId === goal.record.id && requestIds.has(row.id));
  const work = direct("work");
  const money = direct("budget");
  const group = (kind: string, rows: Branch[]) => (rows.length > 0 ? [branch([], rows, kind)] : []);
  return [
    ...group(
      counted(measures.length, "measure", "measures"),
      cut(measures, most.measures, `${goalHref}#measures`, each =>
        measureLine(each, last.get(each.id), today),
      ),
    ),
    ...group(
      counted(requests.length, "request", "requests", sight.over.has("request")),
      cut(
        requests,
        most.requests,
        withQuery(paths.list("request"), { goal: refOf("goal", goal.record.number) }),
        each => requestLine(each, page),
        sight.over.has("request"),
      ),
    ),
    ...group(
      `${counted(work.length, "work item", "work items", sight.over.has("work"))}${requests.length > 0 ? " right under it" : ""}`,
      cut(
        work,
        most.work,
        withQuery(paths.list("work"), { goal: goal.record.id }),
        workLine(today),
        sight.over.has("work"),
      ),
    ),
    ...group(
      counted(money.length, "budget request", "budget requests"),
      cut(money, most.money, withQuery(paths.list("budget"), { goal: goal.record.id }), each =>
        moneyLine(each, district),
      ),
    ),
  ];
}

function viewFacts({ goal, views, today }: OnePage): FactsView {
  return facts(
    ["Leadership", say(...personAt(goal, "sponsor"), " ", health(healthOf(views.leadership, today)))],
    ["Technology", say(...personAt(goal, "partner"), " ", health(healthOf(views.technology, today)))],
    ["Due", goal.record.due ? say(shortDay(goal.record.due, today)) : "no day is set"],
  );
}

/** From the priority down to the money, and what is missing: to be read, and to be printed. */
export function onePage(page: OnePage) {
  const { goal, sight } = page;
  const ref = refOf("goal", goal.record.number);
  return {
    head: pageHead({
      title: `Line of sight of ${ref}`,
      heading: goal.record.title,
      kicker: say(
        `Line of sight · ${priorityName(goal.priority)} · Goal `,
        link(paths.record("goal", goal.record.number), "", ref),
      ),
      standing: say(
        tag(tagView(goal.state, "open")),
        ...(sight.missing.length > 0 ? [late(` Missing: ${sight.missing.join(", ")}.`)] : []),
      ),
    }),
    why: goal.row.why || null,
    facts: viewFacts(page),
    branches: branchesOf(page),
  };
}
