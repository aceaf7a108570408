import { noteLeave } from "../capacity/leaves.actions.ts";
import { confirmRequest } from "../requests/asking.actions.ts";
import type { Name } from "./demo.cast.ts";
import { type Scene, scene } from "./demo.story.ts";
import { accepts, asks, commits, delivers, estimates } from "./requests.story.ts";
import { logs, moves, plans } from "./work.story.ts";

type At = [week: number, weekday: number, time: string];
type Weekday = [week: number, weekday: number];

/** Small things that were promised, done and confirmed within the six weeks: by them one sees how said days hold. */
const kept: Scene[] = [
  asks([-6, 2, "09:30"], "noor", "passwords", {
    title: "New passwords for students from the school office",
    need: "A student who forgot the password waits for the district’s desk.",
    why: "The lesson goes on with the student in it.",
    kind: "access or device",
    school: "Encina Preparatory",
    people: 820,
    neededIn: -3,
    goals: ["climate"],
  }),
  accepts([-6, 2, "14:10"], "lin", "passwords"),
  estimates(
    [-6, 3, "08:30"],
    "joe",
    "passwords",
    [8, 12, 20],
    "One group of the directory for each school.",
    "Who is in the office changes each month.",
  ),
  commits([-6, 3, "14:00"], "lin", "passwords", -6, -4, 1),
  plans([-6, 3, "15:00"], "joe", "w-passwords", {
    title: "Password page for school offices",
    plainWords: "The office sets a new password in a minute.",
    owner: "joe",
    dueIn: -4,
    hoursLeft: 12,
    requests: ["passwords"],
  }),
  moves([-6, 4, "07:50"], "joe", "w-passwords", { move: "start" }),
  logs([-6, 4, "15:40"], "joe", "w-passwords", 7, "Groups and rights of 64 offices"),
  logs([-6, 5, "16:10"], "joe", "w-passwords", 4.5, "Page, and a sheet with three steps"),
  moves([-6, 5, "16:20"], "joe", "w-passwords", { move: "finish", note: "Tried at two schools" }),
  delivers(
    [-6, 5, "16:30"],
    "joe",
    "passwords",
    "All school offices have the page. The sheet hangs beside it.",
  ),
  scene(-5, 2, "09:10", "noor", (tx, deed, story) =>
    confirmRequest(tx, deed, story.about("passwords"), { note: "Four students before the first bell." }),
  ),

  asks([-6, 1, "11:20"], "ben", "groups", {
    title: "Reading groups on one page of the student system",
    need: "My groups are in a notebook, and the classroom teacher has another.",
    why: "A child is in one group, and both of us know which.",
    kind: "change",
    school: "Carmichael Elementary",
    people: 420,
    neededIn: -2,
    goals: ["achievement"],
    studentData: "yes",
  }),
  accepts([-6, 2, "14:15"], "omar", "groups"),
  estimates(
    [-6, 3, "09:40"],
    "sam",
    "groups",
    [10, 16, 28],
    "The page takes a list of our own.",
    "Schools name the same group in six ways.",
  ),
  commits([-6, 3, "14:05"], "lin", "groups", -6, -3, 2),
  plans([-6, 4, "09:00"], "priya", "w-groups", {
    title: "List of groups with a name and a day",
    plainWords: "Teacher and specialist see the same group of a child.",
    owner: "priya",
    dueIn: -4,
    hoursLeft: 16,
    requests: ["groups"],
  }),
  moves([-6, 4, "09:05"], "priya", "w-groups", { move: "start" }),
  logs([-6, 5, "16:30"], "priya", "w-groups", 8, "List, and who may change it"),
  logs([-5, 2, "16:30"], "priya", "w-groups", 7, "The page, with last year’s groups in it"),
  moves([-5, 2, "16:40"], "priya", "w-groups", { move: "finish", note: "Shown to eight specialists" }),
  delivers(
    [-5, 2, "16:45"],
    "priya",
    "groups",
    "Groups stand on the child’s page, with the day of the last change.",
  ),
  scene(-5, 4, "07:55", "ben", (tx, deed, story) =>
    confirmRequest(tx, deed, story.about("groups"), { note: undefined }),
  ),

  asks([-5, 1, "08:40"], "mai", "leave-early", {
    title: "Tell a bus driver that a child was picked up",
    need: "The driver waits for a child that went home at noon.",
    why: "Forty children are home when their families expect them.",
    kind: "change",
    school: "Student support",
    people: 3400,
    neededIn: -1,
    goals: ["attendance"],
  }),
  accepts([-5, 3, "14:10"], "omar", "leave-early"),
  estimates(
    [-5, 4, "09:20"],
    "sam",
    "leave-early",
    [6, 10, 24],
    "The tablets of the drivers show messages.",
    "Two bus companies have older tablets.",
  ),
  commits([-5, 5, "13:30"], "omar", "leave-early", -4, -2, 3),
  plans([-5, 5, "13:50"], "sam", "w-leave-early", {
    title: "Message from the office to the driver’s tablet",
    plainWords: "The driver reads before the stop that a child does not come.",
    owner: "sam",
    dueIn: -3,
    hoursLeft: 10,
    requests: ["leave-early"],
  }),
  moves([-4, 1, "10:30"], "sam", "w-leave-early", { move: "start" }),
  logs([-4, 3, "16:00"], "sam", "w-leave-early", 6, "Messages to the new tablets"),
  logs([-3, 2, "15:00"], "sam", "w-leave-early", 8, "The older tablets need a way of their own"),
  moves([-3, 2, "15:10"], "sam", "w-leave-early", { move: "finish", note: "Both companies" }),
  delivers([-3, 2, "15:15"], "sam", "leave-early", "Both bus companies get the message."),
  scene(-3, 4, "10:15", "mai", (tx, deed, story) =>
    confirmRequest(tx, deed, story.about("leave-early"), { note: "The drivers like it." }),
  ),

  asks([-4, 1, "12:50"], "tess", "projector", {
    title: "The picture of a tablet on the classroom screen",
    need: "Children crowd around one tablet to see a word.",
    why: "All 24 see the word while it is read.",
    kind: "access or device",
    school: "Dyer Kelly Elementary",
    people: 640,
    neededIn: -1,
    goals: ["achievement"],
  }),
  accepts([-4, 3, "14:05"], "lin", "projector"),
  estimates(
    [-4, 4, "09:00"],
    "joe",
    "projector",
    [3, 6, 12],
    "The screens of the school are all of one make.",
    "The guest network keeps them apart.",
  ),
  commits([-3, 1, "13:45"], "lin", "projector", -3, -1, 3),
  plans([-3, 1, "14:30"], "joe", "w-projector", {
    title: "Screens and tablets of Dyer Kelly in one network",
    plainWords: "A teacher shows a tablet on the screen with two taps.",
    owner: "joe",
    dueIn: -2,
    hoursLeft: 6,
    requests: ["projector"],
  }),
  moves([-3, 2, "07:45"], "joe", "w-projector", { move: "start" }),
  logs([-3, 2, "14:30"], "joe", "w-projector", 6, "28 rooms"),
  moves([-3, 2, "14:40"], "joe", "w-projector", { move: "finish", note: "28 rooms" }),
  delivers([-3, 2, "14:45"], "joe", "projector", "All 28 rooms. Two taps: share, then the room’s number."),
  scene(-3, 3, "08:00", "tess", (tx, deed, story) =>
    confirmRequest(tx, deed, story.about("projector"), { note: "They read it to me in a choir." }),
  ),
];

/** What the law asks stands before the rest, so that a leader sees what makes a goal late. */
const law: Scene[] = [
  asks([-6, 1, "13:00"], "lin", "state", {
    title: "The state’s fall census from the student system",
    need: "Each record of a student must pass the state’s 140 checks before the deadline.",
    why: "The state pays by this count.",
    kind: "integration",
    school: "Assessment",
    people: 38000,
    neededIn: 9,
    studentData: "yes",
  }),
  accepts([-6, 2, "14:30"], "omar", "state"),
  estimates(
    [-6, 4, "09:30"],
    "priya",
    "state",
    [160, 240, 400],
    "The state changes no check after October.",
    "Two new checks on language of families; half of our records lack it.",
  ),
  commits([-6, 5, "13:00"], "omar", "state", -5, 9, 5),
  commits([-5, 1, "13:15"], "joe", "state", -5, 9, 5),
  plans([-5, 1, "14:00"], "priya", "w-state", {
    title: "Records that fail the state’s checks, by school, each night",
    plainWords: "Each school sees which of its records the state would send back.",
    owner: "priya",
    dueIn: 5,
    hoursLeft: 120,
    requests: ["state"],
  }),
  plans([-5, 1, "14:20"], "sam", "w-state-load", {
    title: "Language of families from the enrollment form",
    plainWords: "What a family wrote once, nobody has to ask again.",
    owner: "sam",
    dueIn: 8,
    hoursLeft: 120,
    requests: ["state"],
  }),
  moves([-4, 1, "10:00"], "priya", "w-state", { move: "start" }),
  logs([-4, 5, "16:00"], "priya", "w-state", 6, "60 of 140 checks"),
  logs([-3, 4, "16:00"], "priya", "w-state", 7, "100 of 140 checks"),
  logs([-2, 5, "16:00"], "priya", "w-state", 8, "All checks, for one school"),
  logs([-1, 4, "16:00"], "priya", "w-state", 8, "A list for each school, each night"),
];

const away = (at: At, who: Name, from: Weekday, to: Weekday) =>
  scene(...at, who, (tx, deed, story) =>
    noteLeave(tx, deed, { person: story.people[who], from: story.day(...from), to: story.day(...to) }),
  );

/** Around the winter break. */
const leave: Scene[] = [
  away([-3, 1, "08:50"], "priya", [4, 1], [5, 5]),
  away([-3, 2, "08:50"], "sam", [4, 3], [5, 5]),
];
export const promiseScenes: Scene[] = [...kept, ...law, ...leave];
