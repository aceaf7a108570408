import { describe, expect, it } from "vitest";
import { latestPeriod, nextPeriod } from "../../src/digest/periods.rules.ts";

const district = {
  timeZone: "America/Los_Angeles",
  holidays: [
    "2026-11-26",
    "2026-11-27",
    "2026-12-28",
    "2026-12-29",
    "2026-12-30",
    "2026-12-31",
    "2027-01-01",
  ],
  digestWeekday: 1,
  digestTime: "07:00",
};
const at = (instant: string) => new Date(instant);

describe("the latest period", () => {
  it("is this week's from seven on Monday in the district's zone, not a second before", () => {
    expect(latestPeriod(at("2026-11-23T15:00:00Z"), district)?.week).toBe("2026-W48");
    expect(latestPeriod(at("2026-11-23T14:59:59Z"), district)?.week).toBe("2026-W47");
  });

  it("stays the same wall-clock hour over the change of clocks", () => {
    expect(latestPeriod(at("2026-03-09T14:00:00Z"), district)?.moment).toEqual(at("2026-03-09T14:00:00Z"));
    expect(latestPeriod(at("2026-03-03T00:00:00Z"), district)?.moment).toEqual(at("2026-03-02T15:00:00Z"));
  });

  it("moves past a holiday to the next working day and keeps its week", () => {
    const onHoliday = { ...district, digestWeekday: 4 };
    expect(latestPeriod(at("2026-11-30T15:00:00Z"), onHoliday)).toMatchObject({
      week: "2026-W48",
      moment: at("2026-11-30T15:00:00Z"),
    });
    expect(latestPeriod(at("2026-11-30T14:59:00Z"), onHoliday)?.week).toBe("2026-W47");
  });

  it("is dropped where a break pushes it past the next one", () => {
    const twoWeeks = {
      ...district,
      digestWeekday: 3,
      holidays: ["2026-12-23", "2026-12-24", "2026-12-25", "2026-12-28", "2026-12-29"],
    };
    expect(latestPeriod(at("2026-12-30T15:00:00Z"), twoWeeks)?.week).toBe("2026-W53");
    expect(latestPeriod(at("2026-12-30T14:00:00Z"), twoWeeks)?.week).toBe("2026-W51");
  });

  it("is one only, however many were missed", () => {
    expect(latestPeriod(at("2026-10-20T15:00:00Z"), district)?.week).toBe("2026-W43");
  });

  it("names the ISO week of its own year", () => {
    const newYear = latestPeriod(at("2027-01-04T16:00:00Z"), { ...district, holidays: [] });
    expect(newYear).toMatchObject({ week: "2027-W01", weekOf: "2027-01-04" });
    expect(latestPeriod(at("2026-12-29T16:00:00Z"), { ...district, holidays: [] })?.week).toBe("2026-W53");
  });
});

it("the next period comes after the latest one", () => {
  expect(nextPeriod(at("2026-11-24T08:00:00Z"), district)).toMatchObject({
    week: "2026-W49",
    moment: at("2026-11-30T15:00:00Z"),
  });
});
