import { recordActual } from "../../src/budget/closing.actions.ts";
import { holdGoal } from "../../src/goals/goal-moves.actions.ts";
import { listMeasures } from "../../src/goals/measures.queries.ts";
import type { RecordRow } from "../../src/records/records.actions.ts";
import { getRecord } from "../../src/records/records.queries.ts";
import type { Kind, Seat } from "../../src/records/records.rules.ts";
import { askAbout } from "../../src/requests/asking.actions.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import type { House } from "../support/app.ts";
import type { Seeing } from "./columns.ts";

export type Thing = {
  path: string;
  record: RecordRow;
  seeing: Seeing;
  /** The seats that make it one's own and "mine". */
  own: Seat;
  mine: Seat;
};

const everyone: Seeing = "everything is visible to everyone but viewers";
const board: Seeing = "a viewer sees goals and decided budget requests";
const drafts: Seeing = "drafts: author, sponsor, partner, liaisons";
const money: Seeing = "budget drafts: author, liaisons, finance";
const restricted: Seeing = "a box for security matters: requester, technologists, liaisons";

export const thingNames = [
  "draft goal",
  "proposed goal",
  "active goal",
  "goal on hold",
  "draft request",
  "submitted request",
  "request that needs info",
  "accepted request",
  "estimated request",
  "committed request",
  "request in delivery",
  "delivered request",
  "declined request",
  "security matter",
  "planned work",
  "work that is doing",
  "blocked work",
  "draft budget request",
  "submitted budget request",
  "endorsed budget request",
  "reviewed budget request",
  "approved budget request",
  "spent budget request",
  "funding source",
] as const;
export type ThingName = (typeof thingNames)[number];

/** One thing in each state from which a verb leads, made by the verbs that users call. */
export async function makeThings(house: House) {
  const { db } = house.deps;
  const goals = await goalMaker(db, house.cast);
  const requests = requestMaker(db, house.cast);
  const budgets = new Budgets(db, house.cast);
  const of = async (kind: Kind, path: string, seeing: Seeing, own: Seat, mine: Seat): Promise<Thing> => {
    const number = Number(path.split("/").at(-1));
    return { path, seeing, own, mine, record: await getRecord(db.read, commandLine, kind, number) };
  };
  const goal = (number: number, seeing = board) =>
    of("goal", `/goals/${number}`, seeing, "author", "sponsor");
  const request = (number: number, seeing = everyone) =>
    of("request", `/requests/${number}`, seeing, "requester", "owner");
  const budget = (number: number, seeing = everyone) =>
    of("budget", `/budget/${number}`, seeing, "author", "owner");

  const held = await goals.active();
  await goals.as("ana")((tx, deed) => holdGoal(tx, deed, { number: held }, { reason: "Until spring." }));
  const asked = await requests.submitted();
  await requests.as("lin")((tx, deed) => askAbout(tx, deed, requests.about(asked), { question: "Which?" }));
  const work = async (moves: ("start" | "block")[]) => {
    const input = { title: "Feed of class lists", goals: [], requests: [] };
    const { number } = await requests.as("priya")((tx, deed) => planWork(tx, deed, input));
    for (const move of moves)
      await requests.as("priya")((tx, deed) =>
        moveWork(tx, deed, number, move === "start" ? { move } : { move, by: "The vendor" }, null),
      );
    return of("work", `/work/${number}`, everyone, "author", "owner");
  };
  const source = await budgets.source("General Fund", { 2028: 10_000_000 });
  const lines = [
    {
      label: "Feed",
      kind: "services",
      quantity: 1,
      unitCents: 100_000,
      recurrence: "one-time",
      sourceId: source.id,
    },
  ] as const;
  const asksFor = { lines: [...lines] };
  const approved = await budgets.reviewed(asksFor);
  await budgets.decide(approved);
  const spent = await budgets.reviewed(asksFor);
  await budgets.decide(spent);
  await budgets.by("marcus", (tx, deed) =>
    recordActual(tx, deed, { number: spent, position: 1, cents: 90_000 }),
  );

  const things = {
    "draft goal": await goal(await goals.draft(), drafts),
    "proposed goal": await goal(await goals.proposed()),
    "active goal": await goal(await goals.active()),
    "goal on hold": await goal(held),
    "draft request": await request(await requests.draft(), drafts),
    "submitted request": await request(await requests.submitted()),
    "request that needs info": await request(asked),
    "accepted request": await request(await requests.accepted()),
    "estimated request": await request(await requests.estimated()),
    "committed request": await request(await requests.committed()),
    "request in delivery": await request(await requests["in delivery"]()),
    "delivered request": await request(await requests.delivered()),
    "declined request": await request(await requests.declined()),
    "security matter": await request(await requests.submitted({ isRestricted: true }), restricted),
    "planned work": await work([]),
    "work that is doing": await work(["start"]),
    "blocked work": await work(["start", "block"]),
    "draft budget request": await budget(await budgets.draft(asksFor), money),
    "submitted budget request": await budget(await budgets.submitted(asksFor)),
    "endorsed budget request": await budget(await budgets.endorsed(asksFor)),
    "reviewed budget request": await budget(await budgets.reviewed(asksFor)),
    "approved budget request": await budget(approved, board),
    "spent budget request": await budget(spent, board),
    "funding source": await of("source", `/budget/sources/${source.number}`, everyone, "author", "owner"),
  } satisfies Record<ThingName, Thing>;
  const [measure] = await listMeasures(db.read, [things["active goal"].record.id]);
  if (!measure) throw new Error("the world is not whole");
  return {
    things,
    ids: { priority: goals.priority.id, measure: measure.id, mai: house.cast.id.mai, source: source.id },
    other: { submitted: await requests.submitted({ title: "Bell times" }) },
  };
}

export type World = Awaited<ReturnType<typeof makeThings>>;
