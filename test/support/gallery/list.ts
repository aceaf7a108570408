import { deedLink, deedPost, pageHead } from "../../../src/web/head.ts";
import { cell, head, listView, rowHead } from "../../../src/web/list.ts";
import { type HealthWord, healthView, personMark, sideMark } from "../../../src/web/marks.ts";
import { filterCheckbox, filterSelect, filterText } from "../../../src/web/parts.ts";
import { health, late, note, ref, say, strong, titleLink, who } from "../../../src/web/sentence.ts";

type GoalRow = [
  number: number,
  priority: string,
  title: string,
  leadership: HealthWord,
  technology: HealthWord,
  measure: string,
  last: string,
  by: string,
  late?: string,
];

const goals: GoalRow[] = [
  [
    16,
    "2 Engagement",
    "Keep current lists of foster youth for schools",
    "on track",
    "none",
    "Lists renewed each week",
    "0 of 4 this month",
    "no estimate",
  ],
  [
    12,
    "1 Achievement",
    "Bring English language arts closer to standard",
    "on track",
    "at risk",
    "Distance from standard",
    "−24.8, target −23.6",
    "Aug 13, 2027",
    "six weeks late",
  ],
  [
    7,
    "2 Engagement",
    "Fewer students miss a tenth of the school year",
    "off track",
    "on track",
    "Chronic absenteeism",
    "28.1%, target 27.2%",
    "Mar 12, 2027",
  ],
];

const list = listView({
  caption: "Active goals with the view of each side",
  heads: [
    head("Goal", { href: "/goals?sort=title" }),
    head("Leadership", { mark: sideMark("leadership", { spoken: false }) }),
    head("Technology", { mark: sideMark("technology", { spoken: false }), href: "/goals?sort=technology" }),
    head("Measure, last and target"),
    head("Due", { href: "/goals?sort=due", sort: "ascending" }),
    head("8 in 10 by"),
  ],
  rows: goals.map(([number, priority, title, leadership, technology, measure, last, by, lateBy]) => [
    rowHead(say(titleLink(`/goals/${number}`, title)), { kind: say(ref(`G-${number}`), ` · ${priority}`) }),
    cell("Leadership", say(health(healthView(leadership)))),
    cell("Technology", say(health(healthView(technology)))),
    cell("", last, { kind: say(measure), inline: true, wide: true }),
    cell("Due", "Jun 30, 2027", { day: true, inline: true }),
    cell("8 in 10 by", by === "no estimate" ? say(note(by)) : by, { day: true, inline: true, late: lateBy }),
  ]),
});

const money = listView({
  caption: "Funding sources of B-7 in 2027-28",
  isClose: true,
  heads: [
    head("Source"),
    head("Left now", { amount: true }),
    head("This request", { amount: true }),
    head("Left after it", { amount: true }),
  ],
  rows: [
    [
      rowHead(say("LCFF Supplemental and Concentration")),
      cell("Left now", "$1,224,508", { amount: true }),
      cell("This request", "$470,550", { amount: true }),
      cell("Left after it", "$753,958", { amount: true }),
    ],
    [
      rowHead(say("General Fund 01")),
      cell("Left now", "$13,800", { amount: true }),
      cell("This request", "$18,500", { amount: true }),
      cell("Left after it", say(late("$4,700 short")), { amount: true }),
    ],
  ],
  foot: { label: "Sum for 2027-28", span: 3, amount: "$489,050" },
});

const ana = personMark({ name: "Ana Ruiz", side: "leadership" });

const duties = [
  {
    age: "3 days late",
    isLate: true,
    what: say(titleLink("/requests/40", "When will class lists load by themselves?", "R-40")),
    why: say(who(ana), " asked technology. The answer was due Fri, Nov 20"),
    deed: deedLink("Answer", "/requests/40/answer", { first: true }),
  },
  {
    age: "7 days",
    isLate: false,
    what: say(titleLink("/goals/16", "Keep current lists of foster youth for schools", "G-16")),
    why: say(who(ana), " proposed it and named you partner"),
    deed: deedPost("Confirm", "/goals/16/confirmation", { key: "018f0000-0000-7000-8000-000000000002" }),
  },
];

export const listPageView = {
  head: pageHead({
    heading: "What the district wants for its students",
    kicker: say("Goals · 2024-25 to 2026-27"),
    standing: say("19 active goals. On 3 of them the two sides disagree."),
    deeds: [deedLink("Draft a goal", "/goals/new", { first: true })],
  }),
  filters: {
    action: "/goals",
    fields: [
      filterSelect("priority", "Priority", [["1", "1 Student achievement"]], null),
      filterSelect(
        "state",
        "State",
        [
          ["active", "Active"],
          ["proposed", "Proposed"],
        ],
        "active",
      ),
      filterText("person", "Sponsor or partner", "Ana"),
      filterCheckbox("differ", "Two views differ", true),
    ],
    hidden: [{ name: "sort", value: "due" }],
    shown: say(strong("19 active goals"), ", soonest due first"),
    chosen: [{ href: "/goals", label: "Active" }],
    keepHref: "/gallery/list",
    csvHref: "/goals?format=csv",
  },
  list,
  pager: { summary: "1 to 10 of 19", first: null, next: { href: "/goals?after=x", label: "Next 9 goals" } },
  money,
  duties,
  empty: {
    id: "none",
    heading: "Nobody has asked yet",
    sentence: "This is the list of questions that teachers and schools want answered.",
    deeds: [deedLink("Ask the first question", "/requests/new")],
    example: {
      lead: "A good one reads like this",
      title: "Which of my students missed more than two days in the last four weeks?",
      text: "Informs: whom I call before Friday. Used by: 640 homeroom teachers, each week.",
    },
  },
  clash: [
    {
      label: "Why for students",
      mine: "The state dashboard puts three groups at the lowest level in English.",
      theirs:
        "The state dashboard puts African American, English learner and homeless students at the lowest level.",
    },
  ],
};
