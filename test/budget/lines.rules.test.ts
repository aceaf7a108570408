import { describe, expect, test } from "vitest";
import {
  addUp,
  askedCents,
  lineForm,
  matchLines,
  outcomeOf,
  totalCents,
  usedOf,
  yearsOf,
} from "../../src/budget/lines.rules.ts";

const row = {
  label: "Licenses",
  kind: "software",
  quantity: "9,250",
  unitCents: "$14.20",
  recurrence: "annual",
  years: "3",
};
const messages = (given: object) =>
  lineForm.safeParse({ ...row, ...given }).error?.issues.map(issue => issue.message) ?? [];

describe("a line", () => {
  test("is read as people type it, to the cent", () => {
    expect(lineForm.parse(row)).toMatchObject({ quantity: 9250, unitCents: 1420, years: 3 });
  });

  test("asks for its sum in each of its fiscal years", () => {
    const asked = { quantity: 9250, unitCents: 1420, recurrence: "annual", years: 3 } as const;
    expect(yearsOf(asked, 2028)).toEqual([2028, 2029, 2030]);
    expect(totalCents(asked)).toBe(3 * 13_135_000);
    expect(yearsOf({ recurrence: "one-time", years: 1 }, 2028)).toEqual([2028]);
  });

  test("that is bought once has one year", () => {
    expect(messages({ recurrence: "one-time", years: "2" })).toEqual([
      "A one-time line has one year. Choose annual, or leave “Years” empty.",
    ]);
    expect(messages({ recurrence: "one-time", years: undefined })).toEqual([]);
  });

  test("cannot ask for nothing, for a part of a thing, or for more than can be counted", () => {
    expect(messages({ unitCents: "0" })).toEqual(["“Each” is less than $0.01. Enter more."]);
    expect(messages({ quantity: "1.5" })).toEqual([
      "“Quantity” is not a whole number. Enter digits only, like 120.",
    ]);
    expect(messages({ unitCents: "90,000,000,000,000", quantity: "2" })).toEqual([
      "“Each” is more than $100,000,000,000. Enter less.",
    ]);
    expect(messages({ unitCents: "100,000,000,000", quantity: "2" })).toEqual([
      "“Quantity” times “Each” is more than $100,000,000,000 over all its years. Enter less.",
    ]);
    expect(messages({ unitCents: "50,000,000,000", quantity: "1" })).toEqual([
      "“Quantity” times “Each” is more than $100,000,000,000 over all its years. Enter less.",
    ]);
  });
});

describe("sums", () => {
  const most = Number.MAX_SAFE_INTEGER;

  test("are exact up to the largest safe integer, and none beyond", () => {
    expect(addUp([most - 1, 1])).toBe(most);
    expect(addUp([most, 1])).toBeNull();
    const line = { quantity: 1, unitCents: most, recurrence: "one-time", years: 1 } as const;
    expect(askedCents([line])).toBe(most);
    expect(askedCents([line, line])).toBeNull();
    expect(askedCents([{ ...line, recurrence: "annual", years: 2 }])).toBeNull();
  });
});

test("an edit keeps the rows of lines that are still meant", () => {
  const old = ["a", "b", "c"].map(label => ({ id: label, label }));
  const ids = (labels: string[]) =>
    matchLines(
      old,
      labels.map(label => ({ label })),
    ).map(line => line?.id ?? null);
  expect(ids(["a", "b", "c"])).toEqual(["a", "b", "c"]);
  expect(ids(["c", "a"])).toEqual(["c", "a"]);
  expect(ids(["a", "new words", "c", "d"])).toEqual(["a", "b", "c", null]);
  expect(ids([])).toEqual([]);
});

test("the outcome follows from the lines", () => {
  const line = (approvedCents: number) => ({ approvedCents, askedCents: 100, sourceId: "s" });
  expect(outcomeOf([line(100), line(100)])).toBe("approved");
  expect(outcomeOf([line(100), line(99)])).toBe("partly approved");
  expect(outcomeOf([line(0), line(1)])).toBe("partly approved");
  expect(outcomeOf([line(0), line(0)])).toBe("declined");
});

test("actuals use the earliest years first", () => {
  expect(usedOf([100, 100, 100], 150)).toEqual([100, 50, 0]);
  expect(usedOf([100, 100], 500)).toEqual([100, 100]);
  expect(usedOf([100], 0)).toEqual([0]);
});
