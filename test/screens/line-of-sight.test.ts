import { describe, expect, it } from "vitest";
import { listPlaced, mostPlaced } from "../../src/screens/line-of-sight/line-of-sight.queries.ts";
import { sightOf } from "../../src/screens/line-of-sight/line-of-sight.rules.ts";
import { paths } from "../../src/web/paths.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { visit } from "../support/page.ts";

const house = await makeHouse();
const { db } = house.deps;
const goals = await goalMaker(db, house.cast);
const requests = requestMaker(db, house.cast);
const money = new Budgets(db, house.cast);

const goalId = async (number: number) => (await goals.see(number)).record.id;

const sight = async (number: number, name: Name) => {
  const { by } = await house.cast.deed(name);
  return sightOf(by, { state: "active", measures: 1 }, await listPlaced(db.read, by, await goalId(number)));
};

const plan = async (given: { goals?: string[]; requests?: string[]; title?: string; hoursLeft?: number }) =>
  (
    await goals.as("priya")((tx, deed) =>
      planWork(tx, deed, {
        title: "Roster feed",
        plainWords: "Class lists load by themselves each night.",
        hoursLeft: 40,
        goals: [],
        requests: [],
        ...given,
      }),
    )
  ).number;

describe("the line of sight of a goal", () => {
  it("names what is missing", async () => {
    const number = await goals.active();
    expect((await sight(number, "ana")).missing).toEqual(["no work under it", "no money asked"]);
    const page = await (await visit(house, "ana")).get(`/goals/${number}`);
    expect(page.text).toContain("What is missing no work under it, no money asked");
  });

  it("holds requests, the work under them and it, each once, and the money", async () => {
    const number = await goals.active();
    const id = await goalId(number);
    const asked = await requests.submitted({ goals: [id] });
    await requests.declined({ goals: [id], title: "One that was declined" });
    const request = (await requests.see(asked)).record.id;
    await plan({ goals: [id], requests: [request] });
    const blocked = await plan({ requests: [request], title: "Sync of accounts", hoursLeft: 12.5 });
    await goals.as("priya")((tx, deed) => moveWork(tx, deed, blocked, { move: "start" }, null));
    await goals.as("priya")((tx, deed) =>
      moveWork(tx, deed, blocked, { move: "block", by: "the vendor" }, null),
    );
    const source = await money.source("General Fund 01", { 2028: 500_000 });
    const lines = [{ label: "Licenses", kind: "software", quantity: 1, unitCents: 84_000 }] as const;
    const budget = await money.reviewed({
      servesIds: [id],
      fiscalYear: 2028,
      lines: lines.map(line => ({ ...line, recurrence: "one-time" as const, sourceId: source.id })),
    });
    await money.decide(budget);
    const seen = await sight(number, "ana");
    expect(seen.requests.map(each => each.number)).toEqual([asked]);
    expect(seen.work.map(each => each.title)).toEqual(["Sync of accounts", "Roster feed"]);
    expect(seen).toMatchObject({
      hoursLeft: 52.5,
      money: [{ fiscalYear: 2028, approved: 84_000, asked: 0 }],
      missing: [],
    });
    const page = await (await visit(house, "ana")).get(`/goals/${number}`);
    expect(page.text).toContain("2 work items, 52.5 hours left");
    expect(page.text).toContain("Sync of accounts, blocked, and 1 more");
    expect(page.text).toContain("Money, 2027-28 $840 approved");
  });

  it("follows the newest of very many, and says that there are more", async () => {
    const number = await goals.active();
    const id = await goalId(number);
    const words = { title: "Cable", plainWords: "A faster network.", hoursLeft: 1, requests: [] };
    // A write may hold on for two seconds, also on a busy machine.
    for (let begun = 0; begun <= mostPlaced; begun += 25)
      await goals.as("priya")(async (tx, deed) => {
        for (let n = begun; n < Math.min(begun + 25, mostPlaced + 1); n += 1)
          await planWork(tx, deed, { ...words, goals: [id] });
      });
    const seen = await sight(number, "ana");
    expect([seen.work.length, [...seen.over]]).toEqual([mostPlaced, ["work"]]);
    const page = await (await visit(house, "ana")).get(`/goals/${number}`);
    expect(page.text).toMatch(/over 200 work items, over 200 hours left W-\d+ Cable and others: see all/);
    const onePage = await (await visit(house, "ana")).get(paths.sight(number));
    expect(onePage.text).toContain("and more: see all");
  });

  it("shows nobody what they may not see, and calls that not missing to a viewer", async () => {
    const number = await goals.active();
    const id = await goalId(number);
    await requests.submitted({ goals: [id], isRestricted: true, title: "A hole in the door" });
    expect((await sight(number, "lin")).requests).toHaveLength(1);
    expect((await sight(number, "mai")).requests).toEqual([]);
    expect(await sight(number, "vera")).toMatchObject({ requests: [], missing: [] });
    const page = await (await visit(house, "mai")).get(`/goals/${number}`);
    expect(page.text).not.toContain("A hole in the door");
  });
});
