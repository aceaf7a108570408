import { beforeAll, expect, test } from "vitest";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { cardsAtMost } from "../../src/work/work-board.rules.ts";
import { type RequestMaker, requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Page, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";

let house: House;
let make: RequestMaker;
beforeAll(async () => {
  house = await makeHouse();
  make = requestMaker(house.deps.db, house.cast);
});

const plan = async (
  title: string,
  given: { owner?: string; requests?: string[] } = {},
  by: Name = "dana",
) => {
  const input = { title, plainWords: "Lists load.", goals: [], requests: [], ...given };
  return (await make.as(by)((tx, deed) => planWork(tx, deed, input))).number;
};
const start = (number: number, instant?: string) =>
  make.as("priya", instant)((tx, deed) => moveWork(tx, deed, number, { move: "start" }, null));

/** Each state with the titles of its cards. */
const columns = (page: Page): Record<string, string[]> =>
  Object.fromEntries(
    page
      .$(".board tbody > tr")
      .toArray()
      .map(row => [
        page.$(row).find("th").text(),
        page
          .$(row)
          .find(".card-title")
          .map((_, each) => page.$(each).text().replace(/\s+/g, " ").trim())
          .get(),
      ]),
  );

test("the board has each state, moves by a button that leads back to it, and says what is blocked", async () => {
  expect((await (await visit(house, "priya")).get("/work?view=board")).text).toContain("No work here");
  const feed = await plan("Feed <b>", { owner: house.cast.id.priya });
  const other = await plan("Letter");
  await start(other);
  await make.as("priya")((tx, deed) => moveWork(tx, deed, other, { move: "block", by: "The vendor" }, null));
  const priya = await visit(house, "priya");
  const page = await priya.get("/work?view=board");
  expect(columns(page)).toEqual({
    Planned: [`W-${feed} Feed <b>`],
    Doing: [],
    Blocked: [`W-${other} Letter`],
    "Done lately": [],
  });
  expect(page.text).toContain("The vendor, for");
  expect(await pageProblems(page.body)).toEqual([]);
  const mine = await priya.get(`/work?view=board&person=${house.cast.id.priya}`);
  expect(columns(mine).Blocked).toEqual([]);
  const moved = await mine.form("Start").submit();
  expect(moved.url).toBe("/work?person=".concat(house.cast.id.priya, "&view=board"));
  expect(moved.text).toContain(`W-${feed} is doing.`);
  // The same form again leads back and does nothing; an older one is told what is there.
  expect((await mine.form("Start").submit()).url).toBe(moved.url);
  expect((await page.form("Start").submit()).status).toBe(409);
  const done = await moved.form("Done").submit();
  expect(columns(done)["Done lately"]).toEqual([`W-${feed} Feed <b>`]);
});

test("who does no work reads it and moves nothing; what one may not see is not on it", async () => {
  const hidden = await make.accepted({ isRestricted: true });
  const { id } = await make.see(hidden);
  const secret = await plan("Vault", { requests: [id] });
  const ana = await visit(house, "ana");
  const page = await ana.get("/work?view=board");
  expect(page.body).not.toContain("Vault");
  expect(page.$(".board form")).toHaveLength(0);
  expect((await (await visit(house, "priya")).get("/work?view=board")).body).toContain(`W-${secret}`);
});

test("a column says how much more there is, and what was finished long ago is no news", async () => {
  const old = await plan("Long ago");
  await start(old, "2026-11-01T16:00:00Z");
  await make.as(
    "priya",
    "2026-11-02T16:00:00Z",
  )((tx, deed) => moveWork(tx, deed, old, { move: "finish", note: "" }, null));
  for (let n = 0; n < cardsAtMost + 3; n += 1) await plan(`Bulk ${n}`);
  const page = await (await visit(house, "dana")).get("/work?view=board&q=Bulk");
  expect(columns(page).Planned).toHaveLength(cardsAtMost);
  const [rest = ""] = page.links("and 3 more");
  expect(rest).toBe("/work?state=planned&q=Bulk");
  expect((await (await visit(house, "dana")).get("/work?view=board&q=ago")).text).toContain("No work here");
});
