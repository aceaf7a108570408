import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Backtest, backtest } from "../../src/forecast/backtest.ts";
import type { Pair } from "../../src/forecast/forecast.rules.ts";
import { Forecaster, startDays } from "../../src/forecast/forecaster.ts";
import { LEVELS } from "../../src/forecast/quantiles.ts";
import { addDays } from "../../src/shared/dates.ts";
import { madeTasks } from "../support/made-tasks.ts";
import { everything, naiveBacktest, sameDayToo } from "./naive-backtest.ts";

/** Ratios twice and half and back again: no past says what comes next for long. */
const saw = (place: number) => (Math.floor(place * 12) % 2 === 0 ? 0.5 : 2);

function expectSame(actual: Backtest, expected: Backtest): void {
  expect(actual.cases).toBe(expected.cases);
  expect(actual.coverage).toEqual(expected.coverage);
  for (const rule of ["model", "asGiven", "medianRatio", "meanRatio"] as const) {
    expect(actual.pinball[rule]).toBeCloseTo(expected.pinball[rule], 12);
  }
}

const expectHeld = ({ coverage }: Backtest) => {
  const levels = { p50: 0.5, p80: 0.8, p95: 0.95 };
  for (const name of ["p50", "p80", "p95"] as const) {
    expect(coverage[name].below, name).toBeLessThanOrEqual(levels[name] + 0.03);
    expect(coverage[name].atOrBelow, name).toBeGreaterThanOrEqual(levels[name] - 0.03);
  }
};

const on = (startedOn: string, likelyHours: number, actualHours: number): Pair => ({
  startedOn,
  likelyHours,
  actualHours,
  kind: "",
});

describe("a backtest worked out by hand", () => {
  const { cases, coverage, pinball } = backtest([
    on("2025-01-04", 1, 2),
    on("2025-01-03", 1, 4),
    on("2025-01-03", 2, 2),
    on("2025-01-01", 1, 2),
    on("2025-01-02", 1, 1),
  ]);
  const [two, oneAndAHalf] = [Math.log(2), Math.log(1.5)];

  it("has the first fifth for history alone", () => expect(cases).toBe(4));

  it("counts an exact hit as at, not as below", () => {
    expect(coverage.p50).toEqual({ below: 0.5, atOrBelow: 0.75 });
    expect(coverage.p80).toEqual({ below: 0.75, atOrBelow: 0.75 });
    expect(coverage.p95).toEqual({ below: 0.75, atOrBelow: 0.75 });
  });

  it("has the mean loss of the three quantiles in log hours", () => {
    expect(pinball.model).toBeCloseTo((4 * two) / 12, 12);
    expect(pinball.asGiven).toBeCloseTo((6.75 * two) / 12, 12);
  });

  it("has the losses of the median and the mean ratio of all history", () => {
    const common = 0.75 * two + 2.25 * (2 * two - oneAndAHalf) + 0.75 * oneAndAHalf;
    expect(pinball.medianRatio).toBeCloseTo((common + 2.25 * (two - oneAndAHalf)) / 12, 12);
    expect(pinball.meanRatio).toBeCloseTo(common / 12, 12);
  });
});

describe("a second implementation, straight from the text", () => {
  it.each([
    ["a calm past", madeTasks({ count: 800, seed: 1 })],
    ["one jump", madeTasks({ count: 800, seed: 2, drift: place => (place < 0.5 ? 1 : 3) })],
    ["outliers", madeTasks({ count: 800, seed: 3, outliers: 0.05 })],
    ["ties only", madeTasks({ count: 300, seed: 4, ties: 1 })],
    ["a fifth of few rows", madeTasks({ count: 37, seed: 5 })],
    ["one row a day at most", madeTasks({ count: 400, seed: 6, perDay: 1 })],
    ["fifty rows a day", madeTasks({ count: 800, seed: 7, perDay: 50 })],
  ])("agrees on %s", (_, tasks) => expectSame(backtest(tasks), naiveBacktest(tasks)));

  it("agrees on thousands of rows with ties, outliers and drift to and fro", () => {
    const tasks = madeTasks({ count: 2500, seed: 9, outliers: 0.01, drift: saw });
    expectSame(backtest(tasks), naiveBacktest(tasks));
  });

  it.each([
    ["the future", everything],
    ["the day itself", sameDayToo],
  ])("does not agree once it looks ahead at %s: the comparison would see that fault", (_, knows) => {
    const tasks = madeTasks({ count: 600, seed: 2, perDay: 20, drift: place => 1 + 2 * place });
    expectSame(backtest(tasks), naiveBacktest(tasks));
    expect(naiveBacktest(tasks, knows).coverage).not.toEqual(backtest(tasks).coverage);
  });
});

describe("what a forecast knows", () => {
  /** The forecasts of each start day, as they were said. */
  const saidOn = (tasks: Pair[]) => {
    const forecaster = new Forecaster();
    return [...startDays(tasks)].map(day => {
      const said = day.cases.map(pair => LEVELS.map(level => forecaster.quantile(pair, level)));
      forecaster.learn(day);
      return said;
    });
  };

  it("does not change with anything that happens on its day or later", () => {
    const tasks = madeTasks({ count: 400 });
    const days = [...startDays(tasks)];
    fc.assert(
      fc.property(
        fc.nat({ max: days.length - 1 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (at, factor) => {
          const from = days[at]?.items[0]?.startedOn ?? "";
          const changed = tasks.map(task =>
            task.startedOn < from ? task : { ...task, actualHours: task.actualHours * factor },
          );
          expect(saidOn(changed).slice(0, at + 1)).toEqual(saidOn(tasks).slice(0, at + 1));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("does change with the day before it", () => {
    const tasks = madeTasks({ count: 400 });
    const changed = tasks.map(task => ({ ...task, actualHours: task.actualHours * 2 }));
    expect(saidOn(changed).at(-1)).not.toEqual(saidOn(tasks).at(-1));
  });

  it("is the same however the days are mixed in the file, while each day keeps its order", () => {
    const tasks = madeTasks({ count: 500, perDay: 4 });
    const days = [...startDays(tasks)];
    expect(backtest(days.toReversed().flatMap(day => day.items))).toEqual(backtest(tasks));
  });

  it("makes no case of what started on the first day", () => {
    expect(backtest(Array.from({ length: 30 }, () => on("2025-01-01", 1, 1))).cases).toBe(0);
    expect(backtest([on("2025-01-01", 1, 1), on("2025-01-02", 1, 1)]).cases).toBe(1);
    expect(backtest(madeTasks({ count: 1000 })).cases).toBe(900);
  });
});

describe("made files", () => {
  it("holds, and beats the three simple rules by a fifth, with many ties", () => {
    const result = backtest(madeTasks({ count: 3000, ties: 0.6 }));
    expectHeld(result);
    const { model, asGiven, medianRatio, meanRatio } = result.pinball;
    expect(model).toBeLessThan(0.8 * Math.min(asGiven, medianRatio, meanRatio));
  });

  it("holds through a jump and through outliers", () => {
    expectHeld(backtest(madeTasks({ count: 3000, drift: place => (place < 0.5 ? 1 : 3) })));
    expectHeld(backtest(madeTasks({ count: 3000, outliers: 0.03 })));
  });

  it("holds where all history is equal: everything at, nothing below", () => {
    const tasks = Array.from({ length: 200 }, (_, at) => on(addDays("2025-01-01", at), 3, 6));
    const { coverage, pinball } = backtest(tasks);
    const all = { below: 0, atOrBelow: 1 };
    expect(coverage).toEqual({ p50: all, p80: all, p95: all });
    expect(pinball.model).toBeCloseTo(0, 12);
    expect(pinball.medianRatio).toBeCloseTo(0, 12);
  });

  it("counts log ratios within a billionth as the same, and no wider", () => {
    const last = (ratio: number) =>
      backtest([on("2025-01-01", 1, 1), on("2025-01-02", 1, Math.exp(ratio))]).coverage.p50;
    expect(last(-5e-10)).toEqual({ below: 0, atOrBelow: 1 });
    expect(last(5e-10)).toEqual({ below: 0, atOrBelow: 1 });
    expect(last(-2e-9)).toEqual({ below: 1, atOrBelow: 1 });
    expect(last(2e-9)).toEqual({ below: 0, atOrBelow: 0 });
  });

  it("tells how far it is", () => {
    const told: number[] = [];
    backtest(madeTasks({ count: 100 }), done => told.push(done));
    expect(told.at(-1)).toBe(100);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});
