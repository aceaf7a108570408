import { describe, expect, it } from "vitest";
import { forecastRange, learnFrom, type Pair, rangeFrom } from "../../src/forecast/forecast.rules.ts";
import { Forecaster } from "../../src/forecast/forecaster.ts";
import { History, sizeOf } from "../../src/forecast/history.ts";
import { rangeWords } from "../../src/forecast/ranges.pages.ts";
import { addDays } from "../../src/shared/dates.ts";
import { madeTasks } from "../support/made-tasks.ts";

const pastOf = (ratios: number[], kind = "change", likelyHours = 8): Pair[] =>
  ratios.map((ratio, at) => ({
    startedOn: addDays("2025-01-01", at),
    likelyHours,
    actualHours: likelyHours * ratio,
    kind,
  }));
const item = { likelyHours: 10, kind: "change", lowHours: 6, highHours: 20 };

describe("with few finished items", () => {
  it.each([0, 1, 9])("says only the estimator's own low and high from %i", count => {
    expect(forecastRange(pastOf(Array(count).fill(2)), item)).toEqual({
      basis: "estimator",
      finished: count,
      likelyHours: 10,
      lowHours: 6,
      highHours: 20,
    });
  });

  it("says how many are finished in plain words", () => {
    const said = (finished: number) =>
      rangeWords({ basis: "estimator", finished, likelyHours: 4, lowHours: 2, highHours: 8 });
    expect(said(0)).toBe(
      "The range is the estimator’s own. Nothing is finished yet; from 10 on, the past says one.",
    );
    expect(said(1)).toContain("One item is finished so far; from 10 on");
    expect(said(9)).toContain("9 items are finished so far;");
  });

  it("says null where the estimator gave no low or high", () => {
    expect(forecastRange([], { likelyHours: 10, kind: "" })).toMatchObject({
      lowHours: null,
      highHours: null,
    });
  });

  it.each([10, 18])("says P80 from few past items, and no P95, from %i", count => {
    const range = forecastRange(pastOf(Array(count).fill(2)), item);
    expect(range).toMatchObject({ basis: "few past items", finished: count, p95Hours: null });
    expect(range).toHaveProperty("p80Hours", expect.closeTo(20, 9));
  });

  it("says P95 from 19, still from few, and from past items at 20", () => {
    const from19 = forecastRange(pastOf(Array(19).fill(2)), item);
    expect(from19).toMatchObject({ basis: "few past items", p95Hours: expect.closeTo(20, 9) });
    const from20 = forecastRange(pastOf(Array(20).fill(2)), item);
    expect(from20).toMatchObject({ basis: "past items", likelyHours: 10, p50Hours: expect.closeTo(20, 9) });
  });
});

describe("what can be learned", () => {
  it("leaves out items without hours, before counting them", () => {
    const empty = [0, Number.NaN, Number.POSITIVE_INFINITY, -1].flatMap(hours => [
      { startedOn: "2025-01-01", likelyHours: 1, actualHours: hours, kind: "" },
      { startedOn: "2025-01-01", likelyHours: hours, actualHours: 1, kind: "" },
    ]);
    expect(forecastRange([...pastOf(Array(9).fill(1)), ...empty], item)).toMatchObject({ finished: 9 });
    expect(() =>
      new History().add({ startedOn: "2025-01-01", likelyHours: 0, actualHours: 1, kind: "" }),
    ).toThrow(RangeError);
  });

  it("gives one point where all past was equal", () => {
    const range = forecastRange(pastOf(Array(400).fill(1)), item);
    expect(range).toMatchObject({ p50Hours: 10, p80Hours: 10, p95Hours: 10 });
  });

  it("does not depend on the order the past is given in", () => {
    const past = pastOf(Array.from({ length: 150 }, (_, at) => 0.5 + ((at * 37) % 100) / 50));
    expect(forecastRange(past.toReversed(), item)).toEqual(forecastRange(past, item));
  });

  it("shrinks toward the kind and the size that the item shares", () => {
    const past = [...pastOf(Array(60).fill(1)), ...pastOf(Array(60).fill(4), "training", 64)];
    const p50 = (likelyHours: number, kind: string) => {
      const range = forecastRange(past, { likelyHours, kind });
      return "p50Hours" in range ? range.p50Hours / likelyHours : Number.NaN;
    };
    expect(p50(64, "training")).toBeGreaterThan(p50(64, "change"));
    expect(p50(64, "change")).toBeGreaterThan(p50(8, "change"));
    expect(p50(64, "training")).toBeCloseTo(4, 9);
    expect(p50(3, "never seen")).toBeCloseTo(4, 9);
  });

  it("holds the size classes between a quarter hour and 256 hours", () => {
    expect([0, 0.01, 0.25, 0.5, 1, 7, 8, 255, 256, 1e6].map(sizeOf)).toEqual([
      -2, -2, -2, -1, 0, 2, 3, 7, 8, 8,
    ]);
  });
});

describe("an estimate to forecast", () => {
  it("of zero hours stays zero", () => {
    expect(forecastRange(pastOf(Array(30).fill(2)), { likelyHours: 0, kind: "" })).toMatchObject({
      p80Hours: 0,
    });
  });

  it("of a year keeps finite hours", () => {
    expect(forecastRange(pastOf(Array(30).fill(2)), { likelyHours: 8760, kind: "" })).toMatchObject({
      p95Hours: expect.closeTo(17520, 6),
    });
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("of %d hours is refused", likelyHours => {
    expect(() => forecastRange([], { likelyHours, kind: "" })).toThrow(RangeError);
  });
});

describe("when the team changes", () => {
  const before = madeTasks({ count: 600 });
  const after = madeTasks({ count: 150, seed: 8, drift: () => 3 }).map(task => ({
    ...task,
    startedOn: addDays(task.startedOn, 2000),
  }));

  it("keeps to the whole past while nothing drifts", () => {
    expect(learnFrom(before).drifted).toBe(false);
  });

  it("falls back to the last 100, whatever the kind and size", () => {
    const forecaster = learnFrom([...before, ...after]);
    expect(forecaster.drifted).toBe(true);
    const hours = (kind: string) => rangeFrom(forecaster, { likelyHours: 1, kind });
    expect(hours("bug")).toEqual(hours("training"));
    expect(hours("bug")).toMatchObject({ p50Hours: expect.closeTo(3, 1) });
  });

  it.each([
    [29, false],
    [30, true],
  ])("after %i judged cases it says %s", (count, drifted) => {
    const forecaster = new Forecaster();
    forecaster.learn({ items: pastOf([...Array(300).fill(1), ...Array(100).fill(9)]), cases: [] });
    for (const pair of pastOf(Array(count).fill(9))) forecaster.learn({ items: [pair], cases: [pair] });
    expect(forecaster.drifted).toBe(drifted);
  });

  it("does not count a day's own cases among the finished ones", () => {
    const forecaster = new Forecaster();
    forecaster.learn({ items: pastOf([...Array(300).fill(1), ...Array(100).fill(9)]), cases: [] });
    const day = pastOf(Array(30).fill(9)).map(pair => ({ ...pair, startedOn: "2026-01-01" }));
    expect(forecaster.quantile(item, 0.5)).toBeLessThan(Math.log(2));
    forecaster.learn({ items: day, cases: day });
    expect(forecaster.quantile(item, 0.5)).toBeCloseTo(Math.log(9), 9);
  });
});
