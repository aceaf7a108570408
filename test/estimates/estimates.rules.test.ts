import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksOf } from "../../src/estimates/estimate-checks.pages.ts";
import { canSecond, costOf, estimateForm, lineCents } from "../../src/estimates/estimates.rules.ts";
import { readForm } from "../../src/web/forms.ts";

const read = (low: string, likely: string, high: string, more = {}) =>
  readForm(estimateForm, { lowHours: low, likelyHours: likely, highHours: high, ...more });

const wrong = (low: string, likely: string, high: string) => {
  const form = read(low, likely, high);
  return form.ok ? [] : form.errors.map(({ field, message }) => `${field}: ${message}`);
};

describe("an estimate", () => {
  it.each([
    ["90", "40", "20", "lowHours: Low is above high. Enter the smallest hours you can imagine as low."],
    ["50", "40", "60", "lowHours: Low is above likely. Enter the smallest hours you can imagine as low."],
    ["20", "70", "60", "highHours: High is below likely. Enter the most hours you can imagine as high."],
  ])("of %s, %s and %s says which number to change", (low, likely, high, message) => {
    expect(wrong(low, likely, high)).toEqual([message]);
  });

  it("may be sure of itself", () => {
    expect(wrong("8", "8", "8")).toEqual([]);
  });

  it("takes three numbers in order and no others", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 3, maxLength: 3 }), numbers => {
        const [low = 0, likely = 0, high = 0] = numbers;
        expect(wrong(String(low), String(likely), String(high)).length === 0).toBe(
          low <= likely && likely <= high,
        );
      }),
    );
  });

  it("needs words in none of its numbers", () => {
    expect(wrong("a few", "40", "")).toEqual([
      "lowHours: “Low” is not a number of hours. Enter one like 12 or 7.5.",
      "highHours: “High” is empty. Enter the hours as a number.",
    ]);
  });
});

describe("cost lines", () => {
  const feed = { quantity: 2, unitCents: 125_050, recurrence: "annual", years: 3 } as const;
  const kit = { quantity: 3, unitCents: 1_999, recurrence: "one-time", years: 9 } as const;

  it("run all their years, a line that is paid once only one", () => {
    expect([lineCents(feed), lineCents(kit)]).toEqual([750_300, 5_997]);
    expect(lineCents({ ...feed, years: undefined })).toBe(250_100);
    expect(costOf([feed, kit])).toBe(756_297);
  });

  it("are read to the cent, and a wrong one says so in its cell", () => {
    const row = { "lines.0.label": "Feed", "lines.0.kind": "services", "lines.0.recurrence": "annual" };
    const cells = { ...row, "lines.0.quantity": "2", "lines.0.unitCents": "1,250.50", "lines.0.years": "3" };
    const form = read("1", "2", "3", cells);
    expect(form.ok && form.values.lines).toEqual([{ label: "Feed", kind: "services", ...feed }]);
    const bad = read("1", "2", "3", { ...cells, "lines.0.quantity": "0" });
    expect(bad.ok ? [] : bad.errors).toEqual([
      { field: "lines.0.quantity", message: "“Number” is less than 1. Enter more." },
    ]);
  });
});

describe("a second opinion", () => {
  const me = { id: "me", name: "Me", side: null, isAdmin: false, isApprover: false, liaisonSide: null };
  const technologist = { ...me, role: "technologist" } as const;
  it.each([
    ["on nothing", technologist, undefined, false],
    ["on somebody's estimate", technologist, { byId: "x", opinions: [] }, true],
    ["beside another's opinion", technologist, { byId: "x", opinions: [{ byId: "y" }] }, true],
    ["on one's own estimate", technologist, { byId: "me", opinions: [] }, false],
    ["twice", technologist, { byId: "x", opinions: [{ byId: "y" }, { byId: "me" }] }, false],
    ["of a leader", { ...me, role: "leader" } as const, { byId: "x", opinions: [] }, false],
  ])("%s", (_, actor, estimate, is) => {
    expect(canSecond(actor, estimate)).toBe(is);
  });
});

describe("what is odd about an estimate", () => {
  const past = {
    basis: "past items",
    finished: 40,
    likelyHours: 10,
    p50Hours: 10,
    p80Hours: 24.6,
    p95Hours: 40,
  } as const;
  const odd = (high: number, more = {}) =>
    checksOf({ lowHours: 4, likelyHours: 10, highHours: high, parts: [], ...more }, past, 40);

  it("is a high that the past passes in one of five", () => {
    expect(odd(20)).toEqual([
      "High is 20 hours, and 1 in 5 like it would take more than 25 hours, as the past has it.",
    ]);
    expect(odd(30)).toEqual([]);
  });

  it("is not a sum of parts that comes to the likely hours, nor weeks where hours say it", () => {
    const parts = [0.1, 0.2, 9.7].map(likelyHours => ({ likelyHours }));
    expect(odd(30, { parts })).toEqual([]);
    expect(odd(900, { likelyHours: 139 })).toEqual([]);
    expect(odd(900, { likelyHours: 160 })).toEqual([
      "160 hours are 4 weeks of one person who does nothing else.",
    ]);
  });
});
