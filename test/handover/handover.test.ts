import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { approvals } from "../../src/budget/budget.table.ts";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { getGoal } from "../../src/goals/goals.queries.ts";
import { mergePerson } from "../../src/handover/merge.actions.ts";
import { addPerson, giveTerm } from "../../src/people/people.actions.ts";
import { findActor, findPersonByEmail, getPersonRecord } from "../../src/people/people.queries.ts";
import type { NewPerson } from "../../src/people/people.rules.ts";
import { terms } from "../../src/people/people.table.ts";
import { getRecord, seatsOf } from "../../src/records/records.queries.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { planWork } from "../../src/work/work.actions.ts";
import { aLine, Budgets } from "../budget/made.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { callerFor } from "../support/caller.ts";
import type { Name } from "../support/cast.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const { db } = house.deps;
const goals = await goalMaker(db, house.cast);
const requests = requestMaker(db, house.cast);
const ada = await visit(house, "ada");
const lin = await visit(house, "lin");

const numberOf = async (name: Name) => (await getPersonRecord(db.read, house.cast.id[name])).number;
const goal = (await goals.see(await goals.active())).record;
const asked = (await requests.see(await requests.submitted())).id;
const secret = (await requests.see(await requests.submitted({ title: "Doors", isRestricted: true }))).id;
const work = await requests.as("priya")((tx, deed) =>
  planWork(tx, deed, { title: "Feed", goals: [], requests: [], owner: house.cast.id.priya }),
);

async function add(person: NewPerson) {
  const deed = await house.cast.deed("ada");
  return db.write(tx => addPerson(tx, deed, person));
}

const budgets = new Budgets(db, house.cast);
const source = await budgets.source("General Fund", { 2028: 10_000_000 });
const draft = await getRecord(db.read, commandLine, "budget", await budgets.draft());
const reviewed = await budgets.reviewed({ lines: [aLine({ sourceId: source.id })] });

/** Somebody leaves, as an administrator has it. */
async function leave(name: Name): Promise<string> {
  const number = await numberOf(name);
  const page = await ada.get(`/admin/people/${number}/disabling`);
  await page.form(page.buttons()[0] ?? "").submit();
  return `/needs-owner/${number}`;
}

describe("what somebody held who left", () => {
  it("is not for strangers, nor for those who neither administer nor stand for both", async () => {
    expect((await stranger(house).get("/needs-owner")).url).toContain("/sign-in");
    for (const name of ["ana", "grace", "vera", "marcus"] as const)
      for (const path of ["/needs-owner", `/needs-owner/${await numberOf("tess")}`]) {
        const other = await visit(house, name);
        expect((await other.get(path)).status).toBe(403);
        expect((await other.post(path === "/needs-owner" ? `${path}/1` : path, { to: "x" })).status).toBe(
          403,
        );
      }
  });

  it("stands nowhere while they are here", async () => {
    expect((await ada.get(`/needs-owner/${await numberOf("ana")}`)).status).toBe(404);
    expect((await ada.get("/needs-owner")).text).toContain("Nothing needs a new owner");
  });

  it("is found from their page and the list, and is handed over one by one", async () => {
    const path = await leave("ana");
    expect((await ada.get("/needs-owner")).text).toContain("Ana Ruiz");
    expect((await ada.get(`/admin/people/${await numberOf("ana")}`)).links("Find new owners")).toEqual([
      path,
    ]);
    const page = await ada.get(path);
    expect(page.text).toContain(goal.title);
    // On the goal itself too, with the way out for who may.
    const alone = await lin.get(`/goals/${goal.number}`);
    expect(alone.text).toContain("Ana Ruiz, no longer here");
    expect(alone.links("Name another sponsor")).toEqual([`/goals/${goal.number}/handover/new?seat=sponsor`]);
    const wrong = await page.form("Hand over what is chosen").submit({ "New holder": "Dana Okafor" });
    expect([wrong.status, wrong.errors.join()]).toEqual([
      422,
      expect.stringContaining("a sponsor speaks for leadership"),
    ]);
    expect(wrong.form("Hand over what is chosen").fields().to).toEqual(["Dana Okafor"]);
    const done = await wrong.form("Hand over what is chosen").submit({ "New holder": "Mai Vang" });
    expect(done.text).toContain("is with Mai Vang now");
    expect((await seatsOf(db.read, goal.id)).sponsor).toBe(house.cast.id.mai);
    const seen = await getGoal(db.read, commandLine, goal.number);
    expect(seen.confirmed).toEqual({ sponsor: false, partner: true });
    expect((await ada.get(`/goals/${goal.number}`)).text).toContain("from Ana Ruiz to Mai Vang, as sponsor");
  });

  it("goes to nobody of several, to nobody unknown, and to none who left", async () => {
    const path = await leave("priya");
    const form = async () => (await ada.get(path)).form("Hand over what is chosen");
    for (const [to, said] of [
      ["Nobody Known", "Nobody here is called"],
      ["Ana Ruiz", "Nobody here is called"],
      ["Ada Flynn", "An administrator takes nothing over themselves"],
    ] as const)
      expect((await (await form()).submit({ "New holder": to })).errors.join()).toContain(said);
    await (await form()).submit({ "New holder": "dana@sanjuan.example" });
    expect((await seatsOf(db.read, work.id)).owner).toBe(house.cast.id.dana);
    // A budget draft is not for administrators to see.
    const left = (await lin.get(path)).form("Hand over what is chosen");
    expect(left.fields().held).toEqual([`${draft.id} author`]);
    await left.submit({ "New holder": "Dana Okafor" });
    expect((await seatsOf(db.read, draft.id)).author).toBe(house.cast.id.dana);
  });

  it("of which an administrator may see part is handed over by the liaison group", async () => {
    const path = await leave("tess");
    const eve = await add({ email: "eve@x.example", name: "Eve Admin", role: "educator", isAdmin: true });
    const caller = await callerFor(house, eve.id);
    expect((await caller.get(path)).body).toContain("One more is not yours to see");
    const key = `${secret} requester`;
    expect((await caller.post(path, { held: key, to: "Mai Vang" })).status).toBe(409);
    const theirs = (await lin.get(path)).form("Hand over what is chosen");
    expect(theirs.fields().held).toContain(key);
    await theirs.submit({ "New holder": "Mai Vang" });
    for (const id of [secret, asked]) expect((await seatsOf(db.read, id)).requester).toBe(house.cast.id.mai);
  });

  it("goes once where two hand it over at the same moment", async () => {
    await add({ email: "late@x.example", name: "Eve Late", role: "leader" });
    const path = await leave("mai");
    const [one, two] = await Promise.all([lin.get(path), lin.get(path)]);
    const first = await one.form("Hand over what is chosen").submit({ "New holder": "Grace Hall" });
    expect(first.status).toBe(200);
    const second = await two.form("Hand over what is chosen").submit({ "New holder": "Eve Late" });
    expect(second.status).toBe(409);
    expect((await seatsOf(db.read, secret)).requester).toBe(house.cast.id.grace);
  });
});

describe("two records of one person", () => {
  const twin = (name: string, role: "leader" | "finance" = "leader") =>
    add({ email: `${name.replace(" ", ".")}@x.example`.toLowerCase(), name, role });
  const merge = async (id: string, into: string) => {
    const { number } = await getPersonRecord(db.read, id);
    const page = await ada.get(`/admin/people/${number}/merging`);
    return page.form(page.buttons()[0] ?? "").submit({ "The record that stays": into });
  };

  it("are for administrators to merge", async () => {
    expect((await lin.get(`/admin/people/${await numberOf("omar")}/merging`)).status).toBe(403);
    const deed = await house.cast.deed("lin");
    const number = await numberOf("omar");
    await expect(db.write(tx => mergePerson(tx, deed, number, { into: "Grace Hall" }))).rejects.toMatchObject(
      {
        code: "forbidden",
      },
    );
  });

  it("are not one where somebody would have taken two steps, or stands twice on a day", async () => {
    const double = await twin("Lin T.");
    const term = { personId: double.id, side: "leadership" as const, from: "2026-12-01", to: "2026-12-31" };
    const byAda = await house.cast.deed("ada");
    await db.write(tx => giveTerm(tx, byAda, term));
    expect((await merge(double.id, "lin@sanjuan.example")).errors.join()).toContain("on the same day");
    const both = await merge(house.cast.id.joe, "lin@sanjuan.example");
    expect(both.errors.join()).toMatch(/Both (took a step on B-|hold a liaison term)/);
  });

  it("are refused for oneself, for the same one, and for the last administrator", async () => {
    expect((await merge(house.cast.id.ada, "Grace Hall")).errors.join()).toContain(
      "You are signed in as this",
    );
    expect((await merge(house.cast.id.grace, "Grace Hall")).errors.join()).toContain("the same record");
  });

  it("become one: seats, steps and terms go over, the double signs in no more, the history stays", async () => {
    const double = await twin("Marcus B.", "finance");
    const { id } = double;
    const done = await merge(house.cast.id.marcus, "marcus.b.@x.example");
    expect(done.text).toContain("It is one with Marcus B. now");
    expect(done.text).toContain("A double");
    const steps = await db.read.select().from(approvals).where(eq(approvals.personId, id));
    expect(steps.length).toBeGreaterThan(0);
    expect(
      await db.read.select().from(approvals).where(eq(approvals.personId, house.cast.id.marcus)),
    ).toEqual([]);
    expect(await findActor(db.read, house.cast.id.marcus, "2026-11-23")).toBeUndefined();
    expect(await findPersonByEmail(db.read, "marcus@sanjuan.example")).toMatchObject({ mergedIntoId: id });
    expect((await lin.get(`/budget/${reviewed}`)).text).toContain("Marcus Bell");
    const again = await ada.post(`/admin/people/${await numberOf("marcus")}/enabling`, {});
    expect(again.status).toBe(409);
    expect(await db.read.select().from(terms).where(eq(terms.personId, house.cast.id.marcus))).toEqual([]);
  });

  it("leave chains and seals that verify", async () => {
    expect(await verifyChains(db.read)).toEqual([]);
    expect(await verifySeals(db.read)).toEqual([]);
  });
});
