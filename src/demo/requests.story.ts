import { findEstimate } from "../estimates/estimates.queries.ts";
import { loadInputs } from "../forecast/inputs.queries.ts";
import { movesAmong } from "../forecast/what-moves.ts";
import { confirmRequest } from "../requests/asking.actions.ts";
import { commitRequest } from "../requests/commitment.actions.ts";
import { deliverRequest, estimateRequest, secondRequest } from "../requests/delivery.actions.ts";
import { asPromised } from "../requests/foretold.queries.ts";
import type { RequestInput } from "../requests/forms.rules.ts";
import { needToo } from "../requests/needed-too.actions.ts";
import { draftRequest, submitRequest } from "../requests/requests.actions.ts";
import { getRequest } from "../requests/requests.queries.ts";
import { acceptRequest } from "../requests/triage.actions.ts";
import { type Scene, scene } from "./demo.story.ts";

type At = [week: number, weekday: number, time: string];
type Asked = Pick<RequestInput, "title" | "need" | "why" | "school"> & {
  kind: NonNullable<RequestInput["kind"]>;
  people: number;
  neededIn: number;
  goals?: string[];
  studentData?: "yes" | "no" | "unsure";
  isRestricted?: boolean;
} & Partial<Pick<RequestInput, "question" | "decision" | "users" | "frequency">>;

/** A request as its form would send it; a draft is not sent. */
export const asks = (at: At, who: Scene["who"], key: string, asked: Asked, { sent = true } = {}) =>
  scene(...at, who, async (tx, deed, story) => {
    const { neededIn, goals = [], studentData = "no", isRestricted = false, ...words } = asked;
    const request = await draftRequest(tx, deed, {
      question: undefined,
      decision: undefined,
      users: undefined,
      frequency: undefined,
      goalWords: undefined,
      forWhom: undefined,
      ...words,
      goals: goals.map(goal => story.id(goal)),
      neededBy: story.day(neededIn),
      studentData,
      isRestricted,
    });
    story.keep(key, request.record);
    if (sent) await submitRequest(tx, deed, story.about(key));
  });

export const accepts = (at: At, who: Scene["who"], key: string, note?: string) =>
  scene(...at, who, (tx, deed, story) => acceptRequest(tx, deed, story.about(key), { note }));

type Hours = [low: number, likely: number, high: number];

export const estimates = (
  at: At,
  who: Scene["who"],
  key: string,
  [lowHours, likelyHours, highHours]: Hours,
  assumptions: string,
  risks: string,
  parts: readonly [title: string, likelyHours: number][] = [],
) =>
  scene(...at, who, (tx, deed, story) =>
    estimateRequest(tx, deed, story.about(key), {
      lowHours,
      likelyHours,
      highHours,
      lines: [],
      parts: parts.map(([title, hours]) => ({ title, likelyHours: hours })),
      assumptions,
      risks,
    }),
  );

/** As its page does: what it moves and by when it is done is worked out, and kept with the promise. */
export const commits = (at: At, who: Scene["who"], key: string, from: number, to: number, rank: number) =>
  scene(...at, who, async (tx, deed, story) => {
    const promised = { from: story.day(from), to: story.day(to, 5), rank };
    const request = await getRequest(tx, deed.by, story.number(key));
    const estimate = await findEstimate(tx, request.id);
    if (!estimate) throw new Error(`“${key}” is promised without an estimate`);
    const inputs = await loadInputs(tx, deed.district, deed.today, [request.id]);
    const moves = await movesAmong(inputs, asPromised({ request, estimate, place: promised }));
    await commitRequest(tx, deed, story.about(key), promised, moves);
  });

export const delivers = (at: At, who: Scene["who"], key: string, note: string) =>
  scene(...at, who, (tx, deed, story) => deliverRequest(tx, deed, story.about(key), { note }));

const done: Scene[] = [
  asks([-6, 1, "10:10"], "tess", "iready", {
    title: "Class lists for i-Ready",
    need: "My class in i-Ready is last year’s. I move 24 children by hand before the first test.",
    why: "Children start the diagnostic in the first week instead of the third.",
    kind: "integration",
    school: "Dyer Kelly Elementary",
    people: 640,
    neededIn: -2,
    goals: ["achievement"],
    studentData: "yes",
  }),
  accepts([-6, 2, "14:00"], "lin", "iready", "The agreement with the vendor is in place."),
  estimates(
    [-6, 3, "10:20"],
    "sam",
    "iready",
    [8, 14, 30],
    "The vendor’s format of last year still holds.",
    "Combination classes are not in the feed.",
  ),
  commits([-6, 4, "14:10"], "omar", "iready", -6, -3, 3),
  delivers(
    [-5, 5, "15:00"],
    "sam",
    "iready",
    "Class lists load each night at 2. Combination classes are in.",
  ),
  scene(-4, 1, "08:05", "tess", (tx, deed, story) =>
    confirmRequest(tx, deed, story.about("iready"), { note: "All 24 are there, and the new boy too." }),
  ),

  asks([-6, 2, "12:40"], "noor", "badges", {
    title: "Door badges for substitute teachers",
    need: "A substitute waits at the gate until somebody with a badge walks by.",
    why: "A class that starts without its teacher loses the first lesson.",
    kind: "access or device",
    school: "Encina Preparatory",
    people: 60,
    neededIn: 0,
    goals: ["climate"],
  }),
  accepts([-6, 3, "14:05"], "omar", "badges"),
  estimates(
    [-6, 5, "09:00"],
    "joe",
    "badges",
    [4, 6, 12],
    "Spare badges are in the store room.",
    "The gate’s reader is the old model.",
  ),
  commits([-5, 3, "14:00"], "lin", "badges", -5, -2, 4),
  delivers(
    [-1, 3, "11:30"],
    "joe",
    "badges",
    "Ten badges lie in the office. They open the gate from 7 to 4 on school days.",
  ),
];

const underWay: Scene[] = [
  asks([-5, 2, "08:50"], "tess", "lists", {
    title: "Nightly class lists for the reading screener",
    need: "A child who joins my class on Tuesday can take the screener on Wednesday. Today I write to the office and wait for the Sunday load.",
    why: "New children wait up to six days for their first screening. In that time they are in no reading group.",
    kind: "integration",
    school: "Dyer Kelly Elementary",
    people: 9250,
    neededIn: 3,
    goals: ["screening", "achievement"],
    studentData: "yes",
  }),
  scene(-5, 3, "10:30", "ben", (tx, deed, story) =>
    needToo(tx, deed, story.number("lists"), {
      school: "Carmichael Elementary",
      line: "Four new children since October, none screened.",
    }),
  ),
  accepts([-5, 3, "14:20"], "omar", "lists", "The first request under the screening goal."),
  estimates(
    [-5, 4, "11:15"],
    "priya",
    "lists",
    [30, 48, 90],
    "The vendor takes a file each night over SFTP.",
    "The data agreement is not signed yet.",
  ),
  commits([-5, 5, "14:00"], "lin", "lists", -4, 3, 6),

  asks([-5, 4, "09:35"], "mai", "absences", {
    title: "Absences by period in the warehouse",
    need: "I see who missed a day. I cannot see who comes and leaves after lunch.",
    why: "A student who leaves at noon three times a week looks present, and nobody calls.",
    kind: "data or report",
    question: "Which students miss the same period more than three times in two weeks?",
    decision: "Whom the attendance team visits first.",
    users: "Six attendance clerks and the student support team",
    frequency: "Each morning",
    school: "Student support",
    people: 38000,
    neededIn: 8,
    goals: ["attendance"],
    studentData: "yes",
  }),
  accepts([-4, 1, "14:30"], "lin", "absences"),
  estimates(
    [-4, 3, "10:00"],
    "priya",
    "absences",
    [24, 40, 70],
    "Period attendance is taken at all secondary schools.",
    "Two schools take it on paper.",
  ),
  commits([-3, 3, "14:15"], "omar", "absences", -1, 6, 7),

  asks([-4, 2, "13:10"], "omar", "texts", {
    title: "Text messages to families in their own language",
    need: "We send one message in English and print the rest.",
    why: "Families who read the message come to the meeting. Those who cannot, do not.",
    kind: "integration",
    school: "Family engagement",
    people: 21000,
    neededIn: 14,
    goals: ["climate"],
    studentData: "yes",
  }),
  accepts([-4, 3, "14:00"], "sam", "texts", "The messaging contract has room for it."),
  estimates(
    [-3, 1, "09:45"],
    "dana",
    "texts",
    [80, 130, 220],
    "The translation service has an interface that we may use.",
    "Names in other scripts come back changed.",
  ),
  commits([-2, 3, "14:30"], "lin", "texts", 4, 14, 8),

  asks([-4, 4, "10:05"], "ben", "results", {
    title: "Screener results in the student record",
    need: "The result lies in the screener. The next teacher never sees it.",
    why: "A child’s group follows the child when it changes schools.",
    kind: "integration",
    school: "Carmichael Elementary",
    people: 9250,
    neededIn: 12,
    goals: ["screening"],
    studentData: "yes",
  }),
  accepts([-3, 3, "14:00"], "omar", "results"),
  estimates(
    [-2, 2, "11:00"],
    "sam",
    "results",
    [20, 32, 60],
    "The student system takes assessments by file.",
    "The score scale changes next year.",
    [
      ["Export from the screener, nightly", 10],
      ["Load into the student record", 16],
      ["Check with three schools", 6],
    ],
  ),
  scene(-2, 3, "09:20", "priya", (tx, deed, story) =>
    secondRequest(tx, deed, story.about("results"), {
      ...{ lowHours: 28, likelyHours: 44, highHours: 80 },
      why: "The load ran twice as long last spring, because children had changed schools in between.",
    }),
  ),

  asks([-3, 2, "09:00"], "ana", "roster-page", {
    title: "One page for a principal: who is screened, who is not",
    need: "I ask 38 principals by e-mail and add up their answers.",
    why: "A principal who sees the list on Monday screens the rest by Friday.",
    kind: "data or report",
    question: "Which children at my school are not screened yet?",
    decision: "Which class gets the screening team next.",
    users: "38 principals",
    frequency: "Weekly until the break",
    school: "Elementary education",
    people: 9250,
    neededIn: 2,
    goals: ["screening"],
    studentData: "yes",
  }),
  accepts([-2, 3, "14:05"], "lin", "roster-page"),
];

export const requestScenes: Scene[] = [...done, ...underWay];
