import { expect, test } from "vitest";
import { heldOf } from "../../src/forecast/held.rules.ts";

const today = "2026-11-23";
const at = (p80: string, doneOn: string | null) => ({ p50: "2026-10-01", p80, p95: "2027-03-01", doneOn });

test("what was said holds by its day: before it, on it, and not after", () => {
  const cases = [
    at("2026-11-02", "2026-10-30"),
    at("2026-11-02", "2026-11-02"),
    at("2026-11-02", "2026-11-03"),
    at("2026-11-02", null),
    // Their day has not passed: one is done, and yet not counted, or early ones would look frequent.
    at("2026-11-23", "2026-11-01"),
    at("2026-12-24", null),
  ];
  expect(heldOf(cases, today)).toEqual([
    { level: 0.5, cases: 6, before: 0, on: 0 },
    { level: 0.8, cases: 4, before: 1, on: 1 },
    { level: 0.95, cases: 0, before: 0, on: 0 },
  ]);
});

test("a chance that was not said is no case", () => {
  const few = { ...at("2026-11-02", null), p95: null };
  expect(heldOf([few], "2028-01-01").map(({ cases }) => cases)).toEqual([1, 1, 0]);
});
