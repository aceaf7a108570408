import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { editBudget, submitBudget } from "../../src/budget/budget.actions.ts";
import {
  bringInBudget,
  type PlanBudget,
  type PlanLine,
  takeUpBudget,
} from "../../src/budget/plan.actions.ts";
import { findPlanLines } from "../../src/budget/plan.queries.ts";
import { bringInSource } from "../../src/budget/sources.actions.ts";
import { listSources } from "../../src/budget/sources.queries.ts";
import type { Database } from "../../src/db/database.ts";
import { createRecord } from "../../src/records/records.actions.ts";
import { listTied } from "../../src/records/records.queries.ts";
import { commandLine, type Deed } from "../../src/shared/deed.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { Budgets } from "./made.ts";

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
  sourceId = (await db.write(tx => bringInSource(tx, deed, { name: "LCFF", planKey: "lcff" }))).id;
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

const bringIn = (...lines: PlanLine[]) => db.write(tx => bringInBudget(tx, deed, { ...plan(), lines }));

const plan = (): Omit<PlanBudget, "lines"> => ({
  planKey: key("english 2027"),
  file: "plan.csv",
  title: "Bring English closer to standard, 2026-27",
  fiscalYear: 2027,
  goalId,
});

describe("a source of a plan", () => {
  test("is made once, with its amounts unset", async () => {
    const again = await db.write(tx => bringInSource(tx, deed, { name: "LCFF, renamed", planKey: "lcff" }));
    expect(again.id).toBe(sourceId);
    expect(await listSources(db.read, commandLine)).toMatchObject([
      { name: "LCFF", code: "LCFF", level: "other" },
    ]);
  });

  test("whose short name is taken gets a code of its own", async () => {
    const other = await db.write(tx => bringInSource(tx, deed, { name: "LCFF", planKey: "lcff again" }));
    expect(other.code).toMatch(/^LCFF [0-9a-f]{8}$/);
  });
});

describe("a budget of a plan", () => {
  test("is one draft under its goal, by nobody yet", async () => {
    const answer = await bringIn(line("a"), line("b", 100));
    expect(answer).toMatchObject({ added: 2, known: 0, late: [] });
    const it = await made.get(answer.number);
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
    const { number } = await bringIn(line("a"), line("b"));
    const before = await made.get(number);
    expect(await bringIn(line("a"), line("b"))).toEqual({ number, added: 0, known: 2, late: [] });
    expect(await made.get(number)).toEqual(before);
  });

  test("takes in new lines, and leaves edits and removals as they are", async () => {
    const { number } = await bringIn(line("a"), line("b"));
    await expect(made.by("ana", (tx, by) => takeUpBudget(tx, by, { number }))).rejects.toMatchObject({
      code: "not_found",
    });
    await made.by("lin", (tx, by) => takeUpBudget(tx, by, { number }));
    const kept = {
      label: "Action a, fewer",
      kind: "staff",
      quantity: 1,
      unitCents: 5,
      recurrence: "one-time",
    } as const;
    await made.by("lin", (tx, by) =>
      editBudget(tx, by, {
        number,
        version: null,
        title: "English",
        fiscalYear: 2027,
        servesIds: [goalId],
        lines: [kept],
      }),
    );
    expect(await bringIn(line("a"), line("b"), line("c", 100))).toMatchObject({ added: 1, known: 2 });
    const it = await made.get(number);
    expect(it.lines.map(({ label, planKey }) => [label, planKey])).toEqual([
      ["Action a, fewer", key("a")],
      ["Action c", key("c")],
    ]);
    expect(it.row.askedCents).toBe(105);
    expect([...(await findPlanLines(db.read, [key("a"), key("b"), "x"])).keys()].sort()).toEqual([
      key("a"),
      key("b"),
    ]);
  });

  test("past its draft takes no line in, and says which", async () => {
    const { number } = await bringIn(line("a"));
    await made.by("lin", (tx, by) => takeUpBudget(tx, by, { number }));
    const { lines } = await made.get(number);
    await made.by("lin", async (tx, by) => {
      const words = { justification: "It is in the plan.", ifDeclined: "The plan is not met." };
      const same = lines.map(({ sourceId: source, ...rest }) => ({ ...rest, sourceId: source ?? undefined }));
      await editBudget(tx, by, {
        number,
        version: null,
        title: "English",
        fiscalYear: 2027,
        servesIds: [goalId],
        lines: same,
        ...words,
      });
      await submitBudget(tx, by, { number });
    });
    expect(await bringIn(line("a"), line("b"))).toEqual({ number, added: 0, known: 1, late: [key("b")] });
  });

  test("is taken up once, for somebody too, and is theirs from then on", async () => {
    const { number } = await bringIn(line("a"));
    await expect(made.by("tess", (tx, by) => takeUpBudget(tx, by, { number }))).rejects.toThrow();
    await made.by("lin", (tx, by) => takeUpBudget(tx, by, { number, forId: made.cast.id.ana }));
    expect((await made.get(number)).authors.map(({ name }) => name)).toEqual(["Lin Tran", "Ana Ruiz"]);
    await expect(made.by("marcus", (tx, by) => takeUpBudget(tx, by, { number }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
