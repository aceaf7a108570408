import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { budgetLines, budgetRequests, fundingSources } from "../../src/budget/budget.table.ts";
import { takeUpBudget } from "../../src/budget/plan.actions.ts";
import { makeSource } from "../../src/budget/sources.actions.ts";
import type { Database } from "../../src/db/database.ts";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { editGoal } from "../../src/goals/goal-edits.actions.ts";
import { goals, measures, priorities } from "../../src/goals/goals.table.ts";
import { makePriority } from "../../src/goals/priorities.actions.ts";
import { importedFile } from "../../src/imports/file-kind.ts";
import { imports } from "../../src/imports/imports.table.ts";
import { importPlan } from "../../src/imports/plan.actions.ts";
import { canImport, type PlanReading } from "../../src/imports/plan.rules.ts";
import { planKind } from "../../src/imports/plan-import.ts";
import { checkPlan } from "../../src/imports/plan-standing.ts";
import { follows, recordPeople, records } from "../../src/records/records.table.ts";
import { commandLine, type Deed } from "../../src/shared/deed.ts";
import { permissions } from "../../src/shared/permissions.ts";
import { work } from "../../src/work/work.table.ts";
import { editWork } from "../../src/work/work-edits.actions.ts";
import { allRows, countRows } from "../support/all-rows.ts";
import { type Cast, makeCast, names } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { notesOf, readFixture, readRows } from "../support/plans.ts";

const plans = {
  "lake-washington-sd-wa": 64,
  "palm-beach-county-fl": 38,
  "san-juan-usd-ca": 86,
  "snohomish-sd-wa": 23,
};
const planNames = Object.keys(plans) as (keyof typeof plans)[];

let db: Database;
let cast: Cast;
let deed: Deed;
beforeEach(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
  deed = { ...(await cast.deed("lin")), by: commandLine };
});

const bringIn = (reading: PlanReading, by: Deed = deed) =>
  importedFile(db, planKind, reading, "plan.csv", async () => by);
const plan = (name: string) => readFixture(`plans/${name}.csv`);
const recordsOf = (kind: "goal" | "work" | "budget" | "priority" | "source") =>
  db.read.select().from(records).where(eq(records.kind, kind)).orderBy(records.number);

/** The first one's, which on PostgreSQL need not be 1. */
const numberOf = async (kind: "goal" | "work" | "budget") => (await recordsOf(kind))[0]?.number ?? 0;

describe("the four plans", () => {
  test("go in whole, with their sums by source, and a second time change no row", async () => {
    for (const name of planNames) {
      const reading = await plan(name);
      expect((await bringIn(reading)).imported).toBe(plans[name]);
      const before = await allRows(db.read);
      const again = await bringIn(await plan(name));
      expect([again.imported, again.problems]).toEqual([0, []]);
      expect(again.notes).toEqual([...reading.notes].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
      expect(await allRows(db.read)).toEqual(before);
    }
    const lines = await db.read
      .select({ source: fundingSources.name, cents: budgetLines.unitCents })
      .from(budgetLines)
      .leftJoin(fundingSources, eq(fundingSources.id, budgetLines.sourceId));
    const sums = new Map<string, number>();
    for (const { source, cents } of lines) sums.set(source ?? "", (sums.get(source ?? "") ?? 0) + cents);
    const expected = await Promise.all(planNames.map(async name => (await plan(name)).centsBySource));
    expect(Object.fromEntries(sums)).toEqual(Object.assign({}, ...expected));
    expect(await verifyChains(db.read)).toEqual([]);
    expect(await verifySeals(db.read)).toEqual([]);
  });

  test("fill each noun with what they say", async () => {
    await bringIn(await plan("san-juan-usd-ca"));
    const found = await recordsOf("goal");
    expect(found.map(({ state, audience }) => [state, audience])).toEqual(
      Array.from({ length: 5 }, () => ["active", "board"]),
    );
    expect(await db.read.select().from(recordPeople)).toEqual([]);
    expect(await db.read.select().from(follows)).toEqual([]);
    const rows = await db.read.select().from(goals);
    expect(rows.every(row => row.fromPlanAt !== null && row.activeAt !== null)).toBe(true);
    expect(await db.read.select().from(measures)).toHaveLength(15);
    expect((await recordsOf("work")).every(({ state }) => state === "planned")).toBe(true);
    const items = await db.read.select().from(work);
    expect(items.every(item => item.sourceText.startsWith("https://"))).toBe(true);
    const budgets = await recordsOf("budget");
    expect(budgets.every(({ state, audience }) => state === "draft" && audience === "money")).toBe(true);
    const years = await db.read.select().from(budgetRequests);
    expect(new Set(years.map(row => row.fiscalYear)).size).toBeGreaterThan(1);
    expect(await recordsOf("source")).toHaveLength(7);
  });
});

describe("what is here already", () => {
  test("keeps its edits, and each cell that differs is a note", async () => {
    const row = {
      goal_code: "1",
      priority: "Literacy",
      goal: "Read by grade 3",
      why_for_students: "They fall behind.",
      action: "Train teachers",
      end: "2027-06-30",
      measure: "Reads at level",
      target: "75%",
      funding_source: "LCFF",
      cost_usd: "1000",
    };
    await bringIn(await readRows(row));
    const lin = await cast.deed("lin");
    const [priority] = await db.read.select().from(priorities);
    const [goal, item, budget] = [await numberOf("goal"), await numberOf("work"), await numberOf("budget")];
    await db.write(tx =>
      editGoal(
        tx,
        lin,
        { number: goal },
        {
          title: "Every child reads by grade 3",
          priorityId: priority?.id ?? "",
          why: "They fall behind.",
          due: "2028-06-30",
          rhythm: "monthly",
        },
      ),
    );
    const priya = await cast.deed("priya");
    await db.write(tx =>
      editWork(tx, priya, item, { title: "Coach teachers", goals: [], requests: [] }, null),
    );
    const before = await allRows(db.read);
    const again = await bringIn(await readRows({ ...row, cost_usd: "1200", target: "80%" }));
    expect([again.imported, again.problems]).toEqual([0, []]);
    expect(await allRows(db.read)).toEqual(before);
    const told = again.notes.filter(({ message }) => message.includes("That is kept."));
    expect(told.map(({ row, column, message }) => [row, column, message])).toEqual([
      [
        2,
        "goal",
        `“Read by grade 3” differs from “Every child reads by grade 3” in G-${goal}. That is kept.`,
      ],
      [2, "end", `“2027-06-30” differs from “2028-06-30” in G-${goal}. That is kept.`],
      [2, "target", `“80%” differs from “75%” in G-${goal}. That is kept.`],
      [2, "action", `“Train teachers” differs from “Coach teachers” in W-${item}. That is kept.`],
      [2, "end", `“2027-06-30” differs from W-${item}, where this is empty. That is kept.`],
      [2, "cost_usd", `“$1,200” differs from “$1,000” in B-${budget}. That is kept.`],
    ]);
  });

  test("takes in what a newer file adds, and nothing else", async () => {
    const row = { action: "Buy", cost_usd: "100", measure: "Devices", target: "5" };
    await bringIn(await readRows(row));
    const { imported } = await bringIn(
      await readRows(
        row,
        { action: "Buy", measure: "Repairs", target: "2" },
        { action: "Teach", cost_usd: "7" },
      ),
    );
    expect(imported).toBe(2);
    expect(await recordsOf("goal")).toHaveLength(1);
    expect(await db.read.select().from(measures)).toHaveLength(2);
    expect(await recordsOf("work")).toHaveLength(2);
    expect(await db.read.select({ asked: budgetRequests.askedCents }).from(budgetRequests)).toEqual([
      { asked: 10_700 },
    ]);
    expect(await verifyChains(db.read)).toEqual([]);
    expect(await verifySeals(db.read)).toEqual([]);
  });

  test("is known in another fiscal year too, though its lines have no date", async () => {
    const reading = await readRows({ action: "Buy", cost_usd: "100" });
    await bringIn(reading);
    const later = await readRows({ action: "Buy", cost_usd: "100" });
    for (const line of later.budgetLines) line.fiscalYear += 1;
    const before = await allRows(db.read);
    expect((await bringIn(later)).imported).toBe(0);
    expect(await allRows(db.read)).toEqual(before);
  });

  test("by its name is the plan's: a priority and a source that people made before", async () => {
    const lin = await cast.deed("lin");
    const marcus = await cast.deed("marcus");
    await db.write(async tx => {
      await makePriority(tx, lin, { code: "A", title: "Access", position: 1 });
      await makeSource(tx, marcus, { name: "E-Rate", code: "ERATE", level: "federal" });
    });
    const rows = [
      { priority: "access ", action: "One", cost_usd: "1", funding_source: "E-Rate" },
      { priority: "Access", action: "Two", cost_usd: "1", funding_source: "erate" },
    ];
    expect((await bringIn(await readRows(...rows))).imported).toBe(2);
    expect(await recordsOf("priority")).toHaveLength(1);
    expect(await recordsOf("source")).toHaveLength(1);
    expect((await bringIn(await readRows(...rows))).imported).toBe(0);
    expect(await verifySeals(db.read)).toEqual([]);
  });

  test("a draft that its author took up goes on taking in new lines", async () => {
    await bringIn(await readRows({ action: "Buy", cost_usd: "100" }));
    const lin = await cast.deed("lin");
    const number = await numberOf("budget");
    await db.write(tx => takeUpBudget(tx, lin, { number }));
    await bringIn(await readRows({ action: "Buy", cost_usd: "100" }, { action: "Fix", cost_usd: "5" }));
    expect(await recordsOf("budget")).toHaveLength(1);
  });
});

describe("whole or not at all", () => {
  test("a reading with problems is refused before any write", async () => {
    const reading = await readRows({ action: "Buy", cost_usd: "100" }, { cost_usd: "TBD" });
    const before = await allRows(db.read);
    expect((await bringIn(reading)).imported).toBe(0);
    await expect(
      db.write(tx => importPlan(tx, deed, reading, { fileName: "x", sha256: "" })),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(await allRows(db.read)).toEqual(before);
  });

  test("what only the records refuse is a problem of the file, and nothing of it stays", async () => {
    const most = "90071992547409.00";
    await bringIn(await readRows({ action: "Buy", cost_usd: most }));
    const before = await allRows(db.read);
    const reading = await readRows({ goal: "New", action: "New" }, { action: "More", cost_usd: "5" });
    const refused = await bringIn(reading);
    expect(refused.problems).toEqual([
      { row: null, column: null, message: expect.stringContaining("more than can be counted") },
    ]);
    expect(refused.imported).toBe(0);
    expect(await allRows(db.read)).toEqual(before);
  });

  test("two imports of one plan at the same moment give one set", async () => {
    const reading = await plan("snohomish-sd-wa");
    const results = await Promise.all([bringIn(reading), bringIn(reading), bringIn(reading)]);
    expect(results.map(({ imported }) => imported).sort((a, b) => a - b)).toEqual([0, 0, 23]);
    expect(results.flatMap(({ problems }) => problems)).toEqual([]);
    expect(await recordsOf("goal")).toHaveLength(4);
    expect(await db.read.select().from(imports)).toHaveLength(1);
  });

  test("a check writes nothing and knows what would be written", async () => {
    const before = await allRows(db.read);
    const reading = await plan("palm-beach-county-fl");
    const { newRows, fresh } = await checkPlan(db.read, commandLine, reading);
    expect(newRows).toBe(38);
    expect(fresh).toEqual({ goals: 15, measures: 9, workItems: 33, budgetLines: 12 });
    expect(await allRows(db.read)).toEqual(before);
    expect(countRows(before)).toBeGreaterThan(0);
  });
});

describe("who may import a plan", () => {
  test("is said by the table of permissions", async () => {
    const rights: Record<string, boolean> = {};
    for (const name of names) rights[name] = canImport((await cast.deed(name)).by);
    expect(Object.keys(rights).filter(name => rights[name])).toEqual(["lin", "omar", "joe", "sam", "ada"]);
    expect(permissions["import a plan"]).toMatchObject({ liaison: "any", admin: "any", leader: "–" });
    expect(canImport(commandLine)).toBe(true);
  });

  test.each(names)("%s", async name => {
    const by = await cast.deed(name);
    const reading = await readRows({ action: "Buy" });
    const attempt = db.write(tx => importPlan(tx, by, reading, { fileName: "plan.csv", sha256: "" }));
    if (canImport(by.by)) await expect(attempt).resolves.toMatchObject({ imported: 1 });
    else
      await expect(attempt).rejects.toMatchObject({
        code: "forbidden",
        message: "Only a liaison in term or an administrator can import a plan.",
      });
  });

  test("an administrator without a term is not told what a budget draft says", async () => {
    const row = { action: "Buy", cost_usd: "100" };
    await bringIn(await readRows(row));
    const ada = (await cast.deed("ada")).by;
    const { notes } = await checkPlan(db.read, ada, await readRows({ ...row, cost_usd: "120" }));
    const told = notes.filter(({ column }) => column === "cost_usd").map(({ message }) => message);
    expect(told).toEqual(["“$120” differs from what a record that you may not see says now. That is kept."]);
  });
});

test("the history says who brought it in, and from which file", async () => {
  const lin = await cast.deed("lin");
  await bringIn(await readRows({ action: "Buy", cost_usd: "5" }), lin);
  const [row] = await db.read.select().from(imports);
  expect(row).toMatchObject({
    kind: "plan",
    fileName: "plan.csv",
    checked: 1,
    imported: 1,
    byId: cast.id.lin,
  });
  expect(row?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("notes of a column beyond the limit are counted", async () => {
  const rows = Array.from({ length: 600 }, (_, i) => ({ action: `Act ${i}` }));
  const reading = await readRows(...rows);
  expect(notesOf(reading, "owner_role").at(-1)?.message).toContain("more notes of this column");
});
