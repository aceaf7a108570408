import { logEffort } from "../work/effort.actions.ts";
import { type Moved, moveWork, planWork } from "../work/work.actions.ts";
import type { Name } from "./demo.cast.ts";
import { type Scene, scene } from "./demo.story.ts";

type At = [week: number, weekday: number, time: string];
type Planned = {
  title: string;
  plainWords: string;
  owner: Name;
  dueIn: number;
  hoursLeft: number;
  goals?: string[];
  requests?: string[];
};

export const plans = (at: At, who: Scene["who"], key: string, planned: Planned) =>
  scene(...at, who, async (tx, deed, story) => {
    const { owner, dueIn, goals = [], requests = [], ...words } = planned;
    const record = await planWork(tx, deed, {
      ...words,
      owner: story.people[owner],
      due: story.day(dueIn, 5),
      externalLink: undefined,
      goals: goals.map(goal => story.id(goal)),
      requests: requests.map(request => story.id(request)),
    });
    story.keep(key, record);
  });

export const moves = (at: At, who: Scene["who"], key: string, moved: Moved) =>
  scene(...at, who, (tx, deed, story) => moveWork(tx, deed, story.number(key), moved, null));

export const logs = (at: At, who: Scene["who"], key: string, hours: number, note: string) =>
  scene(...at, who, (tx, deed, story) =>
    logEffort(tx, deed, story.number(key), { hours, day: deed.today, hoursLeft: undefined, note }),
  );

const finished: Scene[] = [
  plans([-6, 4, "16:00"], "sam", "w-iready", {
    title: "Class list feed to i-Ready",
    plainWords: "The lists that a teacher sees in the student system are in i-Ready the next morning.",
    owner: "sam",
    dueIn: -4,
    hoursLeft: 14,
    goals: ["achievement"],
    requests: ["iready"],
  }),
  moves([-5, 1, "08:00"], "sam", "w-iready", { move: "start" }),
  logs([-5, 2, "16:45"], "sam", "w-iready", 6, "Mapped grades and schools"),
  logs([-5, 3, "16:45"], "sam", "w-iready", 5.5, "Combination classes"),
  logs([-5, 4, "17:15"], "sam", "w-iready", 7, "Two dry runs, then the first night"),
  moves([-5, 5, "14:50"], "sam", "w-iready", { move: "finish", note: "Runs each night at 2" }),

  plans([-5, 3, "15:30"], "joe", "w-badges", {
    title: "Visitor badges with hours",
    plainWords: "A substitute opens the gate with a badge from the office.",
    owner: "joe",
    dueIn: -1,
    hoursLeft: 6,
    goals: ["climate"],
    requests: ["badges"],
  }),
  moves([-4, 1, "09:00"], "joe", "w-badges", { move: "start" }),
  logs([-4, 1, "15:00"], "joe", "w-badges", 2.5, "New reader at the gate"),
  moves([-4, 2, "10:00"], "joe", "w-badges", { move: "block", by: "The reader’s license, ordered" }),
  moves([-2, 4, "09:30"], "joe", "w-badges", { move: "unblock" }),
  logs([-1, 2, "14:00"], "joe", "w-badges", 4, "Ten badges, hours set"),
  moves([-1, 3, "11:20"], "joe", "w-badges", { move: "finish", note: "Tried with two substitutes" }),

  plans([-6, 5, "10:00"], "joe", "w-switches", {
    title: "Switches at Dyer Kelly",
    plainWords: "All classes of the school can take the screener at the same time.",
    owner: "joe",
    dueIn: -3,
    hoursLeft: 20,
    goals: ["screening"],
  }),
  moves([-5, 1, "07:30"], "joe", "w-switches", { move: "start" }),
  logs([-5, 1, "15:30"], "joe", "w-switches", 7, "Building A"),
  logs([-5, 2, "15:30"], "joe", "w-switches", 6.5, "Building B"),
  moves([-4, 5, "13:00"], "joe", "w-switches", { move: "finish", note: "Two days early" }),
];

const open: Scene[] = [
  plans([-5, 5, "15:00"], "priya", "w-feed", {
    title: "Roster feed to the reading screener",
    plainWords: "A child who enrolls today can be screened tomorrow.",
    owner: "priya",
    dueIn: 3,
    hoursLeft: 48,
    goals: ["screening"],
    requests: ["lists"],
  }),
  moves([-4, 1, "08:20"], "priya", "w-feed", { move: "start" }),
  logs([-4, 2, "17:00"], "priya", "w-feed", 8, "File layout and test school"),
  logs([-4, 4, "17:00"], "priya", "w-feed", 7.5, "Matching on the state’s number"),
  logs([-3, 2, "17:00"], "priya", "w-feed", 8, "Nightly run, log and alarm"),
  logs([-2, 3, "17:00"], "priya", "w-feed", 6, "Dry run with all 38 schools"),
  moves([-2, 4, "09:00"], "priya", "w-feed", {
    move: "block",
    by: "The vendor’s data agreement, not signed",
  }),

  plans([-5, 5, "15:20"], "sam", "w-sunday", {
    title: "Sunday load by hand until the feed runs",
    plainWords: "New children reach the screener once a week, loaded by a person.",
    owner: "sam",
    dueIn: 0,
    hoursLeft: 18,
    goals: ["screening"],
    requests: ["lists"],
  }),
  moves([-4, 1, "08:40"], "sam", "w-sunday", { move: "start" }),
  logs([-4, 1, "12:00"], "sam", "w-sunday", 3, "Load of last Sunday"),
  logs([-3, 1, "12:00"], "sam", "w-sunday", 3, "Load of last Sunday"),
  logs([-2, 1, "12:00"], "sam", "w-sunday", 3.5, "Load of last Sunday, nine children by hand"),
  logs([-1, 1, "12:00"], "sam", "w-sunday", 3, "Load of last Sunday"),

  plans([-3, 4, "10:40"], "priya", "w-periods", {
    title: "Period attendance in the nightly warehouse load",
    plainWords: "The attendance team sees who misses the same hour again and again.",
    owner: "priya",
    dueIn: 5,
    hoursLeft: 40,
    goals: ["attendance"],
    requests: ["absences"],
  }),
  plans([-3, 4, "11:00"], "dana", "w-bells", {
    title: "Bell schedules of 14 schools in one table",
    plainWords: "The morning list of absences is right on short days too.",
    owner: "sam",
    dueIn: 2,
    hoursLeft: 16,
    goals: ["attendance"],
  }),
  moves([-3, 5, "09:00"], "sam", "w-bells", { move: "start" }),
  logs([-2, 2, "16:00"], "sam", "w-bells", 4, "Six schools"),
  plans([-3, 5, "14:00"], "sam", "w-foster", {
    title: "Foster list on the front page of the student system",
    plainWords: "A counselor sees each morning which children are in foster care.",
    owner: "sam",
    dueIn: 6,
    hoursLeft: 30,
    goals: ["foster"],
  }),
  moves([-3, 5, "14:05"], "sam", "w-foster", { move: "start" }),
  logs([-2, 4, "16:00"], "sam", "w-foster", 7, "41 schools"),
  plans([-2, 1, "10:00"], "dana", "w-old-feed", {
    title: "Keep the old feed of the phone dialer",
    plainWords: "The dialer calls families as it did last year.",
    owner: "joe",
    dueIn: 1,
    hoursLeft: 10,
    goals: ["climate"],
  }),
  moves([-2, 4, "15:30"], "dana", "w-old-feed", {
    move: "drop",
    reason: "Text messages replace the dialer; nobody asked to keep it.",
  }),
];

export const workScenes: Scene[] = [...finished, ...open];
