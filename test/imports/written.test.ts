import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPeriod } from "../../src/imports/written-days.ts";
import { readMoney } from "../../src/imports/written-money.ts";
import { directionOf, readTarget } from "../../src/imports/written-targets.ts";
import { isDay } from "../../src/shared/dates.ts";
import { formatCents } from "../../src/shared/money.ts";

describe("a cost in a file", () => {
  test.each([
    ["$1,234.50", 123_450],
    ["1,234", 123_400],
    ["USD 99", 9_900],
    ["100 USD", 10_000],
    ["98000.000", 9_800_000],
    ["0.1", 10],
    ["-0", 0],
    ["-$5", -500],
    ["5-", -500],
  ])("%j is read without a word", (text, cents) => {
    expect(readMoney(text)).toEqual({ cents, note: null, problem: null });
  });

  test.each([
    ["(1,200)", -120_000],
    ["$(1,200.00)", -120_000],
    ["1.234,50", 123_450],
    ["$ 1 234,50", 123_450],
    ["1'234.50", 123_450],
    ["12,5", 1_250],
    ["1.234.567", 123_456_700],
    ["$ -   ", 0],
  ])("%j is read and the reading is told", (text, cents) => {
    expect(readMoney(text)).toEqual({
      cents,
      note: expect.stringContaining(formatCents(cents)),
      problem: null,
    });
  });

  test.each([
    ["1.2e3", "power of ten"],
    ["1e309", "power of ten"],
    ["$5K", "shortened"],
    ["1.5M", "shortened"],
    ["$2 million", "shortened"],
    ["99.999", "thousands or parts of a cent"],
    ["1234.567", "parts of a cent"],
    ["€5", "not in US dollars"],
    ["99999999999999999999.99", "more than can be counted"],
    ["12.50.10", "not an amount"],
    ["$1,23,456", "not an amount"],
    ["٤٢", "not an amount"],
    ["NaN", "not an amount"],
    ["Infinity", "not an amount"],
    ["TBD", "not an amount"],
    ["0x10", "not an amount"],
    ["--5", "not an amount"],
  ])("%j is a problem: %s", (text, reason) => {
    expect(readMoney(text)).toEqual({ cents: null, note: null, problem: expect.stringContaining(reason) });
  });

  test("is exact for every amount, also written with points and comma", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), cents => {
        expect(readMoney(formatCents(cents))).toEqual({ cents, note: null, problem: null });
        const dollars = formatCents(cents - (cents % 100) + 50).slice(1);
        const turned = dollars.replaceAll(",", "'").replace(".", ",").replaceAll("'", ".");
        if (Number.isSafeInteger(cents + 50))
          expect(readMoney(turned).cents).toBe(cents - (cents % 100) + 50);
      }),
    );
  });

  test("is cents, a problem or nothing, whatever stands there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+$(),. 0-9eKM']{0,16}$/)), text => {
        const { cents, problem } = readMoney(text);
        expect(cents === null || (Number.isSafeInteger(cents) && problem === null)).toBe(true);
        expect(cents !== null || problem !== null).toBe(text.trim() !== "");
      }),
    );
  });
});

describe("the dates of a row", () => {
  const days = (start: string, end: string, turn = "07-01") => {
    const read = readPeriod(start, end, turn);
    return [read.start.day, read.end.day];
  };

  test.each([
    ["7/1/2025", "06/30/2026", "2025-07-01", "2026-06-30"],
    ["01.07.2025", "30.06.2026", "2025-07-01", "2026-06-30"],
    ["July 1, 2025", "30-Jun-2026", "2025-07-01", "2026-06-30"],
    ["July 2025", "2026-06", "2025-07-01", "2026-06-30"],
    ["2025-26", "2026-27", "2025-07-01", "2027-06-30"],
    ["SY 2025–26", "2026/27", "2025-07-01", "2027-06-30"],
    ["2024-27", "2024-27", "2024-07-01", "2027-06-30"],
    ["FY27", "FY 2027", "2026-07-01", "2027-06-30"],
    ["FY26-27", "2027 fiscal year", "2026-07-01", "2027-06-30"],
    ["1999-00", "2025-2026 school year", "1999-07-01", "2026-06-30"],
    ["20250701", "2026/6/30", "2025-07-01", "2026-06-30"],
    ["5/5/2025", "2025-07-01 10:30 PM", "2025-05-05", "2025-07-01"],
  ])("%j to %j", (start, end, first, last) => {
    expect(days(start, end)).toEqual([first, last]);
  });

  test("follow the district's fiscal year; school years turn in summer even where it is the calendar's", () => {
    expect(days("FY27", "FY27", "09-01")).toEqual(["2026-09-01", "2027-08-31"]);
    expect(days("FY27", "FY27", "01-01")).toEqual(["2027-01-01", "2027-12-31"]);
    expect(days("2026-27", "2026-27", "01-01")).toEqual(["2026-07-01", "2027-06-30"]);
  });

  test.each(["Ongoing", "TBD", "Fall 2025", "2026", "Year 1", "9999-12-31", "0001-01-01"])(
    "%j stays text, with a note",
    text => {
      expect(readPeriod(text, "", "07-01").start).toEqual({
        day: null,
        note: expect.stringContaining("kept as text"),
        problem: null,
      });
    },
  );

  test.each([
    ["01/02/2025", "could be 2025-01-02 or 2025-02-01"],
    ["7/1/2025", "could be 2025-07-01 or 2025-01-07"],
    ["25/07/01", "the day or the year"],
    ["2011-12", "a month or a span of years"],
    ["2025-02-30", "not a day"],
    ["2/30/2025", "not a day"],
    ["29.02.2025", "not a day"],
    ["Feb 30, 2025", "not a day"],
    ["2025-13", "not a day"],
    ["2025-25", "not a day"],
  ])("%j is asked about: %s", (text, reason) => {
    expect(readPeriod(text, "", "07-01").start).toEqual({
      day: null,
      note: null,
      problem: expect.stringContaining(reason),
    });
  });

  test("one clear date settles the order of the other; two that disagree settle nothing", () => {
    expect(days("7/1/2025", "8/1/2025")).toEqual([null, null]);
    expect(days("7/1/2025", "8/31/2025")).toEqual(["2025-07-01", "2025-08-31"]);
    expect(days("7/1/2025", "31/8/2025")).toEqual(["2025-01-07", "2025-08-31"]);
  });

  test("an end before the start is a problem of the end", () => {
    const { start, end } = readPeriod("FY27", "2025-26", "07-01");
    expect(start.problem).toBeNull();
    expect(end.problem).toContain("before the start");
  });

  test("are days, problems or text, whatever stands there", () => {
    const noise = fc.oneof(fc.string(), fc.stringMatching(/^[-/. 0-9FYJulnTZ:]{0,14}$/));
    fc.assert(
      fc.property(noise, noise, (start, end) => {
        for (const { day, note, problem } of Object.values(readPeriod(start, end, "07-01"))) {
          expect(day === null || isDay(day)).toBe(true);
          if (day === null && note === null && problem === null)
            expect([start.trim(), end.trim()]).toContain("");
        }
      }),
    );
  });
});

describe("a target", () => {
  test.each([
    ["50.6%", "level", 50.6, "%"],
    ["48.6% (2022-23)", "level", 48.6, "%"],
    ["about 11,500", "level", 11_500, ""],
    ["1:1 or better", "level", 1, ":1"],
    ["-23.6 points", "level", -23.6, "points"],
    ["13.7 days", "level", 13.7, "days"],
    ["$1,200", "level", 1_200, "$"],
    ["under 10%", "ceiling", 10, "%"],
    ["5 days or fewer", "ceiling", 5, "days"],
    ["at least 80 percent", "floor", 80, "%"],
    ["100+", "floor", 100, ""],
    ["maintain 95%", "maintain", 95, "%"],
    ["maintain", "maintain", null, ""],
    ["+3 points", "change", null, ""],
    ["5% increase", "change", null, ""],
    ["60% to 70%", "text", null, ""],
    ["Level 3", "text", null, ""],
    ["", "none", null, ""],
    ["9".repeat(400), "text", null, ""],
  ])("%j is a %s", (text, kind, value, unit) => {
    expect(readTarget(text)).toMatchObject({ text, kind, value, unit });
  });

  test.each([
    ["48.6%", "50.6%", "up"],
    ["28.7%", "27.2%", "down"],
    ["-26.6 points", "-23.6 points", "up"],
    ["1:1", "1:1 or better", "keep"],
    ["", "under 10%", "down"],
    ["", "70%", null],
    ["50%", "3 points", null],
    ["95%", "maintain", "keep"],
    ["50%", "reduce by half", "down"],
  ])("from %j to %j goes %s", (baseline, target, direction) => {
    expect(directionOf(readTarget(baseline), readTarget(target))).toBe(direction);
  });
});
