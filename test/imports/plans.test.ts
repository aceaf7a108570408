import { describe, expect, test } from "vitest";
import { notesOf, places, readFixture, readRows } from "../support/plans.ts";

describe("a real plan goes in whole, to the cent", () => {
  test.each([
    ["lake-washington-sd-wa", 64, 51, 49, 64, 11],
    ["palm-beach-county-fl", 38, 15, 9, 33, 12],
    ["san-juan-usd-ca", 86, 5, 15, 80, 86],
    ["snohomish-sd-wa", 23, 4, 1, 23, 0],
  ])("%s", async (name, checked, goals, measures, workItems, lines) => {
    const plan = await readFixture(`plans/${name}.csv`);
    expect(plan.problems).toEqual([]);
    expect(plan.checked).toBe(checked);
    expect(plan.goals).toHaveLength(goals);
    expect(plan.measures).toHaveLength(measures);
    expect(plan.workItems).toHaveLength(workItems);
    expect(plan.budgetLines).toHaveLength(lines);
  });

  test.each([
    [
      "lake-washington-sd-wa",
      {
        "Proposed 2026 capital projects levy": 2_670_000_000,
        "Technology and Capital Projects Levy": 28_280_000_000,
      },
    ],
    [
      "palm-beach-county-fl",
      {
        "10-Year Capital Plan": 3_569_076_400,
        "Capital Plan FY2025-2036": 76_660_000_000,
        "E-Rate": 264_230_900,
        "NCLB Entitlement Grant": 30_000_000,
      },
    ],
    [
      "san-juan-usd-ca",
      {
        "": 1_085_298_398,
        "E-Rate Category One": 208_500,
        "E-Rate Category Two": 71_916_660,
        "Equity Multiplier": 41_644_500,
        "General Fund 01": 500_391_200,
        "LCFF Supplemental and Concentration": 3_943_881_400,
        "Local Funds": 48_954_900,
        "Other State Funds": 312_742_900,
      },
    ],
    ["snohomish-sd-wa", {}],
  ])("%s has the sums by source that its publisher's rows add up to", async (name, sums) => {
    const plan = await readFixture(`plans/${name}.csv`);
    expect(plan.centsBySource).toEqual(sums);
    const total = plan.budgetLines.reduce((sum, line) => sum + line.cents, 0);
    expect(total).toBe(Object.values<number>(sums).reduce((sum, cents) => sum + cents, 0));
  });

  test("every key is unique and every row hangs under a goal of the plan", async () => {
    for (const name of [
      "lake-washington-sd-wa",
      "palm-beach-county-fl",
      "san-juan-usd-ca",
      "snohomish-sd-wa",
    ]) {
      const { goals, measures, workItems, budgetLines } = await readFixture(`plans/${name}.csv`);
      const goalKeys = new Set(goals.map(goal => goal.key));
      const workKeys = new Set(workItems.map(item => item.key));
      for (const rows of [goals, measures, workItems, budgetLines])
        expect(new Set(rows.map(row => row.key)).size).toBe(rows.length);
      expect([...measures, ...workItems, ...budgetLines].every(row => goalKeys.has(row.goalKey))).toBe(true);
      expect(budgetLines.every(line => line.workKey === null || workKeys.has(line.workKey))).toBe(true);
    }
  });

  test("an action paid from three funds is one work item with three lines", async () => {
    const { workItems, budgetLines } = await readFixture("plans/san-juan-usd-ca.csv");
    const item = workItems.find(({ title }) => title === "Career technical education pathways");
    const lines = budgetLines.filter(line => line.workKey === item?.key);
    expect(lines.map(line => line.source)).toEqual([
      "LCFF Supplemental and Concentration",
      "Other State Funds",
      "Local Funds",
    ]);
    expect(lines.map(line => [line.fiscalYear, line.recurrence, line.years])).toEqual([
      [2025, "annual", 3],
      [2025, "annual", 3],
      [2025, "annual", 3],
    ]);
  });

  test("a five-year goal runs from its first action to its last", async () => {
    const { goals } = await readFixture("plans/palm-beach-county-fl.csv");
    const refresh = goals.find(({ code }) => code === "B1.2023a");
    expect(refresh?.starts.value).toBe("2022-07-01");
    expect(refresh?.due.value).toBe("2027-06-30");
  });

  test("measures know their numbers, their unit and where they are to go", async () => {
    const { measures } = await readFixture("plans/san-juan-usd-ca.csv");
    const named = (name: string) => measures.find(measure => measure.name === name);
    expect(named("English learners making progress (ELPAC)")).toMatchObject({
      unit: "%",
      direction: "up",
      baseline: { text: "48.6% (2022-23)", value: 48.6 },
      target: { text: "50.6%", value: 50.6 },
      due: "2027-06-30",
    });
    expect(named("Distance from standard, ELA (CAASPP)")).toMatchObject({
      unit: "points",
      direction: "up",
      baseline: { value: -26.6 },
      target: { value: -23.6 },
    });
  });
});

describe("what a plan leaves out is noted, never made up", () => {
  test("each empty cell that a person must fill is a note at its row and column", async () => {
    const plan = await readRows({ measure: "Reading", cost_usd: "5" });
    expect(plan.problems).toEqual([]);
    const missing = ["why_for_students", "action", "owner_role", "start", "end", "target", "funding_source"];
    expect(places(plan.notes)).toEqual(expect.arrayContaining(missing.map(column => `2 ${column}`)));
  });

  test("a plan without a date gets the fiscal year of today", async () => {
    const { budgetLines } = await readRows({ cost_usd: "5" }, { cost_usd: "5", start: "2024-02-01" });
    expect(budgetLines.map(line => line.fiscalYear)).toEqual([2027, 2024]);
  });

  test("a cost of 0 makes no line, a cost below 0 neither, and both are told", async () => {
    const plan = await readRows({ cost_usd: "0" }, { cost_usd: "-500" }, { cost_usd: "(1,200)" });
    expect(plan.budgetLines).toEqual([]);
    expect(plan.centsBySource).toEqual({});
    expect(notesOf(plan, "cost_usd").map(note => [note.row, note.message])).toEqual([
      [2, "A cost of 0 makes no budget line."],
      [3, expect.stringContaining("-$500")],
      [4, expect.stringContaining("-$1,200")],
    ]);
    expect(plan.problems).toEqual([]);
  });

  test("0.1 and 0.2 are 0.30", async () => {
    const plan = await readRows(
      { cost_usd: "0.1", funding_source: "E-Rate" },
      { cost_usd: "0.2", funding_source: "E-Rate" },
    );
    expect(plan.centsBySource).toEqual({ "E-Rate": 30 });
    expect(0.1 + 0.2).not.toBe(0.3);
  });

  test("a sum that cannot be counted to the cent is a problem, not a rounded number", async () => {
    const plan = await readRows({ cost_usd: "90071992547409.91" }, { cost_usd: "0.01" });
    expect(places(plan.problems)).toEqual(["3 cost_usd"]);
    expect(plan.centsBySource).toEqual({ "": Number.MAX_SAFE_INTEGER });
  });

  test("a row repeated exactly counts once; one that differs in its code is another amount", async () => {
    const row = { goal_code: "1.1", action: "Buy", cost_usd: "100" };
    const plan = await readRows(row, row, { ...row, goal_code: "1.2" });
    expect(plan.checked).toBe(3);
    expect(plan.centsBySource).toEqual({ "": 20_000 });
    expect(plan.notes.filter(note => note.message.includes("repeats line 2"))).toMatchObject([
      { row: 3, column: null },
    ]);
  });

  test("two rows that agree in all that a line matches by keep two lines, with two keys", async () => {
    const row = { goal_code: "1.1", action: "Buy", cost_usd: "100" };
    const { budgetLines } = await readRows(row, { ...row, cost_usd: "200" });
    expect(budgetLines.map(line => line.cents)).toEqual([10_000, 20_000]);
    expect(new Set(budgetLines.map(line => line.key)).size).toBe(2);
  });

  test("keys stay when cells that do not name the row change", async () => {
    const row = { action: "Buy", cost_usd: "100", measure: "Devices", target: "5" };
    const before = await readRows(row);
    const after = await readRows({
      ...row,
      cost_usd: "120",
      target: "6",
      owner_role: "IT",
      why_for_students: "So",
    });
    for (const kind of ["goals", "measures", "workItems", "budgetLines"] as const)
      expect(after[kind].map(item => item.key)).toEqual(before[kind].map(item => item.key));
  });

  test("rows of one measure with different targets keep the first and tell the other", async () => {
    const plan = await readRows(
      { measure: "Reading", baseline: "50%", target: "70%" },
      { measure: "Reading", target: "75%", action: "Other" },
    );
    expect(plan.measures).toMatchObject([{ target: { text: "70%", value: 70 }, direction: "up" }]);
    expect(notesOf(plan, "target")).toMatchObject([
      { row: 3, message: expect.stringContaining("“70%” on line 2") },
    ]);
  });

  test("“maintain” keeps the baseline's number, and a change stays text", async () => {
    const plan = await readRows(
      { measure: "Attendance", baseline: "95%", target: "maintain" },
      { measure: "Reading", baseline: "50%", target: "increase by 5%" },
    );
    expect(plan.measures).toMatchObject([
      { direction: "keep", target: { text: "maintain", value: 95 } },
      { direction: "up", target: { text: "increase by 5%", value: null } },
    ]);
    expect(places(notesOf(plan, "target"))).toEqual(["3 target"]);
  });

  test("a row without a goal is a problem, and without a priority a note", async () => {
    const plan = await readRows({ goal: "" }, { priority: "" });
    expect(places(plan.problems)).toEqual(["2 goal"]);
    expect(places(notesOf(plan, "priority"))).toEqual(["3 priority"]);
  });

  test("the sides of files are read: it and operations as technology, shared as none", async () => {
    const words = ["leadership", "it", "Operations", "shared", "educators", "", "board"];
    const plan = await readRows(...words.map(side => ({ action: `Act for ${side}`, side })));
    expect(plan.workItems.map(item => item.side)).toEqual([
      "leadership",
      "technology",
      "technology",
      null,
      "educators",
      null,
      null,
    ]);
    expect(places(notesOf(plan, "side"))).toEqual(["8 side"]);
  });

  test("a source named like a built-in is only a name", async () => {
    const plan = await readRows({ cost_usd: "5", funding_source: "__proto__" });
    expect(Object.entries(plan.centsBySource)).toEqual([["__proto__", 500]]);
  });

  test("an annual cost runs once for each year begun, whatever fiscal years it touches", async () => {
    const annual = { cost_usd: "5", recurring: "annual" };
    const { budgetLines } = await readRows(
      { ...annual, start: "2019-01-01", end: "2019-12-31" },
      { ...annual, start: "2024-07-01", end: "2027-06-30" },
      { ...annual, start: "2024-07-01", end: "2027-07-01" },
      { ...annual, start: "2024-07-01" },
    );
    expect(budgetLines.map(({ fiscalYear, years }) => [fiscalYear, years])).toEqual([
      [2019, 1],
      [2025, 3],
      [2025, 4],
      [2025, 1],
    ]);
  });

  test("what one request would ask for over its years must be countable, or its row is a problem", async () => {
    const half = {
      cost_usd: "45035996273704.00",
      recurring: "annual",
      start: "2026-07-01",
      end: "2029-06-30",
    };
    expect(places((await readRows(half)).problems)).toEqual(["2 cost_usd"]);
  });

  test("a target that may be reached from above or below is told, not guessed in silence", async () => {
    const plan = await readRows(
      { measure: "Late buses", target: "12" },
      { measure: "Attendance", target: "at least 95%" },
    );
    expect(plan.measures.map(({ direction }) => direction)).toEqual([null, "up"]);
    expect(places(notesOf(plan, "target"))).toEqual(["2 target"]);
  });

  test("a name too long for a list is a problem", async () => {
    const plan = await readRows({ action: "x".repeat(5_000) }, { goal: "x".repeat(5_001) });
    expect(places(plan.problems)).toEqual(["3 goal"]);
  });

  test("each row that goes in knows the keys of what it says", async () => {
    const plan = await readRows({ action: "Buy", measure: "Devices", cost_usd: "5" }, { priority: "Other" });
    expect(plan.rows.map(({ row, keys }) => [row, keys.length])).toEqual([
      [2, 4],
      [3, 1],
    ]);
    expect(plan.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
