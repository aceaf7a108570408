import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { centsOfDecimal, formatCents, parseCents } from "../../src/shared/money.ts";

const cents = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

describe("an amount typed into a form", () => {
  test.each([
    ["84,000", 8_400_000],
    ["84000", 8_400_000],
    ["$84,000.50", 8_400_050],
    [" 84000.5 ", 8_400_050],
    [".5", 50],
    ["0", 0],
    ["-0", 0],
    ["-$500", -50_000],
    ["90,071,992,547,409.91", Number.MAX_SAFE_INTEGER],
  ])("%j is %i cents", (text, expected) => {
    expect(parseCents(text)).toEqual({ cents: expected });
  });

  test.each([
    "",
    "$",
    "-",
    ".",
    "1.234,50",
    "1,23,456",
    "12,34",
    "1.2e3",
    "12.50.10",
    "99.999",
    "$5K",
    "NaN",
    "Infinity",
    "0x10",
    "1 000",
    "١٢٣",
    "--5",
    "90071992547409.92",
  ])("%j is a problem that says what to type", text => {
    expect(parseCents(text)).toEqual({ problem: expect.stringContaining("84,000") });
  });

  test("never comes out with a fraction or beyond what is exact, whatever is typed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-$,.0-9]{0,24}$/)), text => {
        const read = parseCents(text);
        return "problem" in read || Number.isSafeInteger(read.cents);
      }),
    );
  });
});

describe("an amount in words", () => {
  test.each([
    [8_400_000, "$84,000"],
    [8_400_050, "$84,000.50"],
    [-50_000, "-$500"],
    [-5, "-$0.05"],
    [0, "$0"],
    [Number.MAX_SAFE_INTEGER, "$90,071,992,547,409.91"],
  ])("%i cents are %j", (amount, words) => {
    expect(formatCents(amount)).toBe(words);
  });

  test("follows the locale", () => {
    expect(formatCents(8_400_050, "de-DE").replace(/\s/g, " ")).toBe("84.000,50 $");
  });

  test("is read back to the same cents, to the last one that can be counted", () => {
    fc.assert(
      fc.property(cents, amount => {
        expect(parseCents(formatCents(amount))).toEqual({ cents: amount === 0 ? 0 : amount });
      }),
    );
  });

  test("would lose cents if it went through a fraction", () => {
    const naive = (amount: number) => `$${(amount / 100).toFixed(2)}`;
    const lost = Array.from({ length: 100 }, (_, i) => Number.MAX_SAFE_INTEGER - i).filter(amount => {
      const read = parseCents(naive(amount));
      return !("cents" in read && read.cents === amount);
    });
    expect(lost.length).toBeGreaterThan(0);
  });
});

test("a decimal text becomes cents exactly, where a float would not", () => {
  expect(centsOfDecimal("0.1")).toBe(10);
  expect(centsOfDecimal("8.29")).toBe(829);
  expect(8.29 * 100).not.toBe(829);
  expect(centsOfDecimal("1234.5000")).toBe(123_450);
  expect(centsOfDecimal("1.005")).toBeNull();
  expect(centsOfDecimal("")).toBeNull();
});
