import { yearSum } from "../../budget/budget-deeds.pages.ts";
import { capitalised } from "../../budget/budget-words.pages.ts";
import { viewsDiffer } from "../../goals/check-ins.rules.ts";
import { healthOf, personAt } from "../../goals/goal-words.pages.ts";
import { twoViews } from "../../goals/goals.pages.ts";
import { measureViews } from "../../goals/measures.pages.ts";
import { priorityName } from "../../goals/priorities.rules.ts";
import { refOf } from "../../records/records.rules.ts";
import { fiscalYearName, formatDay, formatShortDay } from "../../shared/dates.ts";
import { formatCents, formatSum } from "../../shared/money.ts";
import { pageHead } from "../../web/head.ts";
import { cell, head, type ListView, listView, rowHead } from "../../web/list.ts";
import { healthView, sideMark } from "../../web/marks.ts";
import type { Link } from "../../web/parts.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { health, type Part, ref, say, time } from "../../web/sentence.ts";
import { type GoalMoney, mostGoals, type On, type Packet, type PacketGoal } from "./packet.queries.ts";

export type PacketPage = { packet: Packet; fiscalYear: number; seesAsked: boolean; on: On };

const nameOf = (fiscalYear: number, { district }: On) => fiscalYearName(fiscalYear, district.fiscalYearStart);
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export function packetPage(page: PacketPage) {
  const { packet, fiscalYear, on } = page;
  const year = nameOf(fiscalYear, on);
  return {
    head: pageHead({
      title: `Board packet ${year}`,
      heading: `Goals and technology, ${year}`,
      kicker: say(on.district.name),
      standing: meetingWords(page),
    }),
    years: [fiscalYear - 1, fiscalYear + 1].map(each => yearLink(each, on)),
    asked: page.seesAsked ? askedTable(page) : null,
    nothingAsked: page.seesAsked && packet.asked.length === 0,
    marks: {
      leadership: sideMark("leadership", { spoken: false }),
      technology: sideMark("technology", { spoken: false }),
    },
    healths: say(
      health(healthView("on track")),
      ", ",
      health(healthView("at risk")),
      " or ",
      health(healthView("off track")),
    ),
    printed: say(
      "Printed from Crosswalk on ",
      time(on.today, formatDay(on.today, on.today)),
      ". Figures as of that day.",
    ),
    glance: packet.goals.length > 0 ? glance(page) : null,
    goals: packet.goals.map(goal => goalSheet(goal, fiscalYear, on)),
  };
}

const yearLink = (fiscalYear: number, on: On): Link => ({
  href: withQuery(paths.packet, { year: fiscalYear }),
  label: nameOf(fiscalYear, on),
});

/** The next meeting that a request waits for. */
function meetingWords({ packet, on }: PacketPage): Part[] {
  const [next] = packet.asked
    .flatMap(({ budget }) => budget.row.boardDay ?? [])
    .filter(day => day >= on.today)
    .sort();
  return next
    ? say("Packet for the board meeting of ", time(next, formatDay(next, on.today)))
    : say("Packet for the board");
}

function askedTable({ packet }: PacketPage): ListView | null {
  if (packet.asked.length === 0) return null;
  return listView({
    caption: "Budget requests before the board",
    isClose: true,
    heads: [
      head("Request"),
      head("Serves"),
      head("First year", { amount: true }),
      head("All years", { amount: true }),
    ],
    rows: packet.asked.map(({ budget, serves }) => [
      rowHead(say(ref(refOf("budget", budget.record.number)), ` ${budget.record.title}`)),
      cell("Serves", serves.length > 0 ? serves.join(", ") : "no goal yet"),
      cell("First year", yearSum(budget), { amount: true }),
      cell("All years", formatCents(budget.row.askedCents), { amount: true }),
    ]),
    foot: {
      label: packet.asked.length === 1 ? "In all" : `All ${packet.asked.length}`,
      span: 3,
      amount: formatSum(packet.asked.map(({ budget }) => budget.row.askedCents)),
    },
  });
}

/** Every goal in one table, with what each side says and the money approved. */
function glance({ packet, fiscalYear, on }: PacketPage) {
  const { goals, isCut } = packet;
  const differ = goals.filter(({ views }) => viewsDiffer(views.leadership, views.technology)).length;
  const once = new Map(
    goals.flatMap(({ money }) => money.map(({ lineId, cents }) => [lineId, cents] as const)),
  );
  const twice = goals.flatMap(({ money }) => money).length > once.size;
  const words = [
    differ === 0 ? "On none of them do the two sides differ." : `On ${differ} of them the two sides differ.`,
    ...(twice ? ["A line that serves several goals stands under each, and the sum counts it once."] : []),
    ...(isCut ? [`Only the first ${mostGoals} goals are in the packet.`] : []),
  ];
  return {
    title: `${counted(goals.length, "goal", "goals")} at a glance`,
    words: words.join(" "),
    table: listView({
      caption: `Goals with both views, due days and money approved for ${nameOf(fiscalYear, on)}`,
      isClose: true,
      heads: [
        head("Goal"),
        head("Leadership", { mark: sideMark("leadership", { spoken: false }) }),
        head("Technology", { mark: sideMark("technology", { spoken: false }) }),
        head("Due"),
        head("Approved", { amount: true }),
      ],
      rows: goals.map(({ goal, views, money }) => [
        rowHead(say(ref(refOf("goal", goal.record.number)), ` ${goal.record.title}`)),
        cell("Leadership", say(health(healthOf(views.leadership, on.today, { isShort: true })))),
        cell("Technology", say(health(healthOf(views.technology, on.today, { isShort: true })))),
        cell(
          "Due",
          goal.record.due ? say(time(goal.record.due, formatShortDay(goal.record.due, on.today))) : "no day",
          {
            day: true,
          },
        ),
        cell("Approved", formatSum(money.map(({ cents }) => cents)), { amount: true }),
      ]),
      foot: { label: `All, ${nameOf(fiscalYear, on)}`, span: 4, amount: formatSum([...once.values()]) },
    }),
  };
}

/** A page holds two charts of a goal, those that say something first; the others are on its page. */
const mostMeasures = 2;

const shownMeasures = ({ measures, readings }: PacketGoal) => {
  const isRead = ({ id }: { id: string }) => readings.some(({ measureId }) => measureId === id);
  return measures.toSorted((a, b) => Number(isRead(b)) - Number(isRead(a))).slice(0, mostMeasures);
};

/** One goal on a page of its own. */
function goalSheet(given: PacketGoal, fiscalYear: number, on: On) {
  const { goal, views, measures, readings, money } = given;
  const { record, priority, row } = goal;
  const zone = on.district.timeZone;
  const shown = measureViews(goal, shownMeasures(given), readings, {
    today: on.today,
    zone,
    canEdit: false,
  });
  const due = record.due ? say(", due ", time(record.due, formatShortDay(record.due, on.today))) : [];
  const more = measures.length - shown.length;
  return {
    id: `g-${record.number}`,
    kicker: say(ref(refOf("goal", record.number)), ` · ${priorityName(priority)}`),
    title: record.title,
    standing: [
      ...say(capitalised(goal.state)),
      ...due,
      ...say(". Sponsor "),
      ...personAt(goal, "sponsor"),
      ...say(", partner "),
      ...personAt(goal, "partner"),
      ...say("."),
    ],
    why: row.why || null,
    views: twoViews(goal, views, on.today),
    figures: shown.map(({ figure }) => ({ ...figure, table: null })),
    moreMeasures:
      more > 0 ? `${counted(more, "more measure is", "more measures are")} on the goal’s page.` : null,
    money: money.length > 0 ? moneyTable(money, nameOf(fiscalYear, on)) : null,
    noMoney: `No money is approved for ${nameOf(fiscalYear, on)}.`,
  };
}

function moneyTable(money: readonly GoalMoney[], year: string): ListView {
  const sources = [...new Set(money.map(({ source }) => source))];
  const [only] = sources;
  return listView({
    caption: `Money approved for ${year}${sources.length === 1 ? `, all from ${only}` : ""}`,
    isCaptionShown: true,
    isClose: true,
    heads: [head("What it pays for"), head("Sum", { amount: true })],
    rows: money.map(({ label, source, cents }) => [
      rowHead(say(label), sources.length > 1 ? { kind: say(`from ${source}`) } : {}),
      cell("Sum", formatCents(cents), { amount: true }),
    ]),
    foot: { label: "All", span: 1, amount: formatSum(money.map(({ cents }) => cents)) },
  });
}
