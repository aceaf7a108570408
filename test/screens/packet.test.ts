import { beforeAll, expect, test } from "vitest";
import { reviewBudget } from "../../src/budget/road.actions.ts";
import { aLine, Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, stranger, visit } from "../support/page.ts";

let house: House;
let made: Budgets;
let reading: number;
let readingId: string;

beforeAll(async () => {
  house = await makeHouse();
  made = new Budgets(house.deps.db, house.cast);
  const goals = await goalMaker(house.deps.db, house.cast);
  reading = await goals.active({ title: "Read by grade 3" });
  const sums = await goals.active({ title: "Sums by grade 5" });
  await goals.draft({ title: "A goal nobody has proposed" });
  const [first, second] = [await goals.see(reading), await goals.see(sums)];
  const fund = await made.source("General Fund 01", { 2027: 90_000_000, 2028: 90_000_000 });
  const of = (label: string, unitCents: number) => [aLine({ label, unitCents, sourceId: fund.id })];
  readingId = first.record.id;
  const servesIds = [readingId];
  await made.decide(await made.reviewed({ fiscalYear: 2027, servesIds, lines: of("Licenses", 400_000) }));
  await made.decide(
    await made.reviewed({
      fiscalYear: 2027,
      servesIds: [readingId, second.record.id],
      lines: of("Tutors", 100_050),
    }),
  );
  await made.decide(await made.reviewed({ fiscalYear: 2028, servesIds, lines: of("Next year’s", 700_000) }));
  await made.reviewed({ title: "Small and reviewed", fiscalYear: 2027, lines: of("Small", 1_000) });
  const large = await made.endorsed({
    title: "Switches at six schools",
    fiscalYear: 2028,
    servesIds,
    lines: of("Switch", 6_000_000),
  });
  await made.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number: large, boardDay: "2027-01-12" }));
});

const packet = async (name: "ana" | "vera", query = ""): Promise<Page> =>
  (await visit(house, name)).get(`/budget/packet${query}`);
const sheetsOf = (page: Page) =>
  page
    .$(".sheet")
    .map((_, sheet) => page.$(sheet).text().replace(/\s+/g, " ").trim())
    .get();

test("is for those who are signed in", async () => {
  expect((await stranger(house).get("/budget/packet")).url).toContain("/sign-in");
});

test("has a cover, all goals at a glance, and a page for each goal that runs", async () => {
  const page = await packet("ana", "?year=2027");
  const [cover, glance, ...goals] = sheetsOf(page);
  expect(page.heading).toBe("Goals and technology, 2026-27");
  expect(page.text).toContain("Packet for the board meeting of Tue, Jan 12, 2027");
  expect(cover).toContain(`Switches at six schools G-${reading} $60,000 $60,000`);
  expect(glance).toContain("2 goals at a glance");
  expect(goals.map(sheet => /by grade \d/.exec(sheet)?.[0])).toEqual(["by grade 3", "by grade 5"]);
  expect(page.text).not.toContain("A goal nobody has proposed");
});

test("asks the board only for what it decides: reviewed, above the threshold", async () => {
  const [cover] = sheetsOf(await packet("ana", "?year=2027"));
  expect(cover).not.toContain("Small and reviewed");
});

test("counts the money of its year, and a line under two goals once in the sum", async () => {
  const page = await packet("ana", "?year=2027");
  const [, glance, first, second] = sheetsOf(page);
  expect(glance).toMatch(/All, 2026-27 ?\$5,000\.50$/);
  expect(glance).toContain("A line that serves several goals stands under each, and the sum counts it once.");
  expect(first).toMatch(/Licenses \$4,000 Tutors \$1,000\.50 All ?\$5,000\.50$/);
  expect(second).toMatch(/Tutors \$1,000\.50 All ?\$1,000\.50$/);
  expect(first).not.toContain("Next year’s");
  expect(sheetsOf(await packet("ana", "?year=2028"))[2]).toContain("Next year’s $7,000");
});

test("prints the fiscal year of today where none is said", async () => {
  expect((await packet("ana", "?year=then")).heading).toBe("Goals and technology, 2026-27");
});

test("a viewer reads what was decided, and not what waits", async () => {
  const page = await packet("vera", "?year=2027");
  expect(page.text).toContain("Licenses $4,000");
  expect(page.text).not.toContain("Switches at six schools");
});

test("a request that was declined holds nothing in it", async () => {
  const fund = await made.source("Lottery", { 2027: 500_000 });
  const lines = [aLine({ label: "Two vans", sourceId: fund.id })];
  const number = await made.reviewed({ fiscalYear: 2027, servesIds: [readingId], lines });
  await made.decide(number, [{ approvedCents: 0 }], "Not this year.");
  expect((await packet("ana", "?year=2027")).text).not.toContain("Two vans");
});
