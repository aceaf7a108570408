import { beforeAll, describe, expect, it } from "vitest";
import type { Name } from "../../src/demo/demo.cast.ts";
import { looks, sidewaysScroll, useBrowser } from "../support/browser.ts";
import { useExample } from "../support/example.ts";
import { type Hands, handsOf } from "../support/hands.ts";

const example = useExample();
const browser = useBrowser();
/** After the example's digest was written: what happens now is news to the next one. */
beforeAll(() => example().deps.clock.moveTo(new Date("2026-11-23T18:00:00Z")));

const goal = "Every child in grade 1 has a library card by spring";
const request = "Library cards from the class lists";
const work = "Nightly file of first graders for the library";
const money = "Card printer for the library bus";

/** Only labels, links and buttons; nothing runs in the page. */
const withoutScripts = (name: Name): Promise<Hands> =>
  handsOf(browser, example(), name, { javaScriptEnabled: false });

const find = async (hands: Hands, title: string) => {
  await hands.goTo("/");
  await hands.page.getByRole("searchbox").fill(title);
  await hands.page.getByRole("button", { name: "Find" }).click();
  await hands.follow(new RegExp(title));
  expect(await hands.heading()).toBe(title);
};

const checkIn = async (hands: Hands, health: string, changed: string) => {
  await find(hands, goal);
  await hands.follow("Check in");
  await hands.fill({ Health: health, "What changed": changed });
  await hands.press("Check in");
  expect(await hands.words()).toContain(changed);
};

describe("the main job, without scripts, by the words on the pages", () => {
  it("a leader records a goal with a measure, proposes it, and both sides confirm it", async () => {
    const ana = await withoutScripts("ana");
    await ana.goTo("/goals");
    await ana.follow("Draft a goal");
    await ana.fill({
      Title: goal,
      Priority: "1 Student achievement",
      "Why for students": "A child with a card reads a book a week more.",
      Sponsor: "Ana Ruiz",
      "Partner in technology": "Dana Okafor",
      Due: "2027-03-31",
      "Rhythm of check-ins": "Weekly",
      "Measure name, row 1": "First graders with a card",
      "Unit, row 1": "children",
      "Direction, row 1": "Up, more is better",
      "Baseline, row 1": "310",
      "Target, row 1": "2900",
    });
    await ana.press("Propose goal");
    expect(await ana.heading()).toBe(goal);
    await ana.press("Confirm goal");
    const dana = await withoutScripts("dana");
    await dana.follow(new RegExp(goal));
    await dana.press("Confirm goal");
    expect(await dana.words()).toContain("active");
    expect(await dana.words()).toContain("First graders with a card: 310 children at the start");
  });

  it("both sides check in, and the two views stand side by side", async () => {
    await checkIn(await withoutScripts("ana"), "On track", "Twelve schools have asked their families.");
    const dana = await withoutScripts("dana");
    await checkIn(dana, "At risk", "The library takes no file yet.");
    expect(await dana.words()).toMatch(/Twelve schools.*The library takes no file yet/);
  });

  it("a teacher sends a request for it, and a liaison accepts it", async () => {
    const tess = await withoutScripts("tess");
    await find(tess, goal);
    await tess.follow("Send a request for it");
    await tess.fill({
      Title: request,
      "What do you want to do that you cannot do today": "Give each child a card in the first week.",
      Kind: "Integration of two systems",
      "What gets better for students": "No child waits for a form to come back.",
      "Needed by": "2027-02-01",
      "School or department": "Dyer Kelly Elementary",
      "How many people it touches": "2900",
      "Does student data move between systems for this?": "Yes",
    });
    await tess.press("Send request");
    expect(await tess.heading()).toBe(request);
    const lin = await withoutScripts("lin");
    await lin.goTo("/triage");
    await lin.follow(new RegExp(request));
    await lin.press("Accept");
    await find(lin, request);
    expect(await lin.words()).toContain("accepted");
  });

  it("technology estimates it, and a liaison commits it with a window", async () => {
    const priya = await withoutScripts("priya");
    await find(priya, request);
    await priya.follow("Estimate");
    await priya.fill({ Low: "6", Likely: "10", High: "22", Assumptions: "The library keeps its format." });
    await priya.press("Send estimate");
    expect(await priya.words()).toContain("estimated");
    const lin = await withoutScripts("lin");
    await find(lin, request);
    await lin.follow("Commit");
    await lin.fill({ From: "2027-01-11", To: "2027-01-29", Rank: "1" });
    await lin.press("Commit");
    expect(await lin.words()).toContain("Promised for Jan 11 to 29, 2027");
  });

  it("work is planned under it, started, logged and done, and the request is delivered and confirmed", async () => {
    const priya = await withoutScripts("priya");
    await find(priya, request);
    await priya.follow("Plan work for it");
    await priya.fill({
      Title: work,
      "In plain words": "The library knows each first grader on the next morning.",
      Owner: "Priya Nair",
      "Effort left": "10",
    });
    await priya.press("Plan work");
    await priya.press("Start");
    await priya.open("Log effort");
    await priya.fill({ Hours: "3.5", Note: "File and dry run" });
    await priya.press("Log effort");
    expect(await priya.words()).toContain("3.5 hours logged");
    await priya.open("Done");
    await priya.press("Mark done");
    await find(priya, request);
    await priya.follow("Deliver");
    await priya.fill({ "What was delivered": "Cards come with the first class list." });
    await priya.press("Deliver");
    const tess = await withoutScripts("tess");
    await tess.follow(new RegExp(request));
    await tess.press("Confirm");
    expect(await tess.words()).toContain("confirmed");
  });

  it("money is asked under it, endorsed by both sides, reviewed and approved", async () => {
    const dana = await withoutScripts("dana");
    await find(dana, goal);
    await dana.follow("Ask for money for it");
    await dana.fill({
      Title: money,
      "Fiscal year": "2026-27",
      "What it pays for, row 1": "Card printer",
      "Kind, row 1": "Hardware",
      "Quantity, row 1": "1",
      "Each, row 1": "1,250",
      "One-time or annual, row 1": "One-time",
      "Source, row 1": "General Fund 01",
      Justification: "The bus prints a card while the child waits.",
      "What if declined": "Cards come by post, three weeks later.",
    });
    await dana.press(/^Submit/);
    expect(await dana.words()).toContain("submitted");
    for (const name of ["lin", "joe"] as const) {
      const liaison = await withoutScripts(name);
      await find(liaison, money);
      await liaison.press("Endorse $1,250");
    }
    const marcus = await withoutScripts("marcus");
    await find(marcus, money);
    await marcus.follow("Review the funds");
    await marcus.press("Confirm the funds");
    const grace = await withoutScripts("grace");
    await find(grace, money);
    await grace.follow("Decide");
    await grace.press("Decide");
    expect(await grace.words()).toContain("approved");
  });

  it("the next digest tells of it", async () => {
    const lin = await withoutScripts("lin");
    await lin.goTo("/digest");
    await lin.open("The text part");
    const words = await lin.words();
    for (const title of [goal, money]) expect(words).toContain(title);
  });
});

it("a leader reads on a phone why a goal is five weeks late", async () => {
  const ana = await handsOf(browser, example(), "ana", { ...looks[2]?.[1], javaScriptEnabled: false });
  await ana.follow(/Every child in kindergarten to grade 2 is screened/);
  const words = await ana.words();
  // The answer stands on the first screen, and leads to the reasons.
  const asked = ana.page.getByRole("link", { name: "Why?" });
  expect((await asked.boundingBox())?.y).toBeLessThan(844 - 44);
  expect(words).toMatch(
    /due \w+ \d+(, \d+)?\..* With 80 % it is done by \w+ \d+(, \d+)?, 5 weeks after its day\. Why\?/,
  );
  await asked.click();
  expect(words).toMatch(/Done by \w+ \d+(, \d+)? with 80 %;.* 5 weeks after its day\./);
  expect(words).toMatch(
    /Why: .* is done last, by .*\. \d promised requests? stands? before it, \d+ hours by estimate, and technology has 35 hours a week/,
  );
  expect(await sidewaysScroll(ana.page)).toBe(0);
  await ana.page.getByText(/^Why:/).getByRole("link").first().click();
  expect(await ana.words()).toMatch(/Estimate.* hours/);
});
