import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { estimateForm } from "../../src/estimates/estimates.rules.ts";
import {
  area,
  day,
  decimal,
  email,
  hours,
  httpUrl,
  line,
  money,
  wholeNumber,
} from "../../src/shared/fields.ts";
import { effortForm } from "../../src/work/work.rules.ts";

const problem = (schema: z.ZodType, given: unknown): string =>
  schema.safeParse(given).error?.issues[0]?.message ?? "";

describe("one line of text", () => {
  const title = line("Title", { max: 20 });

  test.each([
    ["a line end that a paste brought along", "Nightly\nclass lists", "Nightly class lists"],
    ["line ends of a word processor", "Nightly\u000bclass\u2028lists", "Nightly class lists"],
    ["tabs, doubled and hard blanks", "Nightly\tclass \u00a0 lists", "Nightly class lists"],
    ["a control character and an escape", "Night\u0007ly\u001b lists", "Nightly lists"],
    ["a mark of the byte order", "\ufeffNightly\ufeff", "Nightly"],
    ["an override of direction", "abc\u202etxt.exe\u202c", "abctxt.exe"],
    ["isolates that nobody closes", "\u2067abc\u2066", "abc"],
    ["marks of direction that Hebrew needs", "שלום\u200f!", "שלום\u200f!"],
    ["joiners in a family", "👨‍👩‍👧", "👨‍👩‍👧"],
    ["a letter typed in two parts", "e\u0301te\u0301", "été"],
    ["half a character", "a\ud800b", "a\ufffdb"],
  ])("keeps of %s what is meant", (_, given, kept) => {
    expect(title.parse(given)).toBe(kept);
  });

  test.each([
    ["NUL, which would cut it short elsewhere", "a\0b", "holds a character that cannot be kept"],
    ["nothing but blanks that cannot be seen", "\u200b\u200d\ufeff", "“Title” is empty. Enter a few words."],
    ["a mark without a letter", "\u0301", "“Title” is empty. Enter a few words."],
    [
      "a pile of marks on one letter",
      `a${"\u0301".repeat(5000)}`,
      "“Title” has too many marks on its letters. Type it without them.",
    ],
    ["one letter too many", "x".repeat(21), "“Title” is 1 character too long. Cut it to 20."],
    ["what is no text", 7, "“Title” has the wrong form. Enter a few words."],
    ["a list", ["a"], "“Title” has the wrong form. Enter a few words."],
  ])("refuses %s", (_, given, told) => {
    expect(problem(title, given)).toContain(told);
  });

  test("has room for the letters of every script, counted as people count them", () => {
    for (const letters of ["हिन्दी में लिखा हुआ", "Tiếng Việt có dấu", "👨‍👩‍👧".repeat(16), "x".repeat(20)])
      expect(problem(line("Title", { max: 20 }), letters)).toBe("");
    expect(problem(area("Why", { max: 5000 }), "é".normalize("NFD").repeat(5000))).toBe("");
  });
});

test("text of several lines keeps its lines, and loses what cannot be seen", () => {
  expect(area("Why").parse(" One\r\n\r\nTwo\u2029Three\tand\u0000".replace("\u0000", ""))).toBe(
    "One\n\nTwo\nThree\tand",
  );
  expect(problem(area("Why"), "a\0b")).toContain("cannot be kept");
});

test.each([
  ["https://example.org/a b", false],
  ["https://exa\nmple.org/", false],
  ["javascript:alert(1)", false],
  ["//example.org", false],
  ["https://example.org/ü?q=1", true],
])("a link like %j is taken: %s", (given, isTaken) => {
  expect(problem(httpUrl("Link"), given) === "").toBe(isTaken);
});

test.each(["a\u200bb@c.org", "a@b", "a@b.org, c@d.org", "Ana <a@b.org>", `${"x".repeat(250)}@b.org`])(
  "an address like %j is refused",
  given => {
    expect(problem(email("Address"), given)).not.toBe("");
  },
);

describe("numbers", () => {
  const numbers = {
    hours: hours("Hours", { max: 24 }),
    "whole numbers": wholeNumber("People"),
    measures: decimal("Value"),
    money: money("Amount"),
  };
  test.each(Object.entries(numbers))("of %s are numbers as people write them", (_, schema) => {
    const strange = [
      "NaN",
      "Infinity",
      "1e9",
      "0x10",
      "١٢",
      "1,00",
      "--1",
      "1.2.3",
      "9".repeat(400),
      true,
      null,
      {},
    ];
    for (const given of strange) expect([given, problem(schema, given)]).not.toEqual([given, ""]);
  });

  test.each([
    [numbers.hours, "-1", "“Hours” is less than 0. Enter more."],
    [numbers.hours, "30", "“Hours” is more than 24. Enter less."],
    [numbers.hours, Number.NaN, "wrong form"],
    [numbers["whole numbers"], "1000000001", "is more than 1,000,000,000"],
    [numbers.money, "100,000,000,000.01", "“Amount” is more than $100,000,000,000. Enter less."],
    [numbers.money, Number.MAX_SAFE_INTEGER, "“Amount” is more than $100,000,000,000. Enter less."],
    [numbers.money, "-1", "“Amount” is less than $0. Enter more."],
  ])("have bounds: %#", (schema, given, told) => {
    expect(problem(schema, given)).toContain(told);
  });
});

test.each([
  ["2026-02-30", "is no day of the calendar"],
  ["2025-02-29", "is no day of the calendar"],
  ["0001-01-01", "is in the year 1. Enter the year with four digits"],
  ["9999-12-31", "is in the year 9999. Enter the year with four digits"],
  ["02/01/2027", "is no day of the calendar"],
  ["2027-2-1", "is no day of the calendar"],
  ["20270201", "is no day of the calendar"],
  ["2028-02-29", ""],
  // The nights on which clocks are set are days like any other.
  ["2026-03-08", ""],
  ["2026-11-01", ""],
])("the day %s: %s", (given, told) => {
  const said = problem(day("Due"), given);
  expect(told === "" ? said : said.includes(told)).toBe(told === "" ? "" : true);
});

describe("an estimate", () => {
  const told = (lowHours: string, likelyHours: string, highHours: string) =>
    estimateForm.safeParse({ lowHours, likelyHours, highHours }).error?.issues.map(each => each.message) ??
    [];

  test.each([
    ["0", "0", "0", "“Likely” is less than 0.25. Enter more."],
    ["40", "20", "10", "Low is above high."],
    ["10", "5", "40", "Low is above likely."],
    ["1", "50", "40", "High is below likely."],
    ["1", "1e9", "2e9", "“Likely” is not a number of hours."],
    ["1", "2", "100001", "“High” is more than 100,000. Enter less."],
    ["NaN", "2", "3", "“Low” is not a number of hours."],
    ["-1", "2", "3", "“Low” is less than 0. Enter more."],
  ])("of %s, %s and %s says what to change", (low, likely, high, what) => {
    expect(told(low, likely, high).join(" ")).toContain(what);
  });

  test("of three alike numbers, and of nothing as the least, is one", () => {
    expect(told("8", "8", "8")).toEqual([]);
    expect(told("0", "0.25", "1")).toEqual([]);
  });

  test("cannot cost more than can be counted", () => {
    const lines = [
      {
        label: "All",
        kind: "other",
        quantity: "1000000",
        unitCents: "1000000000",
        recurrence: "annual",
        years: "20",
      },
    ];
    const given = { lowHours: "1", likelyHours: "2", highHours: "3", lines };
    expect(estimateForm.safeParse(given).error?.issues[0]?.message).toContain("more than $100,000,000,000");
  });
});

test("an hour log takes no less than a quarter and no more than a day", () => {
  const told = (given: string) => problem(effortForm, { hours: given, day: "2026-11-23" });
  expect([told("0"), told("0.1"), told("-2")].every(each => each.includes("is less than 0.25"))).toBe(true);
  expect(told("24.5")).toContain("is more than 24");
  expect(told("7.5")).toBe("");
});
