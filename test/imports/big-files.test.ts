import { describe, expect, test, vi } from "vitest";
import { type CsvRow, openCsv } from "../../src/imports/csv-file.ts";
import { Findings, findingLimits } from "../../src/imports/findings.ts";
import { planColumns, planLimits, requiredPlanColumns } from "../../src/imports/plan.rules.ts";
import { readPlan } from "../../src/imports/plan-file.ts";
import { bigCell, manyRows } from "../support/big-files.ts";
import { bytesInUse } from "../support/heap.ts";
import { notesOf, readRows } from "../support/plans.ts";

// Collections of garbage take most of the time, and more of it on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const plan = { today: "2026-11-24", fiscalYearStart: "07-01" };
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

/** The most bytes in use, above those at the start, looked at each time this many pieces of the source have gone by. */
async function growth(
  source: AsyncIterable<Uint8Array>,
  every: number,
  read: (source: AsyncIterable<Uint8Array>) => Promise<unknown>,
): Promise<number> {
  const before = bytesInUse();
  let most = 0;
  let count = 0;
  async function* watched() {
    for await (const piece of source) {
      yield piece;
      count += 1;
      if (count % every === 0) most = Math.max(most, bytesInUse() - before);
    }
  }
  const kept = await read(watched());
  most = Math.max(most, bytesInUse() - before);
  expect(kept).toBeDefined();
  return megabytes(most);
}

const open = (source: AsyncIterable<Uint8Array>) =>
  openCsv(
    source,
    {
      known: { all: planColumns, required: requiredPlanColumns },
      limits: { ...planLimits, rows: 1_000_000 },
    },
    new Findings(),
  );

async function countRows(source: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const _ of (await open(source)).rows) count += 1;
  expect(count).toBe(200_000);
  return count;
}

async function keepRows(source: AsyncIterable<Uint8Array>): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of (await open(source)).rows) rows.push(row);
  return rows;
}

async function keepBytes(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return chunks;
}

describe("memory does not grow with the file", () => {
  test("200,000 rows pass in under 15 MB, where keeping them takes more than twice that", async () => {
    const streamed = await growth(manyRows(200_000), 60, countRows);
    const kept = await growth(manyRows(200_000), 60, keepRows);
    expect(streamed).toBeLessThan(15);
    expect(kept).toBeGreaterThan(30);
  });

  test("a quote open for 20 MB is refused in under 5 MB, where reading the file first takes 20", async () => {
    const streamed = await growth(bigCell(20, false), 1, source => readPlan(source, plan));
    const kept = await growth(bigCell(20, false), 5, keepBytes);
    expect(streamed).toBeLessThan(5);
    expect(kept).toBeGreaterThanOrEqual(20);
  });
});

describe("a file beyond the limits is refused with the limit in words", () => {
  test("200,000 rows", async () => {
    const { problems, checked, goals } = await readPlan(manyRows(200_000), plan);
    expect(problems).toEqual([
      { row: null, column: null, message: expect.stringContaining("more than 20,000 rows") },
    ]);
    expect([checked, goals]).toEqual([0, []]);
  });

  test.each([true, false])("a cell of 10 MB, its quote closed: %s", async closes => {
    const { problems } = await readPlan(bigCell(10, closes), plan);
    expect(problems).toEqual([
      { row: 2, column: "goal", message: expect.stringContaining("within 200,000 characters") },
    ]);
  });

  test("20,000 rows are read", async () => {
    const { problems, checked, centsBySource } = await readPlan(manyRows(20_000), plan);
    expect([problems, checked]).toEqual([[], 20_000]);
    expect(centsBySource).toEqual({ "General Fund": 20 * (499_500 * 100) + 20_000 * 25 });
  });
});

describe("what is said about a file is bounded", () => {
  test("each column keeps its first notes and says how many more there are", async () => {
    const rows = Array.from({ length: 600 }, (_, i) => ({
      action: `Act ${i}`,
      owner_role: i < 10 ? "IT" : "",
    }));
    const owner = notesOf(await readRows(...rows), "owner_role");
    expect(owner).toHaveLength(findingLimits.notesPerColumn + 1);
    expect(owner.at(-1)).toEqual({
      row: null,
      column: "owner_role",
      message: expect.stringContaining("90 more"),
    });
  });

  test("reading stops at a thousand problems and says so", async () => {
    const rows = Array.from({ length: 1_500 }, (_, i) => ({ action: `Act ${i}`, cost_usd: "TBD" }));
    const { problems, checked } = await readRows(...rows);
    expect(problems).toHaveLength(findingLimits.problems + 1);
    expect(problems.at(-1)?.message).toContain("stopped after 1,000 problems");
    expect(checked).toBe(1_000);
  });
});
