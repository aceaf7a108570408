import { dateBar } from "../../../src/web/date-bar.ts";
import type { FigureView } from "../../../src/web/drawing.ts";
import { deedLink, deedPost, pageHead } from "../../../src/web/head.ts";
import {
  type HealthWord,
  healthView,
  personMark,
  sideMark,
  type TagShape,
  tagView,
} from "../../../src/web/marks.ts";
import { measureChart } from "../../../src/web/measure-chart.ts";
import {
  facts,
  type HistoryView,
  type RoadView,
  type SightView,
  type TwoViewsView,
} from "../../../src/web/parts.ts";
import { health, late, link, ref, say, strong, tag, time, who } from "../../../src/web/sentence.ts";

const today = "2026-11-23";
const ana = personMark({ name: "Ana Ruiz", side: "leadership" });
const dana = personMark({ name: "Dana Okafor", side: "technology" });
const tess = personMark({ name: "Tess Moreno", side: "educators" });

const views: TwoViewsView = {
  views: [
    {
      mark: sideMark("leadership", { spoken: false }),
      health: healthView("on track"),
      quote: "Teachers at 31 of 38 schools screen every child in kindergarten to grade 2.",
      by: say(who(ana), ", sponsor, ", time("2026-11-20", "Fri, Nov 20")),
      needs: { from: "technology", text: "a day on which rosters load by themselves." },
    },
    {
      mark: sideMark("technology", { spoken: false }),
      health: healthView("at risk"),
      quote: "We load rosters for the screener by hand each Sunday.",
      by: say(who(dana), ", partner, ", time("2026-11-17", "Tue, Nov 17")),
      needs: null,
    },
  ],
  difference: say(
    "Leadership counts schools that screen. Technology counts rosters that load without a person.",
  ),
};

const forecast: FigureView = {
  caption: say(
    "The work under this goal has an 8 in 10 chance to be done by ",
    strong("Aug 13, 2027"),
    ". That is ",
    late("six weeks after it is due"),
    ".",
  ),
  drawing: dateBar({
    even: "2027-06-18",
    eightInTen: "2027-08-13",
    nineteenInTwenty: "2027-09-24",
    wanted: [
      { word: "needed", day: "2027-06-07" },
      { word: "due", day: "2027-06-30" },
    ],
    gap: "six weeks late",
    today: "2027-01-04",
  }),
  table: {
    summary: "As a table, and how past dates held",
    caption: "Chance that the work is done",
    heads: ["Chance", "By"],
    rows: [
      { name: "1 in 2", value: "Jun 18, 2027" },
      { name: "8 in 10", value: "Aug 13, 2027" },
      { name: "19 in 20", value: "Sep 24, 2027" },
    ],
  },
  note: "Of 52 dates given with an 8 in 10 chance, 41 came true.",
};

const measure = (
  name: string,
  sentence: string,
  readings: [day: string, value: number][],
  target: { value: number; said: string; day: string } | null,
): FigureView => ({
  caption: say(strong(name), " ", sentence),
  drawing: measureChart({
    name,
    readings: readings.map(([day, value]) => ({ day, value, said: value.toLocaleString("en-US") })),
    target,
    today,
  }),
  table: {
    summary: "Readings as a table",
    caption: name,
    heads: ["Day", "Value"],
    rows: readings.map(([day, value]) => ({ name: day, value: value.toLocaleString("en-US") })),
  },
  note: null,
});

const measures = [
  measure(
    "Children screened",
    "6,660 of 9,250 children so far. The target is 8,790.",
    [
      ["2026-09-30", 1210],
      ["2026-10-30", 3980],
      ["2026-11-09", 5720],
      ["2026-11-20", 6660],
    ],
    { value: 8790, said: "8,790", day: "2026-12-18" },
  ),
  measure(
    "Students who miss a tenth of the year",
    "28.1%, down from 31. The target is 27.2%.",
    [
      ["2024-06-30", 31],
      ["2025-06-30", 29.4],
      ["2026-06-30", 28.1],
    ],
    { value: 27.2, said: "27.2%", day: "2027-06-30" },
  ),
  measure("One reading", "The first.", [["2026-11-20", 12]], null),
];

const history: HistoryView = {
  days: [
    {
      datetime: "2026-11-20",
      day: "Fri, Nov 20",
      entries: [
        {
          said: say(who(ana), " checked in for leadership: ", health(healthView("on track")), "."),
          datetime: "2026-11-20T15:42-08:00",
          time: "3:42 PM",
          isNew: true,
        },
        {
          said: say(who(tess), " tied ", link("/requests/214", "", "R-214"), " to this goal."),
          datetime: "2026-11-20T11:05-08:00",
          time: "11:05 AM",
          isNew: false,
        },
      ],
    },
    {
      datetime: "2026-11-18",
      day: "Wed, Nov 18",
      entries: [
        {
          said: say("The command line brought it in from the plan."),
          datetime: "2026-11-18T09:12-08:00",
          time: "9:12 AM",
          isNew: false,
        },
      ],
    },
  ],
  fresh: "One entry is new since you last looked.",
  all: { href: "/goals/12/history", label: "All 37 entries" },
};

const sight: SightView = {
  above: { kind: "Priority", said: say(link("/goals?priority=1", "1 Student achievement")) },
  here: { kind: "Goal", said: say(link("/goals/12", "English language arts", "G-12")) },
  below: [
    { kind: "3 requests", said: say(link("/requests/214", "Nightly class lists", "R-214"), " and 2 more") },
    { kind: "9 work items, 340 hours left", said: say(link("/work/91", "Roster feed", "W-91"), ", blocked") },
    { kind: "Money, 2026-27", said: say(link("/budget/7", "$1,255,585 approved")) },
  ],
};

const road: RoadView = [
  { step: "past", isNow: false, heading: "Written", said: say(who(dana), ", Tue, Nov 3"), note: null },
  {
    step: "past",
    isNow: false,
    heading: "Endorsed for leadership",
    said: say(who(ana), ", Wed, Nov 18"),
    note: "“The board asked for this in June.”",
  },
  {
    step: "now",
    isNow: true,
    heading: "To endorse for technology",
    said: say(who(dana), ", for 5 days"),
    note: null,
  },
  {
    step: "ahead",
    isNow: false,
    heading: "Review of funds",
    said: say("Finance, usually 4 days"),
    note: null,
  },
  { step: "ahead", isNow: false, heading: "Decision", said: say("The board, Tue, Jan 12, 2027"), note: null },
];

const shapes: [string, TagShape][] = [
  ["draft", "not yet"],
  ["submitted", "open"],
  ["in delivery", "moving"],
  ["confirmed", "done"],
  ["declined", "ended"],
];
const healthWords: HealthWord[] = ["on track", "at risk", "off track", "none"];

export const recordView = {
  head: pageHead({
    title: "G-12 Bring English language arts closer to standard",
    heading: "Bring English language arts closer to standard",
    kicker: say("Goal ", ref("G-12"), " · ", link("/goals?priority=1", "1 Student achievement")),
    standing: say(
      tag(tagView("active", "moving")),
      " Confirmed by both sides, due ",
      time("2027-06-30", "Jun 30, 2027"),
      ". They see it differently.",
    ),
    deeds: [
      deedLink("Check in", "/goals/12/check-ins/new", { first: true }),
      deedLink("Add a reading", "/goals/12/readings/new"),
      deedPost("Confirm", "/goals/12/confirmation", {
        key: "018f0000-0000-7000-8000-000000000001",
        version: "3",
      }),
    ],
  }),
  views,
  forecast,
  measures,
  history,
  facts: facts(
    ["Sponsor", say(who(ana))],
    ["Partner", say(who(dana))],
    ["Schools", "38 elementary schools"],
    ["Runs", say(time("2024-07-01", "Jul 1, 2024"), " to ", time("2027-06-30", "Jun 30, 2027"))],
  ),
  sight,
  road,
  tags: shapes.map(([word, shape]) => tagView(word, shape)),
  healths: [
    ...healthWords.map(word => healthView(word)),
    healthView("stale", "no word from technology since Oct 3"),
  ],
};
