import { describe, expect, it } from "vitest";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { bringAlong } from "../../src/goals/coming.actions.ts";
import { listMeasures } from "../../src/goals/measures.queries.ts";
import { addReading } from "../../src/goals/readings.actions.ts";
import { listTied } from "../../src/records/records.queries.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { visit } from "../support/page.ts";
import { goalMaker } from "./made-goals.ts";

const house = await makeHouse();
const { db } = house.deps;
const make = await goalMaker(db, house.cast);
const asking = requestMaker(db, house.cast);
const ana = await visit(house, "ana");

const old = await make.active();
const { id: oldId } = (await make.see(old)).record;
const [measure] = await listMeasures(db.read, [oldId]);
const request = await asking.accepted({ title: "Class lists at night", goals: [oldId] });
const over = await asking.declined({ title: "A new printer", goals: [oldId] });
const secret = await asking.submitted({
  title: "Ravens know the password",
  goals: [oldId],
  isRestricted: true,
});
const plan = async (title: string) =>
  (
    await make.as("dana")((tx, deed) =>
      planWork(tx, deed, { title, plainWords: "New children count.", goals: [oldId], requests: [] }),
    )
  ).number;
const feed = await plan("Feed for the screener");
const dropped = await plan("Paper lists");
await make.as("dana")((tx, deed) => moveWork(tx, deed, dropped, { move: "drop", reason: "No." }, null));
await make.as("ana")((tx, deed) =>
  addReading(tx, deed, { number: old }, { measureId: measure?.id ?? "", day: "2026-11-20", value: 66 }),
);

const formOf = async (number: number) =>
  (await ana.get(`/goals/${number}/continuation/new`)).form("Make the draft");
const under = async (number: number) => {
  const { id } = (await make.see(number)).record;
  const tied = await listTied(db.read, (await house.cast.deed("lin")).by, id, "below");
  return tied.map(({ title }) => title);
};
const numberOf = (url: string) => Number(/\/goals\/(\d+)/.exec(url)?.[1]);

describe("a goal that goes on in another year", () => {
  it("says what is copied, and offers nothing that is over or that the copier may not see", async () => {
    const page = await ana.get(`/goals/${old}/continuation/new`);
    expect(page.text).toContain("Begins at 66% on Nov 20; target 75%.");
    expect(page.text).toContain(`R-${request} Class lists at night`);
    expect(page.text).toContain(`W-${feed} Feed for the screener`);
    for (const word of ["A new printer", "Ravens", "Paper lists"]) expect(page.text).not.toContain(word);
    expect(page.form("Make the draft").fields()).toMatchObject({
      startsOn: ["2027-07-01"],
      due: ["2028-06-30"],
    });
  });

  it("is a draft of the copier's with a handshake of its own; the rest comes along once it is active", async () => {
    const draft = await (await formOf(old)).submit({ Title: "Every third grader reads in 2028" });
    const number = numberOf(draft.url);
    expect(draft.text).toContain(`It continues G-${old}; read it through, then propose it.`);
    expect(draft.text).toContain(`Comes alongR-${request}, W-${feed}, once it is active`);
    expect(draft.text).toContain("Reads at level: 66% at the start, no reading yet. The target is 75%");
    const goal = await make.see(number);
    expect(goal).toMatchObject({
      state: "draft",
      record: { due: "2028-06-30", audience: "seats" },
      row: { continuesId: oldId, rhythm: "every two weeks", startsOn: "2027-07-01" },
      confirmed: { sponsor: false, partner: false },
      names: { author: "Ana Ruiz", sponsor: "Ana Ruiz", partner: "Dana Okafor" },
    });
    expect(await under(number)).toEqual([]);
    const before = await ana.get(`/goals/${old}`);
    expect(before.text).toContain(`Continued asG-${number} Every third grader reads in 2028`);
    const others = await visit(house, "mai");
    expect((await others.get(`/goals/${old}`)).text).not.toContain("Continued as");

    await draft.form("Propose goal").submit();
    await (await ana.get(`/goals/${number}`)).form("Confirm goal").submit();
    await (await (await visit(house, "dana")).get(`/goals/${number}/confirmation`))
      .form("Confirm goal")
      .submit();
    expect(await under(number)).toEqual(["Class lists at night", "Feed for the screener"]);
    expect(await under(old)).toContain("Feed for the screener");
    const page = await ana.get(`/goals/${number}`);
    expect(page.text).toContain(
      `copied G-${old} Every third grader reads at level to another year, as this goal`,
    );
    expect(page.text).not.toContain("Comes along");
    expect((await ana.get(`/goals/${old}`)).text).toContain(`continued this goal as G-${number}`);
    expect((await asking.history(request))[0]).toContain("Dana Okafor");
    expect(await verifySeals(db.read)).toEqual([]);
    const again = await make.see(number);
    await make.as("ana")((tx, deed) => bringAlong(tx, deed, again));
    expect(await under(number)).toHaveLength(2);
  });

  it("leaves out what is not ticked, and warns whoever copies it once more", async () => {
    const page = await ana.get(`/goals/${old}/continuation/new`);
    expect(page.text).toContain("It goes on already, as G-");
    const draft = await page.form("Make the draft").submit({
      ...{ "Who stands for it": ["Ana Ruiz, sponsor"], Measures: [] },
      ...{ "Open requests": [], "Unfinished work": [] },
    });
    const goal = await make.see(numberOf(draft.url));
    expect(goal.names.partner).toBeUndefined();
    expect(goal.row.comingIds).toBeNull();
    expect(draft.text).toContain("No measure yet.");
  });

  it("refuses what is not its own, what changed meanwhile, and an end before the start", async () => {
    const hidden = (await asking.see(secret)).record.id;
    const path = `/goals/${old}/continuation`;
    const fields = (await formOf(old)).fields();
    for (const [name, label] of [
      ["requests", "Some of the requests that you ticked"],
      ["work", "Some of the work items that you ticked"],
      ["measures", "Some of the measures that you ticked"],
      ["sides", "Somebody that you ticked does not stand"],
    ] as const) {
      const page = await ana.post(path, { ...fields, key: name, [name]: [hidden] });
      expect([page.status, page.errors[0]]).toEqual([422, expect.stringContaining(label)]);
    }
    const early = await (await formOf(old)).submit({ Due: "2027-01-01" });
    expect(early.errors).toEqual(["“Due” is before “Starts”. Enter a later day."]);
    const first = await formOf(old);
    await (await ana.get(`/goals/${old}/edit`)).form("Keep changes").submit({ Due: "2027-06-29" });
    const late = await first.submit({ Title: "Mine" });
    expect([late.status, late.$("#title").val()]).toEqual([409, "Mine"]);
  });

  it("has all that stands under it on one page, with what is missing, as far as the reader sees it", async () => {
    const [href = ""] = (await ana.get(`/goals/${old}`)).links("All of it on one page");
    const mine = await ana.get(href);
    expect(mine.text).toContain("Missing: no money asked.");
    expect(mine.text).toContain(
      `1 request R-${request} Class lists at night accepted, needed by Feb 1, 2027`,
    );
    expect(mine.text).toContain(`1 work item right under it W-${feed} Feed for the screener planned`);
    expect(mine.text).toContain("Reads at level: 66% on Nov 20; target 75%");
    const theirs = await (await visit(house, "dana")).get(href);
    expect([mine.text.includes("Ravens"), theirs.text.includes("Ravens")]).toEqual([false, true]);
    const viewer = await (await visit(house, "vera")).get(href);
    expect(viewer.text).not.toContain("Class lists");
  });

  it("is no way for a draft, and none for a viewer", async () => {
    const page = await ana.get(`/goals/${await make.draft()}/continuation/new`);
    expect([page.status, page.text]).toEqual([
      409,
      expect.stringContaining("Only one that is active, on hold"),
    ]);
    expect((await (await visit(house, "vera")).get(`/goals/${old}/continuation/new`)).status).toBe(403);
    expect(over).toBeGreaterThan(0);
  });
});
