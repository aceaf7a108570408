import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  addWorkingDays,
  compareDays,
  dayOf,
  daysBetween,
  durationWords,
  firstOfMonth,
  fiscalYearDays,
  fiscalYearName,
  fiscalYearOf,
  formatDay,
  formatInstant,
  formatRange,
  formatShortDay,
  formatTime,
  instantOf,
  isDay,
  isoWeekOf,
  isWorkingDay,
  weekdayOf,
  workingDayFrom,
  workingDaysBetween,
} from "../../src/shared/dates.ts";

const pacific = "America/Los_Angeles";

describe("a day", () => {
  test.each(["2026-11-24", "2024-02-29", "0001-01-01", "9999-12-31"])("%s is one", day => {
    expect(isDay(day)).toBe(true);
  });

  test.each([
    "2025-02-29",
    "2025-13-01",
    "2025-2-3",
    "0000-12-31",
    "2025-07-01T00:00",
    "20250701",
    "",
    "today",
  ])("%j is none", text => expect(isDay(text)).toBe(false));

  test("is read in the district's zone, not in UTC", () => {
    expect(dayOf(new Date("2026-11-24T05:00:00Z"), pacific)).toBe("2026-11-23");
    expect(dayOf(new Date("2026-11-24T05:00:00Z"), "UTC")).toBe("2026-11-24");
  });

  test("an instant's day is the calendar's, also around changes of clocks and of the date line", () => {
    const zones = [
      pacific,
      "UTC",
      "America/St_Johns",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "Asia/Kathmandu",
    ];
    const around = ["2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z", "2011-12-30T10:00:00Z"].map(Date.parse);
    const instants = fc.oneof(
      fc.integer({ min: Date.parse("1970-01-01"), max: Date.parse("2100-01-01") }),
      fc
        .tuple(fc.constantFrom(...around), fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 }))
        .map(([at, by]) => at + by),
    );
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (ms, zone) => {
        const day = Temporal.Instant.fromEpochMilliseconds(ms)
          .toZonedDateTimeISO(zone)
          .toPlainDate()
          .toString();
        return dayOf(new Date(ms), zone) === day;
      }),
    );
  });

  test("with a time is an instant, in summer and in winter", () => {
    expect(instantOf("2026-07-01", "07:00", pacific).toISOString()).toBe("2026-07-01T14:00:00.000Z");
    expect(instantOf("2026-12-01", "07:00", pacific).toISOString()).toBe("2026-12-01T15:00:00.000Z");
  });

  test("with a time that the spring change skips is an hour later", () => {
    expect(instantOf("2026-03-08", "02:30", pacific).toISOString()).toBe("2026-03-08T10:30:00.000Z");
  });

  test("moves by days and months, and a month's end stays a month's end", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(firstOfMonth("2026-11-24")).toBe("2026-11-01");
  });

  test("is compared and counted", () => {
    expect(daysBetween("2026-11-01", "2026-12-01")).toBe(30);
    expect(daysBetween("2026-12-01", "2026-11-01")).toBe(-30);
    expect(["2026-03-01", "2025-12-31"].sort(compareDays)).toEqual(["2025-12-31", "2026-03-01"]);
    expect(compareDays("2026-03-01", "2026-03-01")).toBe(0);
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-29")).toBe(7);
  });

  test("belongs to a week whose year need not be its own", () => {
    expect(isoWeekOf("2026-11-24")).toBe("2026-W48");
    expect(isoWeekOf("2027-01-01")).toBe("2026-W53");
    expect(isoWeekOf("2024-12-30")).toBe("2025-W01");
  });
});

describe("a fiscal year", () => {
  test("is named after the year it ends in", () => {
    expect(fiscalYearOf("2026-06-30", "07-01")).toBe(2026);
    expect(fiscalYearOf("2026-07-01", "07-01")).toBe(2027);
    expect(fiscalYearOf("2026-09-01", "09-01")).toBe(2027);
    expect(fiscalYearDays(2027, "07-01")).toEqual({ first: "2026-07-01", last: "2027-06-30" });
    expect(fiscalYearName(2027)).toBe("2026-27");
    expect(fiscalYearName(2000)).toBe("1999-00");
  });

  test("that starts in January is the calendar's", () => {
    expect(fiscalYearOf("2026-12-31", "01-01")).toBe(2026);
    expect(fiscalYearDays(2027, "01-01")).toEqual({ first: "2027-01-01", last: "2027-12-31" });
    expect(fiscalYearName(2027, "01-01")).toBe("2027");
  });
});

describe("working days", () => {
  const thanksgiving = ["2026-11-26"];

  test("leave out weekends and holidays", () => {
    expect(isWorkingDay("2026-11-25", thanksgiving)).toBe(true);
    expect(isWorkingDay("2026-11-26", thanksgiving)).toBe(false);
    expect(isWorkingDay("2026-11-28", thanksgiving)).toBe(false);
    expect(workingDayFrom("2026-11-26", thanksgiving)).toBe("2026-11-27");
    expect(workingDayFrom("2026-11-27", thanksgiving)).toBe("2026-11-27");
  });

  test("are counted on and back", () => {
    expect(addWorkingDays("2026-11-25", 2, thanksgiving)).toBe("2026-11-30");
    expect(addWorkingDays("2026-11-30", -2, thanksgiving)).toBe("2026-11-25");
    expect(addWorkingDays("2026-11-28", 0, thanksgiving)).toBe("2026-11-28");
  });

  test("between two days agree with counting one by one", () => {
    for (let n = -40; n <= 40; n += 1) {
      const to = addWorkingDays("2026-11-25", n, thanksgiving);
      expect(workingDaysBetween("2026-11-25", to, thanksgiving)).toBe(n);
    }
    expect(workingDaysBetween("2026-11-27", "2026-11-29", [])).toBe(0);
  });
});

describe("words for days", () => {
  test("name the year only when it is not this one", () => {
    expect(formatDay("2027-02-01", "2027-05-05")).toBe("Mon, Feb 1");
    expect(formatDay("2027-02-01", "2026-05-05")).toBe("Mon, Feb 1, 2027");
    expect(formatShortDay("2027-02-01", "2027-05-05")).toBe("Feb 1");
    expect(formatShortDay("2027-02-01", "2026-05-05")).toBe("Feb 1, 2027");
  });

  test("say an instant in the zone, with plain spaces", () => {
    const instant = new Date("2026-11-24T23:42:00Z");
    expect(formatTime(instant, pacific)).toBe("3:42 PM");
    expect(formatInstant(instant, pacific, "2026-11-24")).toBe("Tue, Nov 24, 3:42 PM");
    expect(formatInstant(instant, pacific, "2027-01-02")).toBe("Tue, Nov 24, 2026, 3:42 PM");
  });

  test.each([
    ["2026-02-01", "2026-02-14", "Feb 1 to 14"],
    ["2026-02-01", "2026-03-03", "Feb 1 to Mar 3"],
    ["2026-02-01", "2026-02-01", "Feb 1"],
    ["2027-02-01", "2027-02-14", "Feb 1 to 14, 2027"],
    ["2026-12-20", "2027-01-05", "Dec 20, 2026 to Jan 5, 2027"],
  ])("say the range from %s to %s as %j", (from, to, words) => {
    expect(formatRange(from, to, "2026-01-10")).toBe(words);
  });

  test.each([
    [0, "today"],
    [1, "1 day"],
    [6, "6 days"],
    [7, "1 week"],
    [10, "10 days"],
    [-3, "3 days"],
    [21, "3 weeks"],
    [60, "2 months"],
    [365, "1 year"],
    [400, "13 months"],
    [1096, "3 years"],
  ])("say %i days as %j", (days, words) => {
    expect(durationWords(days)).toBe(words);
  });
});
