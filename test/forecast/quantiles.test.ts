import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blendedQuantile, LEVELS, pinballLoss, quantileOf } from "../../src/forecast/quantiles.ts";
import { RunningMedian } from "../../src/forecast/running-median.ts";
import { SortedWindow } from "../../src/forecast/sorted-window.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 });
const level = fc.constantFrom(...LEVELS);
const ascending = (values: number[]) => values.toSorted((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

describe("the quantile", () => {
  it("is the value at rank min(n, ceil((n + 1) q))", () => {
    expect(quantileOf(upTo(9), 0.5)).toBe(5);
    expect(quantileOf(upTo(10), 0.5)).toBe(6);
    expect(quantileOf(upTo(9), 0.8)).toBe(8);
    expect(quantileOf(upTo(18), 0.95)).toBe(18);
    expect(quantileOf(upTo(19), 0.95)).toBe(19);
    expect(quantileOf(upTo(20), 0.95)).toBe(20);
    expect(quantileOf(upTo(39), 0.95)).toBe(38);
    expect(quantileOf([4], 0.95)).toBe(4);
  });

  it("takes the exact rank, never one too high by rounding, at every window size and beyond", () => {
    for (const percent of [50, 80, 95]) {
      for (let n = 1; n <= 2000; n += 1) {
        expect(quantileOf(upTo(n), percent / 100)).toBe(Math.min(n, Math.ceil(((n + 1) * percent) / 100)));
      }
    }
  });

  it("refuses an empty list, and gives the lowest value at level zero", () => {
    expect(() => quantileOf([], 0.5)).toThrow(RangeError);
    expect(quantileOf([1, 2, 3], 0)).toBe(1);
  });

  it("is one of the values, and never falls as the level rises", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 60 }), values => {
        const sorted = ascending(values);
        const said = LEVELS.map(q => quantileOf(sorted, q));
        for (const value of said) expect(values).toContain(value);
        expect(ascending(said)).toEqual(said);
      }),
    );
  });

  it("covers a left-out value at least as often as said, wherever the rank exists", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 20, maxLength: 40 }), level, (values, q) => {
        const covered = values.filter((value, at) => {
          const others = ascending(values.toSpliced(at, 1));
          return value <= quantileOf(others, q);
        });
        expect(covered.length / values.length).toBeGreaterThanOrEqual(q);
      }),
    );
  });
});

describe("the blended quantile", () => {
  it("gives a group of thirty half the weight, and one of fewer than five none", () => {
    expect(blendedQuantile(1, Array(30).fill(3), 0.8)).toBeCloseTo(2, 12);
    expect(blendedQuantile(1, Array(4).fill(3), 0.8)).toBe(1);
    expect(blendedQuantile(1, Array(5).fill(3), 0.8)).toBeCloseTo(1 + 2 * (5 / 35), 12);
    expect(blendedQuantile(1, [], 0.8)).toBe(1);
  });

  it("lies between the base and the group's own quantile", () => {
    fc.assert(
      fc.property(finite, fc.array(finite, { minLength: 5, maxLength: 300 }), level, (base, values, q) => {
        const own = quantileOf(ascending(values), q);
        const said = blendedQuantile(base, ascending(values), q);
        expect(said).toBeGreaterThanOrEqual(Math.min(base, own) - 1e-12);
        expect(said).toBeLessThanOrEqual(Math.max(base, own) + 1e-12);
      }),
    );
  });
});

describe("the pinball loss", () => {
  it("costs q above and 1 - q below, and nothing at the value", () => {
    expect(pinballLoss(0.8, 3, 1)).toBeCloseTo(1.6, 12);
    expect(pinballLoss(0.8, 1, 3)).toBeCloseTo(0.4, 12);
    expect(pinballLoss(0.8, 3, 3)).toBe(0);
  });
});

describe("what is kept sorted", () => {
  it("is the last values that came, in order of value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 })),
        fc.integer({ min: 1, max: 12 }),
        (values, size) => {
          const window = new SortedWindow(size);
          for (const [at, value] of values.entries()) {
            window.add(value);
            expect(window.sorted).toEqual(ascending(values.slice(Math.max(0, at + 1 - size), at + 1)));
          }
        },
      ),
    );
  });

  it("gives the median of all that came so far", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), values => {
        const running = new RunningMedian(values);
        for (const [at, value] of values.entries()) {
          running.add(value);
          const seen = ascending(values.slice(0, at + 1));
          const middle = seen.slice(Math.ceil(seen.length / 2) - 1, Math.floor(seen.length / 2) + 1);
          expect(running.median).toBe(middle.reduce((total, one) => total + one, 0) / middle.length);
        }
      }),
    );
  });
});
