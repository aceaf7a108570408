import { answerAbout, askAbout, withdrawRequest } from "../requests/asking.actions.ts";
import { mergeRequest } from "../requests/duplicate.actions.ts";
import { assignRequest } from "../requests/looking-after.actions.ts";
import { moveInQueue, sayOrders } from "../requests/queue-order.actions.ts";
import { declineRequest, deferRequest } from "../requests/triage.actions.ts";
import { type Scene, scene } from "./demo.story.ts";
import { accepts, asks } from "./requests.story.ts";

const undecided: Scene[] = [
  asks([-2, 4, "08:45"], "ben", "headsets", {
    title: "Headsets for the screening rooms",
    need: "Twelve children read aloud in one room, and the screener hears all of them.",
    why: "A child is not placed in the wrong group because of the neighbor’s voice.",
    kind: "access or device",
    school: "Carmichael Elementary",
    people: 420,
    neededIn: 2,
    goals: ["screening"],
  }),
  asks([-2, 5, "11:20"], "mai", "visits", {
    title: "A list of home visits that two teams share",
    need: "Two teams visit the same family in one week and do not know it.",
    why: "The family tells its story once.",
    kind: "new system",
    school: "Student support",
    people: 900,
    neededIn: 20,
    goals: ["attendance", "foster"],
    studentData: "unsure",
  }),
  asks([-1, 1, "12:30"], "noor", "copiers", {
    title: "Print from a Chromebook to the office copier",
    need: "I mail the file to myself and walk to the other computer.",
    why: "Permission slips are in backpacks before the bus leaves.",
    kind: "change",
    school: "Encina Preparatory",
    people: 35,
    neededIn: 6,
  }),
  asks([-1, 4, "09:50"], "tess", "training", {
    title: "An hour on reading the screener’s report",
    need: "I see five colors and do not know which child to pull first.",
    why: "The right six children are in the group, not the loud six.",
    kind: "training",
    school: "Dyer Kelly Elementary",
    people: 28,
    neededIn: 5,
    goals: ["screening"],
  }),
  asks([-1, 2, "14:15"], "tess", "parents", {
    title: "Screening letters for parents in Spanish, Dari and Russian",
    need: "The letter comes in English. I ask the children to translate it.",
    why: "Parents read with their child when they know what to read.",
    kind: "change",
    school: "Dyer Kelly Elementary",
    people: 3100,
    neededIn: 4,
    goals: ["screening", "climate"],
  }),
  scene(-1, 3, "14:20", "lin", (tx, deed, story) =>
    askAbout(tx, deed, story.about("parents"), {
      question: "Is it the letter that the screener prints, or the one of the school?",
    }),
  ),
  asks([-1, 3, "10:00"], "ada", "admin-accounts", {
    title: "Old administrator accounts at three schools",
    need: "Three accounts of people who left can still change grades.",
    why: "A grade is what the teacher gave.",
    kind: "change",
    school: "Technology services",
    people: 3,
    neededIn: 1,
    studentData: "yes",
    isRestricted: true,
  }),
  asks(
    [-1, 5, "15:30"],
    "ben",
    "tablet",
    {
      title: "Tablets for the speech room",
      need: undefined,
      why: undefined,
      kind: "access or device",
      school: "Carmichael Elementary",
      people: 30,
      neededIn: 10,
    },
    { sent: false },
  ),
];

const moves = (at: [number, number, string], who: Scene["who"], key: string, to: string) =>
  scene(...at, who, (tx, deed, story) =>
    moveInQueue(tx, deed, story.number(key), to === "top" ? { to } : { to: "before", of: story.number(to) }),
  );

/** Each side put what waits in its own order: the accounts are first for one and last for the other. */
const ordered: Scene[] = [
  moves([-1, 5, "14:00"], "lin", "training", "top"),
  moves([-1, 5, "14:01"], "lin", "visits", "headsets"),
  moves([-1, 5, "14:20"], "sam", "copiers", "top"),
  moves([-1, 5, "14:21"], "sam", "admin-accounts", "top"),
  scene(-1, 5, "14:30", "lin", (tx, deed, story) =>
    assignRequest(tx, deed, story.number("visits"), { liaison: story.people.omar }),
  ),
  scene(-1, 5, "14:45", "time", (tx, deed) => sayOrders(tx, deed)),
];

const closed: Scene[] = [
  asks([-5, 1, "10:00"], "noor", "portal", {
    title: "Our own sign-up page for family evenings",
    need: "Families write on a sheet at the door.",
    why: "We cook for the right number.",
    kind: "new system",
    school: "Encina Preparatory",
    people: 400,
    neededIn: -1,
    studentData: "yes",
  }),
  scene(-5, 3, "14:40", "lin", (tx, deed, story) =>
    declineRequest(tx, deed, story.about("portal"), {
      reason: "The family calendar that every school has can take sign-ups. Sam shows you how on Thursday.",
    }),
  ),
  asks([-4, 1, "11:30"], "ben", "lists-again", {
    title: "Load new students into the screener faster",
    need: "Four of my children cannot sign in.",
    why: "They sit beside the others and watch.",
    kind: "integration",
    school: "Carmichael Elementary",
    people: 4,
    neededIn: 0,
    goals: ["screening"],
    studentData: "yes",
  }),
  scene(-4, 3, "14:45", "omar", (tx, deed, story) =>
    mergeRequest(tx, deed, story.about("lists-again"), { of: `R-${story.number("lists")}` }),
  ),
  asks([-3, 1, "15:00"], "ana", "science", {
    title: "Lab notebooks that students keep from grade 6 to 8",
    need: "Each year begins with an empty notebook.",
    why: "A student sees how their own questions grew.",
    kind: "new system",
    school: "Elementary education",
    people: 8600,
    neededIn: 36,
    goals: ["achievement"],
    studentData: "yes",
  }),
  scene(-3, 3, "14:50", "lin", (tx, deed, story) =>
    deferRequest(tx, deed, story.about("science"), {
      until: story.day(10),
      reason: "After the budget workshop in February.",
    }),
  ),
  asks([-3, 4, "12:20"], "mai", "map", {
    title: "A map of bus stops and absences",
    need: "I want to see whether a late bus makes a late class.",
    why: "A child is not called absent because of a bus.",
    kind: "data or report",
    question: "Which stops lie on the way of children who are often late?",
    decision: "Which two routes to change in January.",
    users: "Transportation and student support",
    frequency: "Once",
    school: "Student support",
    people: 5200,
    neededIn: 6,
    goals: ["attendance"],
    studentData: "yes",
  }),
  scene(-2, 1, "09:15", "mai", (tx, deed, story) =>
    withdrawRequest(tx, deed, story.about("map"), { reason: "Transportation has such a map already." }),
  ),
  asks([-4, 5, "09:10"], "noor", "bells", {
    title: "Bell schedule on the classroom screens",
    need: "On short days I call each room.",
    why: "Nobody stands at a locked cafeteria.",
    kind: "change",
    school: "Encina Preparatory",
    people: 820,
    neededIn: 4,
    goals: ["climate"],
  }),
  scene(-3, 3, "14:10", "omar", (tx, deed, story) =>
    askAbout(tx, deed, story.about("bells"), {
      question: "Is it for all short days, or for those of the bell plan B?",
    }),
  ),
  scene(-3, 4, "07:50", "noor", (tx, deed, story) =>
    answerAbout(tx, deed, story.about("bells"), {
      answer: "For every day that is not plan A. About 30 a year.",
    }),
  ),
  accepts([-2, 3, "14:00"], "omar", "bells", "Small, and it helps every school with screens."),
];

export const triageScenes: Scene[] = [...undecided, ...ordered, ...closed];
