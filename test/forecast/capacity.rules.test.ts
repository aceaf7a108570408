import { describe, expect, test } from "vitest";
import { Capacity, hoursBetween, hoursOn, type Team } from "../../src/forecast/capacity.rules.ts";

const monday = "2026-11-23";
const team = (changes: Partial<Team> = {}): Team => ({
  people: [
    { hoursAWeek: 30, leave: [] },
    { hoursAWeek: 20, leave: [{ from: "2026-11-30", to: "2026-12-04" }] },
  ],
  lightsOn: 0.2,
  holidays: ["2026-11-26"],
  ...changes,
});

describe("the team's hours", () => {
  test.each([
    ["a working day has a fifth of the week, less what keeps the lights on", monday, 8],
    ["a holiday has none", "2026-11-26", 0],
    ["a Saturday has none", "2026-11-28", 0],
    ["who is on leave is not counted", "2026-11-30", 4.8],
    ["who is back is", "2026-12-07", 8],
  ])("%s", (_, day, hours) => {
    expect(hoursOn(day, team())).toBeCloseTo(hours, 9);
  });

  test("of a span are those of its days", () => {
    expect(hoursBetween(monday, "2026-12-06", team())).toBeCloseTo(4 * 8 + 5 * 4.8, 9);
  });
});

describe("the day by which hours have passed", () => {
  test.each([
    ["none have passed today", 0, monday],
    ["a day's hours pass today", 8, monday],
    ["a bit more is tomorrow", 8.01, "2026-11-24"],
    ["a holiday and a weekend lie between", 32.01, "2026-11-30"],
    ["a leave makes it later", 56.5, "2026-12-07"],
  ])("%s", (_, hours, day) => {
    expect(new Capacity(monday, team()).dayAfter(hours)).toBe(day);
  });

  test("is asked in any order", () => {
    const capacity = new Capacity(monday, team());
    expect([capacity.dayAfter(56.5), capacity.dayAfter(8)]).toEqual(["2026-12-07", monday]);
  });

  test.each([
    ["nobody is there", team({ people: [] })],
    ["nobody has hours for projects", team({ people: [{ hoursAWeek: 0, leave: [] }] })],
    ["all hours keep the lights on", team({ lightsOn: 1 })],
  ])("is not made up where %s", (_, none) => {
    expect(new Capacity(monday, none).dayAfter(1)).toBeNull();
  });

  test("is no day beyond ten years", () => {
    expect(new Capacity(monday, team()).dayAfter(1e6)).toBeNull();
  });
});
