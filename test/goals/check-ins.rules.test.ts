import { describe, expect, it } from "vitest";
import {
  isOwed,
  isStale,
  type Pace,
  silentSince,
  viewOf,
  viewsDiffer,
} from "../../src/goals/check-ins.rules.ts";
import { type Health, rhythms } from "../../src/goals/goals.rules.ts";
import { addDays } from "../../src/shared/dates.ts";
import type { Side } from "../../src/shared/deed.ts";

const goal = (given: Partial<Pace> = {}): Pace => ({
  state: "active",
  rhythm: "every two weeks",
  activeSince: "2026-09-01",
  ...given,
});
const said = (day: string, side: Side = "technology", health: Health = "on track") => ({ day, side, health });

describe("how a side sees a goal", () => {
  it("is its last word, while that is fresh", () => {
    const checkIns = [said("2026-10-05"), said("2026-10-19", "technology", "at risk")];
    const view = viewOf(goal(), "technology", checkIns, "2026-10-20", []);
    expect(view).toMatchObject({ health: "at risk", since: "2026-10-19", dueOn: "2026-11-02" });
  });

  it("is no view yet before the first one", () => {
    expect(viewOf(goal(), "leadership", [], "2026-09-02", []).health).toBe("none");
  });

  it("takes the later of two check-ins of one day", () => {
    const checkIns = [said("2026-10-05"), said("2026-10-05", "technology", "off track")];
    expect(viewOf(goal(), "technology", checkIns, "2026-10-06", []).health).toBe("off track");
  });
});

describe("stale", () => {
  // Oct 5, 2026 is a Monday; two weeks later the next one is due.
  const last = [said("2026-10-05")];

  it("begins two working days after the day it was due", () => {
    expect(isStale(goal(), "technology", last, "2026-10-19", [])).toBe(false);
    expect(isStale(goal(), "technology", last, "2026-10-20", [])).toBe(false);
    expect(isStale(goal(), "technology", last, "2026-10-21", [])).toBe(true);
  });

  it("counts working days: weekends and holidays give time", () => {
    const friday = [said("2026-10-02")];
    expect(isStale(goal(), "technology", friday, "2026-10-19", [])).toBe(false);
    expect(isStale(goal(), "technology", friday, "2026-10-20", [])).toBe(true);
    expect(isStale(goal(), "technology", last, "2026-10-21", ["2026-10-20"])).toBe(false);
  });

  it("hides the last health, and says since when there is no word", () => {
    const view = viewOf(
      goal(),
      "technology",
      [said("2026-10-05", "technology", "off track")],
      "2026-11-23",
      [],
    );
    expect(view).toMatchObject({ health: "stale", since: "2026-10-05", last: { health: "off track" } });
  });

  it("also befalls a side that never spoke", () => {
    const view = viewOf(goal(), "leadership", last, "2026-10-21", []);
    expect(view).toMatchObject({ health: "stale", since: "2026-09-01", last: null });
  });

  it("pauses on hold, and begins anew when resumed", () => {
    expect(viewOf(goal({ state: "on hold" }), "technology", last, "2026-12-01", [])).toMatchObject({
      health: "on track",
      dueOn: null,
    });
    const resumed = goal({ activeSince: "2026-12-01" });
    expect(isStale(resumed, "technology", last, "2026-12-10", [])).toBe(false);
    expect(isStale(resumed, "technology", last, "2026-12-17", [])).toBe(true);
  });

  it("is never asked of educators, nor of a goal that is over", () => {
    expect(isStale(goal(), "educators", [said("2026-09-01", "educators")], "2027-01-01", [])).toBe(false);
    expect(isStale(goal({ state: "achieved" }), "technology", last, "2027-01-01", [])).toBe(false);
  });

  it.each(rhythms)("has one last silent day for the rhythm %s, the same as the view says", rhythm => {
    for (const today of ["2026-11-23", "2026-11-25", "2026-03-01", "2027-03-29"]) {
      const cutoff = silentSince(rhythm, today, ["2026-11-26"]);
      const stale = (day: string) =>
        isStale(goal({ rhythm, activeSince: "2020-01-01" }), "technology", [said(day)], today, [
          "2026-11-26",
        ]);
      expect([stale(cutoff), stale(addDays(cutoff, 1))]).toEqual([true, false]);
    }
  });
});

describe("two views", () => {
  const view = (side: Side, health: Health, today = "2026-10-06") =>
    viewOf(goal(), side, [said("2026-10-05", side, health)], today, []);

  it("differ when both sides speak and say different things", () => {
    expect(viewsDiffer(view("leadership", "on track"), view("technology", "at risk"))).toBe(true);
    expect(viewsDiffer(view("leadership", "on track"), view("technology", "on track"))).toBe(false);
  });

  it("do not differ where one is silent", () => {
    const silent = view("technology", "at risk", "2026-12-01");
    expect(viewsDiffer(view("leadership", "on track"), silent)).toBe(false);
  });
});

describe("an owed check-in", () => {
  it("is owed from the day it is due", () => {
    const at = (today: string) =>
      isOwed(viewOf(goal(), "technology", [said("2026-10-05")], today, []), today);
    expect([at("2026-10-18"), at("2026-10-19")]).toEqual([false, true]);
  });
});
