import { beforeAll, describe, expect, test } from "vitest";
import { canBudget, placesFor } from "../../src/budget/budget.rules.ts";
import { decideBudget } from "../../src/budget/decision.actions.ts";
import { yearlyCents } from "../../src/budget/lines.rules.ts";
import { endorseBudget, returnBudget, reviewBudget } from "../../src/budget/road.actions.ts";
import { nameDeputy } from "../../src/deputies/deputies.actions.ts";
import { overlaps } from "../../src/deputies/deputies.rules.ts";
import { composeDigests } from "../../src/digest/digest.actions.ts";
import { getReader } from "../../src/digest/digest.queries.ts";
import { latestPeriod } from "../../src/digest/periods.rules.ts";
import { holdGoal } from "../../src/goals/goal-moves.actions.ts";
import { confirmGoal } from "../../src/goals/handshake.actions.ts";
import { verifyRecords } from "../../src/operate/verify.ts";
import { enablePerson } from "../../src/people/access.actions.ts";
import { disablePerson } from "../../src/people/people.actions.ts";
import { findActor, getPersonRow } from "../../src/people/people.queries.ts";
import { confirmRequest, withdrawRequest } from "../../src/requests/asking.actions.ts";
import { type Actor, commandLine } from "../../src/shared/deed.ts";
import { hasNoPart, placeOf } from "../../src/shared/permissions.ts";
import { Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";

let house: House;
let goals: Awaited<ReturnType<typeof goalMaker>>;
let requests: ReturnType<typeof requestMaker>;
let budgets: Budgets;

const days = { from: "2026-11-23", to: "2026-11-24" };
const stands = async (name: Name, instant?: string): Promise<string[]> =>
  ((await house.cast.deed(name, instant)).by.standsFor ?? []).map(each => each.name);

beforeAll(async () => {
  house = await makeHouse();
  goals = await goalMaker(house.deps.db, house.cast);
  requests = requestMaker(house.deps.db, house.cast);
  budgets = new Budgets(house.deps.db, house.cast);
});

/** `who` is named by each of these, by the verb that the page calls. */
async function named(who: string, ...by: Name[]): Promise<void> {
  for (const name of by) await budgets.by(name, (tx, deed) => nameDeputy(tx, deed, { deputy: who, ...days }));
}

describe("a deputy", () => {
  test("is named on a page, both are told, and the history says it", async () => {
    const ana = await visit(house, "ana");
    const page = await (await ana.get("/deputies")).form("Name deputy").submit({
      ...{ Deputy: "Mai Vang", From: days.from, To: days.to },
    });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Mai Vang is your deputy. You are both told by mail.");
    const told = (await outboxRows(house.deps.db)).map(({ toName, subject }) => `${toName}: ${subject}`);
    expect(told.sort()).toEqual([
      "Ana Ruiz: Mai Vang is your deputy, Nov 23 to 24",
      "Mai Vang: You stand in for Ana Ruiz, Nov 23 to 24",
    ]);
    const mai = await visit(house, "mai");
    expect((await mai.get("/deputies")).text).toContain("For whom I stand in Ana Ruiz, Nov 23 to 24");
  });

  test("is one from the district's midnight to the district's midnight", async () => {
    expect(await stands("mai", "2026-11-23T07:59:59Z")).toEqual([]);
    expect(await stands("mai", "2026-11-23T08:00:00Z")).toEqual(["Ana Ruiz"]);
    expect(await stands("mai", "2026-11-25T07:59:59Z")).toEqual(["Ana Ruiz"]);
    expect(await stands("mai", "2026-11-25T08:00:00Z")).toEqual([]);
  });

  const refused: [string, Partial<Record<"Deputy" | "From" | "To", string>>, string][] = [
    ["nobody", { Deputy: "Zed Zed" }, "Nobody here is called “Zed Zed”"],
    ["oneself", { Deputy: "Omar Haddad" }, "You cannot stand in for yourself"],
    ["a viewer", { Deputy: "vera@sanjuan.example" }, "Vera Cole cannot act for others"],
    ["days that end before they begin", { From: "2026-12-02", To: "2026-12-01" }, "“To” is before “From”"],
    ["a day that is past", { From: "2026-11-22" }, "“From” is past"],
    ["for years", { To: "2028-11-24" }, "at most 366 days"],
  ];
  test.each(refused)("is refused: %s", async (_, fields, words) => {
    const omar = await visit(house, "omar");
    const form = (await omar.get("/deputies")).form("Name deputy");
    const page = await form.submit({ Deputy: "Grace Hall", From: days.from, To: days.to, ...fields });
    expect([page.status, page.errors.join()]).toEqual([422, expect.stringContaining(words)]);
  });

  test("is one at a time", async () => {
    await expect(named("Grace Hall", "ana")).rejects.toThrow("Mai Vang is your deputy Nov 23 to 24");
  });

  test("is for those who act: a viewer has no form, and no verb", async () => {
    expect((await (await visit(house, "vera")).get("/deputies")).buttons()).toEqual([]);
    await expect(named("Grace Hall", "vera")).rejects.toThrow("Only people who confirm");
  });
});

describe("in somebody's place", () => {
  test("a goal is found on the desk and in the digest, confirmed, and both are named", async () => {
    const number = await goals.proposed();
    const mai = await visit(house, "mai");
    expect((await mai.get("/")).text).toContain("For Ana Ruiz, whose deputy you are: it was proposed");
    const deed = await house.cast.deed("mai");
    const period = latestPeriod(deed.now, deed.district);
    const reader = await getReader(house.deps.db.read, house.cast.id.mai, deed.today);
    const [digest] = period ? await composeDigests(house.deps, deed, period, [reader]) : [];
    expect(digest?.text.replace(/\s+/g, " ")).toContain("For Ana Ruiz, whose deputy you are");

    const page = await (await mai.get(`/goals/${number}`)).form("Confirm goal for Ana Ruiz").submit();
    expect(page.text).toContain("Mai Vang for Ana Ruiz confirmed this goal for leadership");
    expect((await goals.see(number)).confirmed).toEqual({ sponsor: true, partner: false });
    expect((await mai.get("/")).text).not.toContain("it was proposed");
  });

  test("nothing else of a goal can be done", async () => {
    const number = await goals.active();
    const asMai = goals.as("mai");
    await expect(asMai((tx, deed) => holdGoal(tx, deed, { number }, { reason: "Why not." }))).rejects.toThrow(
      "Only the sponsor, Ana Ruiz,",
    );
    const page = await (await visit(house, "mai")).get(`/goals/${number}`);
    expect(page.buttons()).toEqual(["Comment", "See who is told", "Follow"]);
  });

  test("a delivery is confirmed, and nothing else of a request", async () => {
    await named("Mai Vang", "tess");
    const number = await requests.delivered();
    const asMai = requests.as("mai");
    const about = requests.about(number);
    await expect(asMai((tx, deed) => withdrawRequest(tx, deed, about, {}))).rejects.toThrow(
      "Only Tess Moreno",
    );
    const page = await (await visit(house, "mai")).get(`/requests/${number}`);
    expect(page.buttons()).toContain("Confirm");
    await asMai((tx, deed) => confirmRequest(tx, deed, about, {}));
    const after = await (await visit(house, "mai")).get(`/requests/${number}`);
    expect(after.text).toContain("Mai Vang for Tess Moreno confirmed");
  });

  test("nobody gives the words of both sides, whoever they stand in for", async () => {
    await named("Dana Okafor", "lin");
    const { cast } = house;
    const number = await goals.proposed({ sponsorId: cast.id.lin, partnerId: cast.id.dana });
    await goals.as("dana")((tx, deed) => confirmGoal(tx, deed, { number }));
    await expect(goals.as("dana")((tx, deed) => confirmGoal(tx, deed, { number }))).rejects.toThrow(
      "You gave the word of one side. The other side’s takes another person.",
    );
    await goals.as("lin")((tx, deed) => confirmGoal(tx, deed, { number }));
    expect((await goals.see(number)).state).toBe("active");
  });

  test("a step on the road of money is taken by a form that says in whose", async () => {
    await named("Mai Vang", "joe");
    const number = await budgets.submitted();
    const mai = await visit(house, "mai");
    const show = await mai.get(`/budget/${number}`);
    expect(show.buttons()).not.toContain("Endorse $1,000");
    const [href = ""] = show.links("Endorse for Joe Lind");
    const page = await (await mai.get(href)).form("Endorse $1,000 for Joe Lind").submit();
    expect(page.text).toContain("Endorsed for technology");
    expect(page.text).toContain("Mai Vang for Joe Lind endorsed this budget request for technology");
    const { steps } = await budgets.get(number);
    expect(steps.map(({ name, byName }) => [name, byName])).toEqual([["Joe Lind", "Mai Vang"]]);
    const other = await budgets.submitted();
    const inPlaceOf = house.cast.id.joe;
    await budgets.by("mai", (tx, deed) =>
      returnBudget(tx, deed, { number: other, inPlaceOf, comment: "Why?" }),
    );
    expect((await (await visit(house, "priya")).get(`/budget/${other}`)).text).toContain(
      "Mai Vang for Joe Lind returned it: “Why?”",
    );
  });

  test("nobody takes two steps of one approval: deputy, whom they stand in for, author", async () => {
    await named("Marcus Bell", "grace");
    await named("Lin Tran", "sam");
    const number = await budgets.submitted();
    const by = async (name: Name): Promise<Actor> => (await house.cast.deed(name)).by;
    const endorse = (name: Name, inPlaceOf?: Name) =>
      budgets.by(name, (tx, deed) =>
        endorseBudget(tx, deed, { number, inPlaceOf: inPlaceOf ? house.cast.id[inPlaceOf] : null }),
      );
    await endorse("lin", "sam");
    // Lin stood in for Sam: her own side now takes another, and Sam is a taker too.
    await expect(endorse("lin")).rejects.toThrow("You had your turn on this request");
    expect(
      canBudget(await by("sam"), "endorse", { ...(await budgets.get(number)), state: "submitted" }),
    ).toBe(false);
    // Joe's deputy is somebody else, and Omar has no deputy to name.
    await expect(endorse("omar", "joe")).rejects.toThrow();
    await endorse("omar");
    const { id: sourceId } = await budgets.source("Local fund", { 2028: 1_000_000 });
    const sources = new Map((await budgets.get(number)).lines.map(({ id }) => [id, sourceId]));
    await budgets.by("marcus", (tx, deed) => reviewBudget(tx, deed, { number, sources }));
    const it = await budgets.get(number);
    expect(placesFor(await by("marcus"), "decide", it)).toEqual([]);
    const lines = new Map(it.lines.map(line => [line.id, { approvedCents: yearlyCents(line), sourceId }]));
    const inPlaceOf = house.cast.id.grace;
    await expect(
      budgets.by("marcus", (tx, deed) => decideBudget(tx, deed, { number, lines, inPlaceOf })),
    ).rejects.toThrow("Only Grace Hall can decide on it");
  });

  test("an author decides for nobody on what they ask for", async () => {
    const own = await budgets.submitted({}, "mai");
    const inPlaceOf = house.cast.id.joe;
    await expect(
      budgets.by("mai", (tx, deed) => endorseBudget(tx, deed, { number: own, inPlaceOf })),
    ).rejects.toThrow("You asked for this money");
    await expect(
      budgets.by("mai", (tx, deed) => returnBudget(tx, deed, { number: own, inPlaceOf, comment: "Why?" })),
    ).rejects.toThrow("You asked for this money");
  });

  test("whoever is nobody's deputy stands in for nobody", async () => {
    const { by } = await house.cast.deed("vera");
    expect(placeOf(by, house.cast.id.ana)).toBeNull();
    expect(placeOf(by, null)).toBe(by);
    const mai = (await house.cast.deed("mai")).by;
    expect(hasNoPart(mai, by, [mai.id])).toBe(false);
    expect(hasNoPart(by, mai, [mai.id])).toBe(false);
    expect(hasNoPart(by, mai, [house.cast.id.ana, null])).toBe(true);
  });
});

describe("it ends", () => {
  test("by the one who named, at once", async () => {
    const lin = await visit(house, "lin");
    const page = await (await lin.get("/deputies")).form("End").submit();
    expect(page.text).toContain("It has ended");
    expect(await stands("dana")).toEqual([]);
  });

  test("for good when either is disabled", async () => {
    const { db } = house.deps;
    const deed = { ...(await house.cast.deed("ada")), by: commandLine };
    const mai = await getPersonRow(db.read, house.cast.id.mai);
    expect(await stands("mai")).toEqual(["Ana Ruiz", "Joe Lind", "Tess Moreno"]);
    const joe = await getPersonRow(db.read, house.cast.id.joe);
    await db.write(tx => disablePerson(tx, deed, joe));
    expect(await stands("mai")).toEqual(["Ana Ruiz", "Tess Moreno"]);
    await db.write(tx => disablePerson(tx, deed, mai));
    await db.write(async tx => enablePerson(tx, deed, await getPersonRow(tx, mai.id)));
    const actor = await findActor(db.read, mai.id, deed.today);
    expect(actor?.standsFor ?? []).toEqual([]);
  });

  test("and every history still verifies", async () => {
    expect(await verifyRecords(house.deps.db.read)).toEqual([]);
  });
});

test.each([
  ["2026-11-01", "2026-11-05", false],
  ["2026-11-05", "2026-11-10", true],
  ["2026-11-20", "2026-11-25", true],
  ["2026-11-21", "2026-11-25", false],
  ["2026-11-12", "2026-11-14", true],
])("a deputy from %s to %s overlaps one from the 10th to the 20th: %s", (from, to, is) => {
  expect(overlaps({ from, to }, { from: "2026-11-10", to: "2026-11-20" })).toBe(is);
});
