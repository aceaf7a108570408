import { checkIn } from "../goals/check-ins.actions.ts";
import { draftGoal, proposeGoal } from "../goals/goals.actions.ts";
import { confirmGoal, handOver } from "../goals/handshake.actions.ts";
import { addReading } from "../goals/readings.actions.ts";
import { findMeasureId, findPlanGoal, findPriorityId } from "./demo.queries.ts";
import { type Scene, scene } from "./demo.story.ts";

type Health = "on track" | "at risk" | "off track";
type Seat = "sponsor" | "partner";

const confirm = (week: number, weekday: number, time: string, who: Scene["who"], key: string) =>
  scene(week, weekday, time, who, (tx, deed, story) => confirmGoal(tx, deed, { number: story.number(key) }));

const says = (
  at: [week: number, weekday: number, time: string],
  who: Scene["who"],
  key: string,
  side: "leadership" | "technology",
  health: Health,
  changed: string,
  needed?: string,
) =>
  scene(...at, who, (tx, deed, story) =>
    checkIn(tx, deed, { number: story.number(key) }, { side, health, changed, needed }),
  );

const read = (
  week: number,
  weekday: number,
  who: Scene["who"],
  key: string,
  measure: string,
  value: number,
  source: string,
) =>
  scene(week, weekday, "11:05", who, async (tx, deed, story) =>
    addReading(
      tx,
      deed,
      { number: story.number(key) },
      {
        measureId: await findMeasureId(tx, story.id(key), measure),
        day: deed.today,
        value,
        note: undefined,
        source,
      },
    ),
  );

/** A goal of the plan gets its two seats: a plan names no people. */
const seatPlanGoal = (
  weekday: number,
  key: string,
  words: string,
  sponsor: Seated,
  partner: Seated,
): Scene[] => [
  scene(-6, weekday, "09:10", "lin", async (tx, deed, story) => {
    story.keep(key, await findPlanGoal(tx, words));
    const at = { number: story.number(key) };
    await handOver(tx, deed, at, { seat: "sponsor", personId: story.people[sponsor] });
  }),
  scene(-6, weekday, "09:12", "lin", (tx, deed, story) =>
    handOver(
      tx,
      deed,
      { number: story.number(key) },
      { seat: "partner" satisfies Seat, personId: story.people[partner] },
    ),
  ),
];
type Seated = Exclude<Scene["who"], "time">;

const planGoals: Scene[] = [
  ...seatPlanGoal(1, "achievement", "Raise achievement", "ana", "dana"),
  ...seatPlanGoal(1, "attendance", "Give students engaging programs", "mai", "priya"),
  ...seatPlanGoal(2, "climate", "Address conditions", "omar", "sam"),
  confirm(-6, 2, "10:00", "ana", "achievement"),
  confirm(-6, 3, "08:40", "dana", "achievement"),
  confirm(-6, 2, "11:30", "mai", "attendance"),
  confirm(-6, 4, "16:05", "priya", "attendance"),
  confirm(-5, 1, "09:20", "omar", "climate"),
  says(
    [-5, 3, "15:10"],
    "ana",
    "achievement",
    "leadership",
    "on track",
    "Coaches work in all 12 focus schools. Winter diagnostics are on the calendar.",
  ),
  says(
    [-5, 4, "16:30"],
    "dana",
    "achievement",
    "technology",
    "on track",
    "Lexia and i-Ready load class lists each Sunday. No open outage.",
  ),
  says(
    [-3, 4, "14:50"],
    "ana",
    "achievement",
    "leadership",
    "on track",
    "Nine schools finished the fall diagnostics a week early.",
    "A day on which class lists load by themselves.",
  ),
  says(
    [-3, 5, "09:25"],
    "dana",
    "achievement",
    "technology",
    "at risk",
    "We load class lists by hand each Sunday. The nightly feed waits for the vendor’s data agreement.",
    "A signature under the data agreement.",
  ),
  says(
    [-1, 4, "15:42"],
    "ana",
    "achievement",
    "leadership",
    "on track",
    "Teachers at 31 of 38 schools use the lists in their team meetings.",
    "A day on which class lists load by themselves.",
  ),
  says(
    [-1, 2, "16:30"],
    "dana",
    "achievement",
    "technology",
    "at risk",
    "The feed is built and tested. It still waits for the agreement, and Sundays are done by hand.",
    "A signature under the data agreement.",
  ),
  says(
    [-4, 2, "10:15"],
    "mai",
    "attendance",
    "leadership",
    "at risk",
    "Chronic absence fell at the high schools and rose in kindergarten.",
    "Absences by day, not by month.",
  ),
  says(
    [-4, 3, "13:00"],
    "priya",
    "attendance",
    "technology",
    "on track",
    "The daily attendance table is in the warehouse since Monday.",
  ),
  says(
    [-2, 2, "10:20"],
    "mai",
    "attendance",
    "leadership",
    "off track",
    "Kindergarten absence is at 31 percent. The outreach calls start too late.",
    "A list of absences before 10 in the morning.",
  ),
  says(
    [-2, 4, "13:40"],
    "priya",
    "attendance",
    "technology",
    "at risk",
    "The morning list needs the bell schedules of 14 schools. Six have sent theirs.",
  ),
  says(
    [-4, 5, "11:00"],
    "omar",
    "climate",
    "leadership",
    "on track",
    "The climate survey went out in nine languages.",
  ),
];

const screening: Scene[] = [
  scene(-6, 1, "13:00", "ana", async (tx, deed, story) => {
    const goal = await draftGoal(tx, deed, {
      title: "Every child in kindergarten to grade 2 is screened for reading by the winter break",
      priorityId: await findPriorityId(tx, "1 Student achievement"),
      why: "A child who is screened in September can be in a reading group in October. Last year 2,590 children were never screened, most of them new to the district.",
      sponsorId: story.people.ana,
      partnerId: story.people.dana,
      startsOn: story.day(-8),
      due: story.day(4, 5),
      schools: "38 elementary schools",
      rhythm: "weekly",
      forWhom: undefined,
      measures: [
        {
          name: "Children screened, kindergarten to grade 2",
          unit: "children",
          direction: "up",
          baseline: 1210,
          target: 8790,
        },
        {
          name: "Days from enrollment to first screening",
          unit: "days",
          direction: "down",
          baseline: 6,
          target: 1,
        },
      ],
    });
    story.keep("screening", goal);
  }),
  scene(-6, 2, "08:30", "ana", (tx, deed, story) =>
    proposeGoal(tx, deed, { number: story.number("screening") }),
  ),
  confirm(-6, 2, "08:31", "ana", "screening"),
  confirm(-6, 4, "17:00", "dana", "screening"),
  read(-5, 3, "dana", "screening", "Children screened", 3980, "Reading screener"),
  read(-3, 1, "dana", "screening", "Children screened", 5720, "Reading screener"),
  read(-1, 5, "dana", "screening", "Children screened", 6660, "Reading screener"),
  read(-3, 2, "dana", "screening", "Days from enrollment", 5, "Student information system"),
  read(-1, 4, "dana", "screening", "Days from enrollment", 4, "Student information system"),
  says(
    [-5, 4, "12:10"],
    "ana",
    "screening",
    "leadership",
    "on track",
    "All 38 schools have a screening week on their calendar.",
  ),
  says(
    [-5, 4, "16:40"],
    "dana",
    "screening",
    "technology",
    "on track",
    "Every second grader has a working device for it.",
  ),
  says(
    [-3, 4, "12:05"],
    "ana",
    "screening",
    "leadership",
    "on track",
    "Twenty-four schools are done with grade 1.",
  ),
  says(
    [-3, 4, "16:20"],
    "dana",
    "screening",
    "technology",
    "at risk",
    "New children wait for the Sunday load, so the last thousand go slowly.",
  ),
  says(
    [-1, 4, "12:00"],
    "ana",
    "screening",
    "leadership",
    "on track",
    "6,660 of 9,250 children are screened.",
  ),
  says(
    [-1, 5, "08:15"],
    "dana",
    "screening",
    "technology",
    "at risk",
    "Without the nightly feed we expect 8,100 by the break, not 8,790.",
    "The agreement for the feed, signed this week.",
  ),
];

const others: Scene[] = [
  scene(-5, 2, "10:45", "mai", async (tx, deed, story) => {
    const goal = await draftGoal(tx, deed, {
      title: "Schools have a current list of foster youth each morning",
      priorityId: await findPriorityId(tx, "2 Engagement"),
      why: "A school that does not know that a child is in foster care cannot give the tutoring, transport and credit recovery that the law promises.",
      sponsorId: story.people.mai,
      partnerId: story.people.sam,
      startsOn: story.day(-5),
      due: story.day(30),
      schools: "All 64 schools",
      rhythm: "every two weeks",
      forWhom: undefined,
      measures: [
        {
          name: "Schools with a list of yesterday or newer",
          unit: "schools",
          direction: "up",
          baseline: 12,
          target: 64,
        },
      ],
    });
    story.keep("foster", goal);
    await proposeGoal(tx, deed, { number: goal.number });
    await confirmGoal(tx, deed, { number: goal.number });
  }),
  confirm(-5, 3, "09:15", "sam", "foster"),
  read(-2, 3, "sam", "foster", "Schools with a list", 41, "Data warehouse"),
  says(
    [-3, 2, "11:00"],
    "mai",
    "foster",
    "leadership",
    "on track",
    "The county shares its list each night since October.",
  ),
  says(
    [-3, 3, "14:30"],
    "sam",
    "foster",
    "technology",
    "on track",
    "41 of 64 schools see it on the front page of the student system.",
  ),
  says(
    [-1, 3, "10:00"],
    "mai",
    "foster",
    "leadership",
    "on track",
    "Counselors say it saves them a call a day.",
  ),
  says(
    [-1, 3, "15:00"],
    "sam",
    "foster",
    "technology",
    "on track",
    "The last 23 schools follow after the break.",
  ),
  scene(-1, 2, "09:30", "mai", async (tx, deed, story) => {
    const goal = await draftGoal(tx, deed, {
      title: "A family hears of an absence on the same morning",
      priorityId: await findPriorityId(tx, "2 Engagement"),
      why: "More than a quarter of children in the lower grades miss a tenth of the year. A call on the same morning brings one in five back by noon.",
      sponsorId: story.people.mai,
      partnerId: story.people.dana,
      startsOn: story.day(0),
      due: story.day(31),
      schools: "Elementary schools",
      rhythm: "every two weeks",
      forWhom: undefined,
      measures: [
        { name: "Absences told by 10 in the morning", unit: "%", direction: "up", baseline: 22, target: 90 },
      ],
    });
    story.keep("same-morning", goal);
    await proposeGoal(tx, deed, { number: goal.number });
    await confirmGoal(tx, deed, { number: goal.number });
  }),
  scene(-1, 5, "16:10", "ana", async (tx, deed, story) => {
    const goal = await draftGoal(tx, deed, {
      title: "Every grade 6 to 8 student can take a career course",
      priorityId: await findPriorityId(tx, "1 Student achievement"),
      why: "Only 40.5 percent of graduates are rated prepared. Interest is made or lost in the middle grades.",
      sponsorId: story.people.ana,
      partnerId: undefined,
      startsOn: undefined,
      due: undefined,
      schools: undefined,
      rhythm: "monthly",
      forWhom: undefined,
      measures: undefined,
    });
    story.keep("career", goal);
  }),
];

export const goalScenes: Scene[] = [...planGoals, ...screening, ...others];
