import { beforeAll, describe, expect, test } from "vitest";
import { type House, makeHouse } from "../support/app.ts";
import { stranger, type Visitor, visit } from "../support/page.ts";
import { aLine, Budgets } from "./made.ts";

let house: House;
let made: Budgets;
let marcus: Visitor;
let ana: Visitor;

beforeAll(async () => {
  house = await makeHouse();
  made = new Budgets(house.deps.db, house.cast);
  [marcus, ana] = [await visit(house, "marcus"), await visit(house, "ana")];
});

test("are for those who are signed in", async () => {
  expect((await stranger(house).get("/budget/sources")).url).toBe("/sign-in?next=%2Fbudget%2Fsources");
});

test("an empty list says what belongs there", async () => {
  const page = await marcus.get("/budget/sources");
  expect(page.text).toContain("No funding source is here yet");
  expect(page.links("Add a source")).toEqual(["/budget/sources/new", "/budget/sources/new"]);
});

describe("adding one", () => {
  test("is finance's, who are named to others", async () => {
    const page = await ana.get("/budget/sources/new");
    expect([page.status, page.text.includes("Only finance can change funding sources.")]).toEqual([
      403,
      true,
    ]);
    expect((await ana.post("/budget/sources", { name: "X", code: "X", level: "local" })).status).toBe(403);
  });

  test("needs a name, a code of its own and a level", async () => {
    const form = (await marcus.get("/budget/sources/new")).form("Add source");
    expect((await form.submit()).errors).toEqual([
      "“Name” is empty. Enter a few words.",
      "“Code” is empty. Enter a few words.",
      "“Level” is empty. Choose one.",
    ]);
    await form.submit({ Name: "General Fund", Code: "GF 01", Level: "Local" });
    const again = (await marcus.get("/budget/sources/new")).form("Add source");
    const page = await again.submit({ Name: "Other", Code: "GF 01", Level: "State" });
    expect([page.status, page.errors]).toEqual([
      409,
      ["The code “GF 01” is General Fund already. Enter another."],
    ]);
    expect(page.$("[name=name]").val()).toBe("Other");
  });
});

describe("the amount of a year", () => {
  test("is set with a reason, and shows with what is reserved and left", async () => {
    const fund = await made.source("Lottery", {});
    const path = `/budget/sources/${fund.number}`;
    const refused = await (await marcus.get(path)).form("Set amount").submit({ Amount: "2,000" });
    expect(refused.errors).toEqual(["“Reason” is empty. Enter a sentence or two."]);
    const given = { "Fiscal year": "2027-28", Amount: "$2,000", Reason: "Budget adopted on Jun 23" };
    await (await marcus.get(path)).form("Set amount").submit(given);
    await made.decide(await made.reviewed({ lines: [aLine({ sourceId: fund.id })] }));
    const page = await marcus.get(path);
    expect(page.text).toContain("Budget adopted on Jun 23 2027-28 $2,000 $1,000 $1,000");
    expect(page.text).toContain("Nightly feed of class lists 2027-28 $1,000");
    const less = { "Fiscal year": "2027-28", Amount: "999.99", Reason: "Cut" };
    const lowered = await page.form("Set amount").submit(less);
    expect(lowered.status).toBe(409);
    expect(lowered.errors[0]).toContain("$1,000 of Lottery is reserved in 2027-28. Enter at least that");
  });

  test("is read by others, who have no form for it", async () => {
    const fund = await made.source("Title I", { 2027: 500_000 });
    const page = await ana.get(`/budget/sources/${fund.number}`);
    expect(page.text).toContain("$5,000");
    expect(page.$("main form")).toHaveLength(0);
    const post = { fiscalYear: "2027", cents: "1", reason: "Mine" };
    expect((await ana.post(`/budget/sources/${fund.number}/amount`, post)).status).toBe(403);
  });
});

test("changing one from an older version shows both texts", async () => {
  const fund = await made.source("Grant", {});
  const path = `/budget/sources/${fund.number}/edit`;
  const [first, second] = [await marcus.get(path), await marcus.get(path)];
  await first.form("Save changes").submit({ Name: "Grant of the county" });
  const page = await second.form("Save changes").submit({ Name: "Grant of the state" });
  expect(page.status).toBe(409);
  expect(page.text).toContain("What is there now Grant of the county");
});

test("the list of a year exports exactly its rows", async () => {
  await made.source("=cmd|' /C calc'!A0", { 2030: 12_345 });
  const page = await ana.get("/budget/sources?year=2030");
  const csv = await ana.get(page.links("Take it as CSV")[0] ?? "");
  const rows = csv.body.trim().split("\r\n");
  expect(rows).toHaveLength(page.$("main tbody tr").length + 1);
  expect(rows.find(row => row.includes("calc"))).toMatch(/^'=cmd.*2029-30,123\.45,0\.00,123\.45/);
});
