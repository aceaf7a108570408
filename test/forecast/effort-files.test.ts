import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { backtest } from "../../src/forecast/backtest.ts";
import { readEffortFile } from "../../src/forecast/effort-file.ts";

const folder = join(import.meta.dirname, "../fixtures/effort");
const names = readdirSync(folder)
  .filter(name => name.endsWith(".csv"))
  .map(name => name.replace(/\.csv$/, ""));

describe.each(names)("the tasks of %s", async name => {
  const { pairs, leftOut } = await readEffortFile(join(folder, `${name}.csv`));
  const { cases, coverage, pinball } = backtest(pairs);
  const expected = JSON.parse(readFileSync(join(folder, `${name}.figures.json`), "utf8"));

  it("give the figures worked out the slow way", () => {
    expect(leftOut.count).toBe(0);
    expect({ cases, coverage }).toEqual({ cases: expected.cases, coverage: expected.coverage });
    for (const [rule, loss] of Object.entries(pinball)) expect(loss).toBeCloseTo(expected.pinball[rule], 9);
  });

  it("are covered as said within 3 points at 80 and 95 %, ties counted both ways", () => {
    expect(coverage.p80.below).toBeLessThanOrEqual(0.83);
    expect(coverage.p80.atOrBelow).toBeGreaterThanOrEqual(0.77);
    expect(coverage.p95.below).toBeLessThanOrEqual(0.98);
    expect(coverage.p95.atOrBelow).toBeGreaterThanOrEqual(0.92);
  });

  it("cost a fifth less than under the best of the simple rules", () => {
    const best = Math.min(pinball.asGiven, pinball.medianRatio, pinball.meanRatio);
    expect(pinball.model).toBeLessThanOrEqual(0.8 * best);
  });
});
