import { beforeAll, expect, test } from "vitest";
import { estimateRequest } from "../../src/requests/delivery.actions.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";

let house: House;
let make: RequestMaker;
beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
});

const parts = [
  { title: "Feed of class lists", likelyHours: 24 },
  { title: "Letter to schools", likelyHours: 6 },
  { title: "Training", likelyHours: 10 },
];

async function withParts(given = parts): Promise<number> {
  const number = await make.accepted();
  const input = { ...make.estimate(40), parts: given };
  await make.as("priya")((tx, deed) => estimateRequest(tx, deed, make.about(number), input));
  return number;
}

const belowOf = (page: Page): string[] =>
  page
    .$("[aria-labelledby=below] li a")
    .map((_, each) => page.$(each).text())
    .get();

test("the parts of an estimate are looked through and become work in one step, one after the other", async () => {
  const number = await withParts();
  const priya = await visit(house, "priya");
  const request = await priya.get(`/requests/${number}`);
  expect(request.text).toContain("Feed of class lists");
  const [to = ""] = request.links("Plan its work from the estimate");
  const page = await priya.get(to);
  expect(page.text).toContain("40 hours as estimated.");
  expect(await pageProblems(page.body)).toEqual([]);
  const fields = page.form("Plan the work").fields();
  expect([fields.title1, fields.hours1, fields.owner1]).toEqual([
    ["Feed of class lists"],
    ["24"],
    [house.cast.id.priya],
  ]);
  const form = page.form("Plan the work");
  const sent = {
    ...form.fields(),
    ...{ title2: "", inOrder: "yes", due: "2027-01-20", words1: "Lists load each night." },
  };
  const wrong = await priya.post(to, { ...sent, words1: "" });
  expect([wrong.status, wrong.errors]).toEqual([
    422,
    ["“In plain words” is empty. Say what it does for the people of the request."],
  ]);
  const done = await priya.post(to, sent);
  expect(done.text).toMatch(/W-\d+, W-\d+ are planned\./);
  expect(belowOf(done)).toHaveLength(2);
  const second = await priya.get(done.$("[aria-labelledby=below] li a").last().attr("href") ?? "");
  expect(second.text).toContain("Waits for");
  // What became work is not offered again; what was left out is.
  const again = await priya.get(to);
  expect(again.form("Plan the work").fields().title2).toEqual(["Letter to schools"]);
  expect((await priya.post(to, sent)).url).toBe(`/requests/${number}`);
  expect(belowOf(await priya.get(`/requests/${number}`))).toHaveLength(2);
  await again.form("Plan the work").submit();
  expect((await priya.get(to)).text).toContain("All its parts are work already");
});

test("an estimate without parts is one piece of work; one that changed meanwhile is asked again", async () => {
  const number = await make.committed();
  const priya = await visit(house, "priya");
  const page = await priya.get(`/requests/${number}/work`);
  // One thing has no order, and what was asked for says it in plain words.
  expect(page.text).toContain("40 hours as estimated. Look it through.");
  expect(page.text).not.toContain("One after the other");
  expect(page.form("Plan the work").fields().words1).toEqual([
    "A child who joins my class on Tuesday can take the screener on Wednesday.",
  ]);
  await make.as("dana")((tx, deed) => estimateRequest(tx, deed, make.about(number), make.estimate(30)));
  const stale = await page.form("Plan the work").submit();
  expect([stale.status, stale.form("Plan the work").fields().hours1]).toEqual([409, ["30"]]);
  const done = await stale.form("Plan the work").submit({ Title: "Nightly lists" });
  expect(belowOf(done)).toEqual([expect.stringContaining("Nightly lists")]);
  // What is planned is not the next thing to do any more.
  const next = (page: Page) => page.$(".deeds [data-rank=first]").first().text();
  expect(next(done)).toBe("Start delivery");
  expect(done.links("Plan its work from the estimate")).toEqual([`/requests/${number}/work`]);
  expect(next(await done.form("Start delivery").submit())).toBe("Deliver");
});

test("who does no work makes none, and a request that nobody wants any more takes none", async () => {
  const number = await withParts([{ title: "Feed", likelyHours: 2 }]);
  const ana = await visit(house, "ana");
  expect((await ana.get(`/requests/${number}/work`)).status).toBe(403);
  expect((await ana.post(`/requests/${number}/work`, { title1: "x", words1: "y" })).status).toBe(403);
  const submitted = await make.submitted();
  const priya = await visit(house, "priya");
  expect((await priya.get(`/requests/${submitted}/work`)).status).toBe(409);
  expect((await priya.post(`/requests/${submitted}/work`, { title1: "x" })).status).toBeGreaterThan(400);
});

test("what a plan was begun under stands first and ticked, also where a list of what is open lacks it", async () => {
  const { id } = (await make.see(await make.delivered())).record;
  const priya = await visit(house, "priya");
  const page = await priya.get(`/work/new?request=${id}`);
  expect(page.form("Plan work").fields().requests).toEqual([id]);
  const wrong = await page.form("Plan work").submit({ Title: "" });
  expect(wrong.status).toBe(422);
  expect(wrong.form("Plan work").fields().requests).toEqual([id]);
});

test("a work item has an estimate of its own: what is left follows it, versions stand side by side", async () => {
  const priya = await visit(house, "priya");
  const planned = await priya.get("/work/new");
  const page = await planned.form("Plan work").submit({ Title: "Cable to the gym", "Effort left": "3" });
  const [to = ""] = page.links("Estimate");
  const form = (await priya.get(to)).form("Send estimate");
  const wrong = await form.submit({ Low: "9", Likely: "8", High: "4" });
  expect([wrong.status, wrong.errors]).toEqual([
    422,
    ["Low is above high. Enter the smallest hours you can imagine as low."],
  ]);
  expect(await pageProblems(wrong.body)).toEqual([]);
  const hours = { Low: "6", Likely: "8", High: "20" };
  const done = await wrong.form("Send estimate").submit({ ...hours, "What could go wrong": "Asbestos" });
  for (const words of [
    "Likely 8 hours, 6 to 20.",
    "Asbestos",
    "8 hours left",
    "estimated this work at 8 hours",
  ])
    expect(done.text).toContain(words);
  expect((await form.submit(hours)).status).toBe(409);

  const started = await done.form("Start").submit();
  const logged = await started.form("Log effort").submit({ Hours: "5" });
  const again = await logged.links("New estimate").map(href => priya.get(href))[0];
  expect(again?.text).toContain("less the 5 that are logged");
  const more = { Likely: "16", "What changed since the last version": "The ceiling is concrete." };
  const second = await again?.form("Send estimate").submit(more);
  for (const words of [
    "5 hours logged, 11 hours left",
    "Version 1",
    "8 (8 less)",
    "The ceiling is concrete.",
  ])
    expect(second?.text).toContain(words);
  const over = await second?.form("Mark done").submit();
  expect(over?.links("New estimate")).toEqual([]);
  expect((await priya.get(to)).status).toBe(409);
});
