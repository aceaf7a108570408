import { beforeAll, describe, expect, test } from "vitest";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { proposeGoal, sendBackGoal } from "../../src/goals/goals.actions.ts";
import { getRecord } from "../../src/records/records.queries.ts";
import type { Kind } from "../../src/records/records.rules.ts";
import { editRequest } from "../../src/requests/requests.actions.ts";
import { stepBack } from "../../src/requests/step-back.actions.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { editWork } from "../../src/work/work-edits.actions.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Visitor, visit } from "../support/page.ts";

let house: House;
let make: RequestMaker;
let goals: Awaited<ReturnType<typeof goalMaker>>;
const visitors = new Map<Name, Visitor>();

beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
  goals = await goalMaker(house.deps.db, house.cast);
  for (const name of ["mai", "priya", "lin"] as const) visitors.set(name, await visit(house, name));
});

const see = async (name: Name, path: string): Promise<number> =>
  (await visitors.get(name)?.get(path))?.status ?? 0;

const idOf = async (kind: Kind, number: number): Promise<string> =>
  (await getRecord(house.deps.db.read, commandLine, kind, number)).id;

const inPlain = { title: "Feed of class lists", plainWords: "Lists load at night." };

async function planned(
  above: { goals?: number[]; requests?: number[] },
  by: Name = "priya",
): Promise<number> {
  const goalIds = await Promise.all((above.goals ?? []).map(number => idOf("goal", number)));
  const requestIds = await Promise.all((above.requests ?? []).map(number => idOf("request", number)));
  const input = { ...inPlain, goals: goalIds, requests: requestIds };
  return (await make.as(by)((tx, deed) => planWork(tx, deed, input))).number;
}

const restrict = (number: number, isRestricted: boolean) =>
  make.as("tess")((tx, deed) => editRequest(tx, deed, make.about(number), make.input({ isRestricted })));

describe("the work under a request", () => {
  test("goes into the box for security matters with it, and comes out with it", async () => {
    const request = await make.submitted();
    const work = `/work/${await planned({ requests: [request] })}`;
    expect(await see("mai", work)).toBe(200);
    await restrict(request, true);
    expect([await see("mai", work), await see("priya", work), await see("lin", work)]).toEqual([
      404, 200, 200,
    ]);
    await restrict(request, false);
    expect(await see("mai", work)).toBe(200);
    const page = await visitors.get("priya")?.get(work);
    expect(page?.text).toContain("put this work in the box for security matters, with what it serves");
    expect(page?.text).toContain("opened this work to everyone, with what it serves");
  });

  test("stays in the box while anything it serves is there", async () => {
    const [secret, open] = [await make.submitted({ isRestricted: true }), await make.submitted()];
    const number = await planned({ requests: [secret, open], goals: [await goals.active()] });
    expect(await see("mai", `/work/${number}`)).toBe(404);
    const left = { ...inPlain, goals: [], requests: [await idOf("request", open)] };
    await make.as("priya")((tx, deed) => editWork(tx, deed, number, left, null));
    expect(await see("mai", `/work/${number}`)).toBe(200);
    const back = { ...inPlain, goals: [], requests: [await idOf("request", secret)] };
    await make.as("priya")((tx, deed) => editWork(tx, deed, number, back, null));
    expect(await see("mai", `/work/${number}`)).toBe(404);
  });

  test("is hidden while the request is taken back as a draft", async () => {
    const request = await make.submitted();
    const work = `/work/${await planned({ requests: [request] }, "sam")}`;
    expect(await see("mai", work)).toBe(200);
    await make.as("tess")((tx, deed) => stepBack(tx, deed, make.about(request)));
    expect([await see("mai", work), await see("priya", work), await see("lin", work)]).toEqual([
      404, 404, 200,
    ]);
  });
});

test("the work under a goal that is sent back is hidden until it is proposed again", async () => {
  const goal = await goals.proposed();
  const work = `/work/${await planned({ goals: [goal] }, "sam")}`;
  expect(await see("mai", work)).toBe(200);
  await make.as("lin")((tx, deed) => sendBackGoal(tx, deed, { number: goal }, { reason: "Which grade?" }));
  expect([await see("mai", work), await see("lin", work)]).toEqual([404, 200]);
  await make.as("ana")((tx, deed) => proposeGoal(tx, deed, { number: goal }));
  expect(await see("mai", work)).toBe(200);
});

test("every such change is in the history, and sealed", async () => {
  expect(await verifyChains(house.deps.db.read)).toEqual([]);
  expect(await verifySeals(house.deps.db.read)).toEqual([]);
});
