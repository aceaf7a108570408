import { beforeAll, describe, expect, test } from "vitest";
import { links } from "../../src/links/links.table.ts";
import { looks } from "../../src/looks/looks.table.ts";
import { verifyRecords } from "../../src/operate/verify.ts";
import { follow } from "../../src/records/records.actions.ts";
import { getRecord } from "../../src/records/records.queries.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Visitor, visit } from "../support/page.ts";

let house: House;
const people: Partial<Record<Name, Visitor>> = {};
let goal: string;
let matter: string;
let every: string[];

beforeAll(async () => {
  house = await makeHouse();
  const { deps, cast } = house;
  const requests = requestMaker(deps.db, cast);
  goal = `/goals/${await (await goalMaker(deps.db, cast)).active()}`;
  matter = `/requests/${await requests.submitted({ isRestricted: true })}`;
  const { number } = await requests.as("priya")((tx, deed) =>
    planWork(tx, deed, { title: "Feed of class lists", goals: [], requests: [] }),
  );
  const budget = await new Budgets(deps.db, cast).submitted();
  every = [goal, `/requests/${await requests.submitted()}`, `/work/${number}`, `/budget/${budget}`];
  for (const name of ["mai", "lin", "vera", "tess"] as const) people[name] = await visit(house, name);
}, 60_000);

const as = (name: Name): Visitor => {
  const visitor = people[name];
  if (!visitor) throw new Error(`${name} has not come`);
  return visitor;
};

describe("what every record bears", () => {
  test("stands on the page of a goal, a request, work and a budget request", async () => {
    for (const path of every) {
      const said = await (await as("mai").get(path)).form("Comment").submit({ Comment: `Of ${path}.` });
      expect(said.text).toContain(`Of ${path}.`);
      const form = (await as("mai").get(`${path}/links`)).form("Add the link");
      await form.submit({ Title: `More of ${path}`, Link: "https://district.example/more?a=1&b=2" });
      const page = await as("mai").get(path);
      expect(page.links(`More of ${path}`)).toEqual(["https://district.example/more?a=1&b=2"]);
      expect(page.text).toMatch(/You follow this (goal|request|work|budget request)/);
      expect(page.text).toContain(`added the link “More of ${path}” to this`);
    }
    expect(await verifyRecords(house.deps.db.read)).toEqual([]);
  });
});

describe("a link", () => {
  const add = async (name: Name, values: { Title?: string; Link?: string }) =>
    (await as(name).get(`${goal}/links`)).form("Add the link").submit(values);

  test.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "district.example", "https://a b"])(
    "to %s is refused, with what was typed",
    async address => {
      const page = await add("mai", { Title: "A page", Link: address });
      expect([page.status, page.errors]).toEqual([422, [expect.stringContaining("is no web link")]]);
      expect(page.form("Add the link").fields().title).toEqual(["A page"]);
    },
  );

  test("is added once, by anybody who sees the record but a viewer", async () => {
    const again = await add("lin", { Title: "Again", Link: "https://district.example/more?a=1&b=2" });
    expect([again.status, again.errors[0]]).toEqual([409, expect.stringContaining("is there already")]);
    const post = { title: "x", url: "https://x.example" };
    expect((await as("vera").post(`${goal}/links`, post)).status).toBe(403);
    expect((await as("mai").post(`${matter}/links`, post)).status).toBe(404);
    expect((await as("mai").get(`${matter}/links`)).status).toBe(404);
  });

  test("goes by whoever added it, or by a liaison, and nobody else", async () => {
    await add("tess", { Title: "Screening", Link: "http://screening.example" });
    const [link] = (await house.deps.db.read.select().from(links)).filter(
      ({ title }) => title === "Screening",
    );
    const end = `${goal}/links/${link?.id}/end`;
    expect((await as("mai").post(end)).text).toContain(
      "Only Tess Moreno or a liaison can take this link out.",
    );
    expect((await as("lin").post(end.replace(goal, every[1] ?? ""))).status).toBe(404);
    const after = await as("lin").post(end);
    expect([after.text.includes("The link is taken out."), after.links("Screening")]).toEqual([true, []]);
    expect((await as("lin").post(end)).status).toBe(404);
    expect((await as("tess").get(goal)).text).toContain("took the link “Screening” out of this goal");
  });
});

describe("following", () => {
  test("begins and ends by a button, for a viewer too, and twice is once", async () => {
    const form = (await as("vera").get(goal)).form("Follow");
    expect((await form.submit()).text).toContain("You follow this goal.");
    expect((await form.submit()).buttons()).toContain("Stop following");
    expect((await as("vera").get("/me")).text).toContain("Every third grader reads at level");
    const ended = await (await as("vera").get("/me/follows")).form("Stop following").submit();
    expect([ended.url, ended.text]).toEqual(["/me/follows", expect.stringContaining("You follow nothing.")]);
    expect((await as("vera").post(`${matter}/followers`)).status).toBe(404);
  });

  test("brings what others did and said to the desk, and nothing of what one may not see any more", async () => {
    const { db } = house.deps;
    expect((await as("mai").get("/")).text).not.toContain("Tess Moreno commented");
    await (await as("tess").get(goal)).form("Comment").submit({ Comment: "Two schools have no lists." });
    const desk = await as("mai").get("/");
    expect(desk.text).toContain("Tess Moreno commented on G-");
    expect(desk.text).toContain("“Two schools have no lists.”");
    const record = await getRecord(db.read, commandLine, "request", Number(matter.split("/").at(-1)));
    const deed = await house.cast.deed("mai");
    await db.write(tx => follow(tx, deed, record.id, house.cast.id.mai));
    await (await as("tess").get(matter)).form("Comment").submit({ Comment: "Behind the door." });
    const after = await as("mai").get("/");
    expect(after.text).not.toContain("Behind the door");
    expect((await as("mai").get("/me/follows")).body).not.toContain(`${matter}"`);
  });
});

test("what others did since one last looked is marked in the history, once", async () => {
  const { db } = house.deps;
  const lookOf = async () =>
    (await db.read.select().from(looks)).find(({ personId }) => personId === house.cast.id.lin)?.sequence;
  const [, request = ""] = every;
  const first = await as("lin").get(request);
  expect(first.text).not.toContain("since you last looked");
  await expect.poll(lookOf).toBeGreaterThan(0);
  const before = await lookOf();
  await (await as("tess").get(request)).form("Comment").submit({ Comment: "Is it for March?" });
  const second = await as("lin").get(request);
  expect(second.text).toContain("One entry is new since you last looked.");
  expect(second.$(".history .new").parent().text()).toContain("Tess Moreno");
  await expect.poll(lookOf).toBe((before ?? 0) + 1);
  expect((await as("lin").get(request)).text).not.toContain("since you last looked");
});
