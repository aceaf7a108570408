import type { findInputs } from "../forecast/days.queries.ts";
import { type Day, formatRange, formatShortDay } from "../shared/dates.ts";
import type { Actor, District } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { type FormView, formView } from "../web/forms.ts";
import { deedPost, pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { personMark } from "../web/marks.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { late, link, type Part, say, time, who } from "../web/sentence.ts";
import type { HandRow, LeaveRow } from "./capacity.queries.ts";
import { canNoteLeave, leaveForm } from "./leaves.rules.ts";
import type { Week } from "./weeks.rules.ts";
import { weeksChart } from "./weeks-chart.pages.ts";

export type CapacityPage = {
  hands: readonly HandRow[];
  away: readonly LeaveRow[];
  weeks: readonly Week[];
  inputs: Awaited<ReturnType<typeof findInputs>>;
  actor: Actor;
  today: Day;
  district: District;
  failed: FailedForm | undefined;
};

const hours = (n: number): string =>
  `${n.toLocaleString("en-US", { maximumFractionDigits: 1 })} ${n === 1 ? "hour" : "hours"}`;
const figure = (n: number): string => n.toLocaleString("en-US", { maximumFractionDigits: 1 });

export function capacityPage(page: CapacityPage) {
  const { weeks, inputs, actor, failed } = page;
  const form = canNoteLeave(actor) ? leaveFormView(page) : null;
  return {
    head: pageHead({
      heading: "Capacity",
      standing: [...standingOf(page), ...waysOn()],
      form: failed && form ? form : { summary: null },
    }),
    figure: {
      caption: say("The next 26 weeks: what is promised, as bars, under what there is, as a line."),
      drawing: weeksChart(weeks),
      table: null,
      note:
        inputs && inputs.undatedHours > 0
          ? `${hours(inputs.undatedHours)} of open work have no due day.`
          : null,
    },
    weeks: listView({
      caption: "Week by week, in hours",
      heads: [
        head("Week of"),
        head("There are", { amount: true }),
        head("Promised", { amount: true }),
        head("Short by then", { amount: true }),
      ],
      rows: weeks.map(({ monday, available, promised, short }) => [
        rowHead(say(time(monday, formatShortDay(monday, page.today)))),
        cell("There are", figure(available), { amount: true }),
        cell("Promised", figure(promised), { amount: true }),
        cell("Short by then", short > 0 ? say(late(figure(short))) : "–", { amount: true }),
      ]),
    }),
    people: peopleList(page),
    leave: leaveRows(page),
    form,
  };
}

const waysOn = (): Part[] =>
  say(" ", link(paths.whatIf, "What if"), " · ", link(paths.held, "How such days held"));

function standingOf({ hands, weeks, district, inputs }: CapacityPage): Part[] {
  const total = hands.reduce((sum, { hoursAWeek }) => sum + hoursAWeek, 0);
  if (total === 0)
    return say(
      "No hours are planned for projects, so no date can be given. An administrator sets each person’s hours a week.",
    );
  const share = district.lightsOnPercent;
  if (share === 100)
    return say(
      `All ${hours(total)} a week keep the lights on, so no date can be given. An administrator sets that share.`,
    );
  const people = hands.filter(({ hoursAWeek }) => hoursAWeek > 0).length;
  const from = `from ${people} ${people === 1 ? "person" : "people"}`;
  const planned =
    share === 0
      ? `${hours(total)} a week for projects ${from}. `
      : `${hours(total * (1 - share / 100))} a week for projects: ${hours(total)} ${from}, less the ${share} % that keep the lights on. `;
  const short = weeks.find(week => week.short > 0);
  return [
    ...say(planned),
    ...(!inputs
      ? say("What is promised is counted within a minute.")
      : short
        ? say(
            "More is promised than there is from the week of ",
            time(short.monday, formatShortDay(short.monday, weeks[0]?.monday ?? short.monday)),
            " on.",
          )
        : say("What is promised fits.")),
  ];
}

const peopleList = ({ hands }: CapacityPage) =>
  listView({
    caption: "Hours a week for projects",
    heads: [head("Who"), head("Hours a week", { amount: true })],
    rows: hands.map(({ name, side, hoursAWeek }) => [
      rowHead(say(who(personMark({ name, side })))),
      cell("Hours a week", figure(hoursAWeek), { amount: true }),
    ]),
  });

const leaveRows = ({ away, actor, today }: CapacityPage) =>
  away.map(({ id, name, side, from, to }) => ({
    said: say(who(personMark({ name, side })), ` is away ${formatRange(from, to, today)}`),
    deed: canNoteLeave(actor) ? deedPost("Take out", paths.leaveEnd(id), { key: newId() }) : null,
  }));

function leaveFormView({ hands, actor, today, failed }: CapacityPage): FormView {
  const own = hands.some(({ id }) => id === actor.id) ? actor.id : null;
  return formView(leaveForm, {
    action: paths.leaves,
    submit: "Note leave",
    version: null,
    values: { person: own, from: today, to: today },
    typed: failed?.typed,
    errors: failed?.errors,
    options: { person: hands.map(({ id, name }) => ({ value: id, label: name })) },
  });
}
