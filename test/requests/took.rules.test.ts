import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectationOf, spanWords, tookRange } from "../../src/requests/took.rules.ts";

describe("how long things like it took", () => {
  it("is not said from fewer than ten", () => {
    expect(tookRange([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
  });

  it("is the 10th to 90th percentile", () => {
    expect(tookRange([20, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual({ lowDays: 2, highDays: 20, cases: 10 });
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(tookRange(twenty)).toEqual({ lowDays: 3, highDays: 19, cases: 20 });
  });

  it("counts only the newest fifty", () => {
    const days = [...Array<number>(50).fill(7), ...Array<number>(50).fill(700)];
    expect(tookRange(days)).toEqual({ lowDays: 7, highDays: 7, cases: 50 });
  });

  it("never says a low above its high", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 2000, noNaN: true }), { minLength: 10 }), days => {
        const took = tookRange(days);
        expect(took && took.lowDays <= took.highDays).toBe(true);
      }),
    );
  });
});

describe("its words", () => {
  it.each([
    [21, 63, "3 to 9 weeks"],
    [2, 10, "2 to 10 days"],
    [0.2, 6, "up to 6 days"],
    [2.2, 40, "2 days to 6 weeks"],
    [20, 22, "about 3 weeks"],
    [1, 1, "about 1 day"],
    [90, 400, "3 to 13 months"],
    [800, 1500, "2 to 4 years"],
  ])("%s to %s days: %s", (lowDays, highDays, words) => {
    expect(spanWords({ lowDays, highDays })).toBe(words);
  });
});

it("sets the later end against the day it is needed by", () => {
  const took = { lowDays: 21, highDays: 63, cases: 14 };
  expect(expectationOf(took, "2026-11-23", "2027-02-01")).toEqual({
    from: "2026-12-14",
    to: "2027-01-25",
    gapDays: -7,
  });
  expect(expectationOf(took, "2026-11-23", null).gapDays).toBeNull();
});
