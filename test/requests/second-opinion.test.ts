import { beforeAll, expect, test } from "vitest";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { estimateRequest } from "../../src/requests/delivery.actions.ts";
import { logEffort } from "../../src/work/effort.actions.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";
import { type RequestMaker, requestMaker } from "./made-requests.ts";

let house: House;
let make: RequestMaker;
beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
});

const rowsOf = (page: Page): string[] =>
  page
    .$("table")
    .filter((_, table) => page.$(table).find("caption").text() === "Side by side, in hours")
    .find("tbody tr")
    .map((_, row) => page.$(row).text().replace(/\s+/g, " ").trim())
    .get();

test("another technologist's view stands beside the estimate, and versions side by side with why", async () => {
  const number = await make.estimated(40);
  const dana = await visit(house, "dana");
  const asked = await (await dana.get(`/requests/${number}/opinions`)).form("Send opinion").submit({
    ...{ Low: "50", Likely: "45", High: "90", "What you see differently": "Two vendors, not one." },
  });
  expect([asked.status, asked.errors]).toEqual([
    422,
    ["Low is above likely. Enter the smallest hours you can imagine as low."],
  ]);
  const done = await asked.form("Send opinion").submit({ Likely: "60" });
  expect(done.text).toContain("Your opinion stands beside the estimate of R-");
  expect(done.text).toContain("gave a second opinion on this request: 60 hours, 50 to 90");
  expect(await pageProblems(done.body)).toEqual([]);
  expect(rowsOf(done)).toEqual([
    expect.stringMatching(/^Priya Nair, Mon, Nov 23 ?Version 1.*40/),
    expect.stringMatching(/Dana Okafor.*Second opinion.*60 \(20 more\).*Two vendors, not one\./),
  ]);
  expect(done.links("Second opinion")).toEqual([]);
  expect((await dana.get(`/requests/${number}/opinions/new`)).status).toBe(409);
  const input = { ...make.estimate(55), changed: "Dana is right about the second vendor." };
  await make.as("priya")((tx, deed) => estimateRequest(tx, deed, make.about(number), input));
  const priya = await visit(house, "priya");
  const after = await priya.get(`/requests/${number}`);
  expect(rowsOf(after).map(row => /Version \d|Second opinion/.exec(row)?.[0])).toEqual([
    "Version 2",
    "Version 1",
    "Second opinion",
  ]);
  expect(rowsOf(after)[0]).toContain("Dana is right about the second vendor.");
  expect(after.links("Second opinion")).toEqual([]);
  expect(
    (
      await priya.post(`/requests/${number}/opinions`, {
        lowHours: "1",
        likelyHours: "1",
        highHours: "1",
        why: "x",
      })
    ).status,
  ).toBe(409);
  expect(await verifySeals(house.deps.db.read)).toEqual([]);
});

test("whoever commits reads what others in technology think, and what is odd about the numbers", async () => {
  const number = await make.estimated(40);
  await (await (await visit(house, "dana")).get(`/requests/${number}/opinions/new`))
    .form("Send opinion")
    .submit({ Low: "500", Likely: "2026", High: "8760", "What you see differently": "A year of it." });
  const lin = await visit(house, "lin");
  const commit = await lin.get(`/requests/${number}/commitment/new`);
  expect(commit.text).toMatch(
    /Second opinions T Dana Okafor: likely 2,026 hours, 500 to 8,760\. “A year of it\.”/,
  );
  const parts = [{ title: "Ask the vendor", likelyHours: 20 }];
  const huge = { ...make.estimate(2026), lowHours: 2026, highHours: 2026, parts };
  await make.as("priya")((tx, deed) => estimateRequest(tx, deed, make.about(number), huge));
  const page = await lin.get(`/requests/${number}`);
  expect(page.text).toContain("2,026 hours are 51 weeks of one person who does nothing else.");
  expect(page.text).toContain("Low and high are the same: as if nothing could go better or worse.");
  expect(page.text).toContain("The parts come to 20 hours, likely is 2,026 hours.");
  expect(page.text).toContain("estimated this request at 2,026 hours, 2,026 to 2,026, version 2");
});

test("the finished ones that are alike stand beside the form, with what was estimated and what it took", async () => {
  const past = await make.committed({ title: "Class lists for the robotics program" });
  const { id } = await make.see(past);
  const input = { title: "Feed", plainWords: "Lists.", goals: [], requests: [id] };
  const { number: work } = await make.as("priya")((tx, deed) => planWork(tx, deed, input));
  await make.as("priya")((tx, deed) => moveWork(tx, deed, work, { move: "start" }, null));
  await make.as("priya")((tx, deed) => logEffort(tx, deed, work, { hours: 20, day: "2026-11-20" }));
  const priya = await visit(house, "priya");
  await (await priya.get(`/requests/${past}/delivery`))
    .form("Deliver")
    .submit({ "What was delivered": "All." });
  const number = await make.accepted({ title: "Class lists for the chess program" });
  const form = await priya.get(`/requests/${number}/estimates/new`);
  expect(form.text).toContain("Alike, and finished");
  expect(form.text).toContain("Likely 40 hours, took 20 hours.");
  expect(form.text).not.toContain("What changed since the last version");
  const unlike = await make.accepted({ title: "Bell times for buses" });
  const other = await priya.get(`/requests/${unlike}/estimates/new`);
  expect(other.text).not.toContain("Alike, and finished");
  expect(other.text).toMatch(/Finished, of the same kind R-\d+ Class lists for the robotics program/);
  expect((await priya.get(`/requests/${past}/estimates/new`)).status).toBe(409);
});
