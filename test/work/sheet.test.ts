import { beforeAll, expect, test } from "vitest";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { hoursOn } from "../../src/work/work.queries.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";

let house: House;
let make: RequestMaker;
/** Two that Priya is at. */
let [feed, letter] = [0, 0];
beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
  [feed, letter] = [await doing("Feed"), await doing("Letter")];
  // Wednesday.
  house.deps.clock.moveTo(new Date("2026-11-25T20:00:00Z"));
});

async function doing(title: string): Promise<number> {
  const input = { title, goals: [], requests: [], owner: house.cast.id.priya, hoursLeft: 10 };
  const { number } = await make.as("priya")((tx, deed) => planWork(tx, deed, input));
  await make.as("priya")((tx, deed) => moveWork(tx, deed, number, { move: "start" }, null));
  return number;
}

const on = (day: string) => hoursOn(house.deps.db.read, house.cast.id.priya, day);
const send = async (page: Page, given: Record<string, string>) => {
  const priya = await visit(house, "priya");
  const fields = { ...page.form("Log the hours").fields(), ...given };
  return priya.post(page.$("form.sheet").attr("action") ?? "", fields);
};

test("a week of hours goes in by one form, once, and the days to come take none", async () => {
  const priya = await visit(house, "priya");
  const page = await priya.get("/work/effort");
  expect(page.$(".sheet-days").first().find("label").length).toBe(3);
  expect(await pageProblems(page.body)).toEqual([]);
  const given = {
    [`w${feed}-2026-11-23`]: "6",
    [`w${feed}-2026-11-24`]: "2.5",
    [`w${letter}-2026-11-24`]: "1",
  };
  const done = await send(page, given);
  expect(done.text).toContain("9.5 hours are logged.");
  expect(done.text).toContain("6 logged");
  expect((await send(page, given)).status).toBe(200);
  expect([await on("2026-11-23"), await on("2026-11-24")]).toEqual([6, 3.5]);
  expect((await priya.get(`/work/${feed}`)).text).toContain("8.5 hours logged, 1.5 hours left");
  const before = await priya.get(done.links("Week of Nov 16")[0] ?? "");
  expect(before.$(".sheet-days").first().find("label").length).toBe(7);
});

test.each([
  [{ "2026-11-25": "25" }, "is more than 24"],
  [{ "2026-11-25": "NaN" }, "is not a number of hours"],
  [{ "2026-11-23": "19" }, "comes to 25 hours with those that are logged. A day has 24."],
  [{ "2026-11-26": "1" }, "The day is in the future."],
  [{}, "Every field is empty."],
])("what no day holds is refused, with what was typed: %j", async (days, words) => {
  const priya = await visit(house, "priya");
  const page = await priya.get("/work/effort");
  const given = Object.fromEntries(Object.entries(days).map(([day, typed]) => [`w${feed}-${day}`, typed]));
  const refused = await send(page, given);
  expect([refused.status, refused.errors]).toEqual([422, [expect.stringContaining(words)]]);
  for (const [name, typed] of Object.entries(given))
    if (!name.endsWith("26")) expect(refused.$(`[name="${name}"]`).attr("value")).toBe(typed);
  expect(await on("2026-11-23")).toBe(6);
});

test("it is for who does work, and for what one may see and has begun", async () => {
  const ana = await visit(house, "ana");
  expect((await ana.get("/work/effort")).status).toBe(403);
  expect((await ana.post("/work/effort", { [`w${feed}-2026-11-25`]: "1" })).status).toBe(403);
  const priya = await visit(house, "priya");
  expect((await priya.post("/work/effort", { "w999-2026-11-25": "1" })).status).toBe(404);
  expect((await (await visit(house, "dana")).get("/work/effort")).text).toContain("You have no open work");
});

test("from the desk and from its page hours of today take one press", async () => {
  const priya = await visit(house, "priya");
  const desk = await (await priya.get("/")).form("4 hours").submit();
  expect([desk.url, desk.text.includes("4 hours are logged on W-")]).toEqual(["/", true]);
  const page = await (await priya.get(`/work/${letter}`)).form("0.5 hours").submit();
  expect(page.url).toBe(`/work/${letter}`);
  expect(await on("2026-11-25")).toBe(4.5);
  expect((await (await visit(house, "ana")).get("/")).buttons()).not.toContain("4 hours");
});
