import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { loadOpen } from "../../src/duties/duties.queries.ts";
import { dutiesOf } from "../../src/duties/duties.rules.ts";
import { disablePerson } from "../../src/people/people.actions.ts";
import { people } from "../../src/people/people.table.ts";
import { deliverRequest } from "../../src/requests/delivery.actions.ts";
import type { Person } from "../../src/shared/deed.ts";
import { type Moved, moveWork, planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { visit } from "../support/page.ts";

let house: House;
let make: RequestMaker;

beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
});

const at = (minutes: number) => new Date(Date.parse("2026-11-23T17:00:00Z") + minutes * 60_000).toISOString();

async function work(under: number, moves: Moved[], minutes = 0): Promise<number> {
  const { id } = await make.see(under);
  const input = { title: "Feed", plainWords: "Lists load.", goals: [], requests: [id] };
  const { number } = await make.as("priya", at(minutes))((tx, deed) => planWork(tx, deed, input));
  for (const move of moves)
    await make.as("priya", at(minutes))((tx, deed) => moveWork(tx, deed, number, move, null));
  return number;
}

const done: Moved[] = [{ move: "start" }, { move: "finish", note: "" }];
const dropped: Moved[] = [{ move: "drop", reason: "No longer needed." }];

/** Which requests the person is asked about: is it delivered? */
async function askedAbout(name: Name): Promise<number[]> {
  const deed = await house.cast.deed(name, at(60));
  const { id, role } = deed.by;
  if (id === null || role === "system") throw new Error(`${name} is nobody`);
  const person = { ...deed.by, id, role };
  const open = await loadOpen(house.deps.db.read, deed, [person]);
  // For many people all that waits is read once, and not from each of them.
  const whole = await loadOpen(house.deps.db.read, deed, Array(300).fill(person));
  const [own, all] = [open, whole].map(each =>
    dutiesOf(person, each, deed.today).flatMap(duty => (duty.kind === "deliver" ? [duty.record.number] : [])),
  );
  expect(all).toEqual(own);
  return own ?? [];
}

describe("when all work of a request is done, its owner is asked whether it is delivered", () => {
  test("once nothing under it is open, and until it is", async () => {
    const number = await make.committed();
    await work(number, done);
    expect(await askedAbout("priya")).toEqual([number]);
    const last = await work(number, [{ move: "start" }]);
    expect(await askedAbout("priya")).toEqual([]);
    await make.as(
      "priya",
      at(5),
    )((tx, deed) => moveWork(tx, deed, last, { move: "block", by: "The vendor" }, null));
    expect(await askedAbout("priya")).toEqual([]);
    await make.as(
      "priya",
      at(6),
    )((tx, deed) => moveWork(tx, deed, last, { move: "drop", reason: "The vendor did it." }, null));
    expect(await askedAbout("priya")).toEqual([number]);
    // Only its owner, who can deliver it.
    for (const name of ["tess", "lin", "joe", "vera"] as const) expect(await askedAbout(name)).toEqual([]);
    await make.as(
      "priya",
      at(7),
    )((tx, deed) => deliverRequest(tx, deed, make.about(number), { note: "The lists load." }));
    expect(await askedAbout("priya")).toEqual([]);
  });

  test("not for one without work, or whose work was dropped before delivery began", async () => {
    const [bare, given] = [await make["in delivery"](), await make.committed()];
    await work(given, dropped);
    const asked = await askedAbout("priya");
    expect([asked.includes(bare), asked.includes(given)]).toEqual([false, false]);
  });

  test("the longest waiting first, on the desk and in the digest, with a link to the deed", async () => {
    const [second, first] = [await make.committed({ title: "Bell times" }), await make.committed()];
    await work(second, done, 20);
    await work(first, done, 10);
    expect((await askedAbout("priya")).slice(0, 2)).toEqual([first, second]);
    const priya = await visit(house, "priya");
    const desk = await priya.get("/");
    expect(desk.text).toContain("All work is done: is it delivered?");
    const page = await priya.get(`/requests/${second}/delivery`);
    expect(desk.links("Deliver")).toContain(`/requests/${second}/delivery`);
    expect(page.heading).toBe("Deliver this request");
    const digest = await priya.get("/digest/next/document");
    expect(digest.body).toContain(`/requests/${second}/delivery`);
    expect(digest.body).toContain("is it delivered?");
  });
});

/** The titles of what somebody is asked for, as the desk says them. */
const deskOf = async (name: Name): Promise<string> => (await (await visit(house, name)).get("/")).text;

describe("what somebody held who left", () => {
  test("is the deed of the liaisons and administrators: nobody else is asked, and nothing is forgotten", async () => {
    const number = await make.committed({ title: "Feed of bus routes" });
    await work(number, done, 30);
    const admin = await house.cast.deed("ada", at(40));
    expect(await deskOf("lin")).not.toContain("a new owner");
    const priya = await house.deps.db.read.select().from(people).where(eq(people.id, house.cast.id.priya));
    const [person] = priya;
    if (!person) throw new Error("Priya is not here");
    await house.deps.db.write(tx => disablePerson(tx, admin, person));
    for (const name of ["lin", "joe", "ada"] as const)
      expect(await deskOf(name)).toMatch(/\d+ records of Priya Nair need a new owner/);
    for (const name of ["dana", "grace", "tess"] as const)
      expect(await deskOf(name)).not.toContain("a new owner");
    const lin = await visit(house, "lin");
    expect((await lin.get("/digest/next/document")).body).toContain("need a new owner");
    // What she could have said is delivered waits for anybody in technology meanwhile.
    expect(await askedAbout("dana")).toContain(number);
    expect(await askedAbout("tess")).toEqual([]);
  });

  test("is asked of nobody else, also where all that waits is read once for many", async () => {
    const deeds = await Promise.all((["lin", "tess"] as const).map(name => house.cast.deed(name, at(60))));
    const both = deeds
      .map(({ by }) => by)
      .filter((by): by is Person => by.id !== null && by.role !== "system");
    const [deed] = deeds;
    if (!deed) throw new Error("nobody is here");
    const open = await loadOpen(house.deps.db.read, deed, both);
    const asked = both.map(each =>
      dutiesOf(each, open, deed.today).some(duty => duty.kind === "give new owners"),
    );
    expect(asked).toEqual([true, false]);
  });

  test("is asked only of those who see it: a draft is the liaison group's to hand over", async () => {
    const admin = await house.cast.deed("ada", at(40));
    const { db } = house.deps;
    await new Budgets(db, house.cast).draft({}, "mai");
    const [mai] = await db.read.select().from(people).where(eq(people.id, house.cast.id.mai));
    if (!mai) throw new Error("Mai is not here");
    await db.write(tx => disablePerson(tx, admin, mai));
    expect(await deskOf("lin")).toMatch(/\d+ records of 2 people need a new owner/);
    expect(await deskOf("ada")).toMatch(/\d+ records of Priya Nair need a new owner/);
  });
});

test("a teacher finds the way to ask on top of the desk, whatever waits; a viewer has none", async () => {
  const desk = await (await visit(house, "tess")).get("/");
  expect(desk.heading).toMatch(/needs? you\.$/);
  expect(desk.$(".page-head a:contains('Ask for something')").attr("href")).toBe("/requests/new");
  const head = (await (await visit(house, "vera")).get("/")).$(".page-head").text();
  expect(head).toContain("What you are asked to confirm, answer or decide stands here.");
  expect(head).not.toContain("Ask for something");
});
