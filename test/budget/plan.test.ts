import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { editBudget, submitBudget } from "../../src/budget/budget.actions.ts";
import {
  bringInBudgets,
  type PlanBudget,
  type PlanLine,
  takeUpBudget,
} from "../../src/budget/plan.actions.ts";
import { findPlannedBudgets, findPlannedLines } from "../../src/budget/plan.queries.ts";
import { bringInSources } from "../../src/budget/plan-sources.actions.ts";
import { listSources } from "../../src/budget/sources.queries.ts";
import type { Database } from "../../src/db/database.ts";
import { createRecord } from "../../src/records/records.actions.ts";
import { listTied } from "../../src/records/records.queries.ts";
import { commandLine, type Deed } from "../../src/shared/deed.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { aLine, Budgets } from "./made.ts";

let db: Database;
let made: Budgets;
let deed: Deed;
let goalId: string;
let sourceId: string;

beforeAll(async () => {
  db = await freshDatabase();
  const cast = await makeCast(db);
  made = new Budgets(db, cast);
  deed = {
    by: commandLine,
    now: new Date("2026-11-23T16:00:00Z"),
    today: "2026-11-23",
    district: cast.district,
  };
  const title = "Bring English closer to standard";
  goalId = (
    await db.write(tx =>
      createRecord(
        tx,
        deed,
        { kind: "goal", title, state: "active", audience: "board", words: "" },
        { kind: "goal imported", data: { file: "plan.csv" } },
      ),
    )
  ).id;
  sourceId = await sourceOf("lcff", "LCFF");
});

/** Keys of a plan of its own for each test. */
let run = 0;
beforeEach(() => {
  run += 1;
});
const key = (name: string) => `${name} of plan ${run}`;

const line = (planKey: string, unitCents = 55_731_000): PlanLine => ({
  planKey: key(planKey),
  label: `Action ${planKey}`,
  kind: "other",
  quantity: 1,
  unitCents,
  recurrence: "one-time",
  years: 1,
  sourceId,
});

const sourceOf = async (planKey: string, name: string): Promise<string> =>
  (await db.write(tx => bringInSources(tx, deed, [{ planKey, name }]))).get(planKey) ?? "";

/** Brings these lines in, and gives the number of the draft of the plan's key, or of its second. */
async function bringIn(...lines: PlanLine[]): Promise<number> {
  await db.write(tx => bringInBudgets(tx, deed, "plan.csv", [{ ...plan(), lines }]));
  return numberOf(plan().planKey);
}

async function numberOf(planKey: string): Promise<number> {
  const found = await findPlannedBudgets(db.read, [planKey]);
  return found.get(planKey)?.record.number ?? 0;
}

const plan = (): Omit<PlanBudget, "lines"> => ({
  planKey: key("english 2027"),
  title: "Bring English closer to standard, 2026-27",
  fiscalYear: 2027,
  goalId,
});

describe("a source of a plan", () => {
  test("is made once, with its amounts unset", async () => {
    expect(await sourceOf("lcff", "LCFF, renamed")).toBe(sourceId);
    expect(await listSources(db.read, commandLine)).toMatchObject([
      { name: "LCFF", code: "LCFF", level: "other" },
    ]);
  });

  test("is the one that finance made before by its name or code", async () => {
    const fund = await made.source("General Fund 01", {});
    expect(await sourceOf("general", "general fund 01")).toBe(fund.id);
  });
});

describe("a budget of a plan", () => {
  test("is one draft under its goal, by nobody yet", async () => {
    const it = await made.get(await bringIn(line("a"), line("b", 100)));
    expect(it).toMatchObject({
      state: "draft",
      authors: [],
      row: { askedCents: 55_731_100, fiscalYear: 2027 },
    });
    expect((await listTied(db.read, commandLine, it.record.id, "above")).map(({ id }) => id)).toEqual([
      goalId,
    ]);
  });

  test("brought in twice changes nothing", async () => {
    const number = await bringIn(line("a"), line("b"));
    const before = await made.get(number);
    expect(await bringIn(line("a"), line("b"))).toBe(number);
    expect(await made.get(number)).toEqual(before);
  });

  test("takes in new lines, and leaves edits and removals as they are", async () => {
    const number = await bringIn(line("a"), line("b"));
    await expect(made.by("ana", (tx, by) => takeUpBudget(tx, by, { number }))).rejects.toMatchObject({
      code: "not_found",
    });
    await made.by("lin", (tx, by) => takeUpBudget(tx, by, { number }));
    const fewer = aLine({ label: "Action a, fewer", kind: "staff", unitCents: 5 });
    await made.by("lin", (tx, by) => editBudget(tx, by, { ...edit(number), lines: [fewer] }));
    await bringIn(line("a"), line("b"), line("c", 100));
    const it = await made.get(number);
    expect(it.lines.map(({ label, planKey }) => [label, planKey])).toEqual([
      ["Action a, fewer", key("a")],
      ["Action c", key("c")],
    ]);
    expect(it.row.askedCents).toBe(105);
    const known = await findPlannedLines(db.read, [key("a"), key("b"), "x"]);
    expect([...known.keys()].sort()).toEqual([key("a"), key("b")]);
  });

  test("past its draft takes no line in: new ones go to a further draft", async () => {
    const number = await bringIn(line("a"));
    await made.by("lin", async (tx, by) => {
      await takeUpBudget(tx, by, { number });
      await editBudget(tx, by, { ...edit(number), lines: [aLine()] });
      await submitBudget(tx, by, { number });
    });
    expect(await bringIn(line("a"), line("b"))).toBe(number);
    expect((await made.get(number)).lines.map(({ label }) => label)).toEqual(["Nightly feed of class lists"]);
    const further = await made.get(await numberOf(`${plan().planKey} 2`));
    expect(further.lines.map(({ planKey }) => planKey)).toEqual([key("b")]);
  });

  test("is taken up once, for somebody too, and is theirs from then on", async () => {
    const number = await bringIn(line("a"));
    await expect(made.by("tess", (tx, by) => takeUpBudget(tx, by, { number }))).rejects.toThrow();
    await made.by("lin", (tx, by) => takeUpBudget(tx, by, { number, forWhom: "Ana Ruiz" }));
    expect((await made.get(number)).authors.map(({ name }) => name)).toEqual(["Lin Tran", "Ana Ruiz"]);
    await expect(made.by("marcus", (tx, by) => takeUpBudget(tx, by, { number }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

const edit = (number: number) => ({
  number,
  version: null,
  title: "English",
  fiscalYear: 2027,
  servesIds: [goalId],
  justification: "It is in the plan.",
  ifDeclined: "The plan is not met.",
});
