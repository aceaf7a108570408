import { beforeAll, expect, test } from "vitest";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { logEffort } from "../../src/work/effort.actions.ts";
import { stepBackWork } from "../../src/work/step-back.actions.ts";
import { type Moved, moveWork, planWork } from "../../src/work/work.actions.ts";
import { getWork } from "../../src/work/work.queries.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { visit } from "../support/page.ts";

let house: House;
let make: RequestMaker;
beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
});

const at = (minutes: number) => new Date(Date.parse("2026-11-23T16:00:00Z") + minutes * 60_000).toISOString();
const plan = async (requests: string[] = []) => {
  const input = { title: "Feed", plainWords: "Lists.", hoursLeft: 10, goals: [], requests };
  return (await make.as("priya", at(0))((tx, deed) => planWork(tx, deed, input))).number;
};
const move = (number: number, moved: Moved, minutes: number) =>
  make.as("priya", at(minutes))((tx, deed) => moveWork(tx, deed, number, moved, null));
const back = (number: number, minutes: number, who: "priya" | "dana" | "lin" = "priya") =>
  make.as(who, at(minutes))((tx, deed) => stepBackWork(tx, deed, number, null));
const see = async (number: number) => {
  const { by } = await house.cast.deed("priya");
  const { record, work } = await getWork(house.deps.db.read, by, number);
  const { blockedBy, blockedAt, hoursLeft, startedAt, doneAt, stateNote } = work;
  return { state: record.state, blockedBy, blockedAt, hoursLeft, startedAt, doneAt, stateNote };
};

const vendor: Moved = { move: "block", by: "The vendor" };
const steps: [string, Moved[], Moved][] = [
  ["a start", [], { move: "start" }],
  ["a blockage", [{ move: "start" }], vendor],
  ["an end of a blockage", [{ move: "start" }, vendor], { move: "unblock" }],
  ["done, while it was blocked", [{ move: "start" }, vendor], { move: "finish", note: "Loaded." }],
  ["dropped", [{ move: "start" }], { move: "drop", reason: "Nobody needs it." }],
];

test.each(steps)(
  "%s is taken back by the mover within the hour, and leaves what was there",
  async (_, before, step) => {
    const number = await plan();
    for (const [index, each] of before.entries()) await move(number, each, index + 1);
    const was = await see(number);
    await move(number, step, 10);
    await expect(back(number, 20, "dana")).rejects.toThrow("can no longer be taken back");
    await expect(back(number, 20, "lin")).rejects.toMatchObject({ code: "forbidden" });
    await expect(back(number, 71)).rejects.toThrow("within an hour");
    await back(number, 70);
    expect(await see(number)).toEqual(was);
    await expect(back(number, 71)).rejects.toMatchObject({ code: "conflict" });
  },
);

test("what was followed by hours stays; a start that began a delivery takes that back too", async () => {
  const asked = await make.committed({}, at(-30));
  const { id } = await make.see(asked);
  const number = await plan([id]);
  await move(number, { move: "start" }, 1);
  expect((await make.see(asked)).state).toBe("in delivery");
  await back(number, 2);
  expect([(await make.see(asked)).state, (await see(number)).state]).toEqual(["committed", "planned"]);
  await move(number, { move: "start" }, 3);
  await make.as("priya", at(4))((tx, deed) => logEffort(tx, deed, number, { hours: 1, day: "2026-11-23" }));
  await expect(back(number, 5)).rejects.toMatchObject({ code: "conflict" });
  expect(await verifyChains(house.deps.db.read)).toEqual([]);
  expect(await verifySeals(house.deps.db.read)).toEqual([]);
});

test("the page offers it to the mover alone", async () => {
  const number = await plan();
  house.deps.clock.moveTo(new Date(at(10)));
  const priya = await visit(house, "priya");
  const started = await (await priya.get(`/work/${number}`)).form("Start").submit();
  expect((await (await visit(house, "dana")).get(`/work/${number}`)).buttons()).not.toContain(
    "Take the last step back",
  );
  const done = await started.form("Take the last step back").submit();
  expect(done.text).toMatch(/The last step is taken back\. W-\d+ is planned again\./);
});
