import { z } from "zod";
import { area, choice, hours, httpUrl, line, money, wholeNumber } from "../shared/fields.ts";
import { readHolidays } from "./holidays.rules.ts";
import { zones, zoneWords } from "./zones.rules.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const twoDigits = (n: number): string => String(n).padStart(2, "0");

const yearStarts = months.map((_, index) => `${twoDigits(index + 1)}-01`);
const yearStartWords = Object.fromEntries(yearStarts.map((start, index) => [start, `${months[index]} 1`]));

const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
export const weekdayWords = {
  "1": "Monday",
  "2": "Tuesday",
  "3": "Wednesday",
  "4": "Thursday",
  "5": "Friday",
  "6": "Saturday",
  "7": "Sunday",
} as const;

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => `${twoDigits(hour)}:00`);
const hourWords = Object.fromEntries(
  hoursOfDay.map((time, hour) => [time, `${hour % 12 === 0 ? 12 : hour % 12}:00 ${hour < 12 ? "AM" : "PM"}`]),
);

const holidays = area("Holidays", {
  rows: 10,
  max: 40_000,
  hint: "One a line: the day, then its name. No work is expected on these days: answers are due later, and a digest moves to the next working day.",
})
  .check(ctx => {
    const { problem } = readHolidays(ctx.value);
    if (problem) ctx.issues.push({ code: "custom", input: ctx.value, message: problem });
  })
  .optional();

/** What the first run asks of a district; what hangs on each answer stands beside it. */
export const districtShape = {
  name: line("District", {
    max: 120,
    hint: "It stands on every page, in every mail and on the board packet.",
  }),
  timeZone: choice("Time zone", zones, {
    control: "select",
    words: zoneWords,
    hint: "Its midnight begins and ends days: what is late, and when a liaison term gives and takes its rights.",
  }),
  fiscalYearStart: choice("Fiscal year starts", yearStarts, {
    control: "select",
    words: yearStartWords,
    hint: "Names the year of new budget requests and of dates like FY27. Requests that are there keep their year.",
  }),
  holidays,
  digestWeekday: choice("Digest day", weekdays, {
    control: "select",
    words: weekdayWords,
    hint: "The weekly digest goes out on it. A change counts from the next one on; nobody gets two for one week.",
  }),
  digestTime: choice("Digest hour", hoursOfDay, {
    control: "select",
    words: hourWords,
    hint: "In the district’s time zone.",
  }),
};

export const districtForm = z.strictObject({
  ...districtShape,
  helpDeskUrl: httpUrl("Help desk", {
    hint: "The request form points there when something is broken.",
  }).optional(),
  hoursAWeek: wholeNumber("Working hours a week", {
    min: 1,
    max: 80,
    unit: "hours",
    hint: "Turns hours of effort into weeks.",
  }),
  lightsOnPercent: wholeNumber("Keeping the lights on", {
    min: 0,
    max: 100,
    unit: "percent",
    hint: "What share of technology’s hours is not for projects. Every forecast day moves with it.",
  }),
  twoKeysHours: hours("Two keys above these hours", {
    hint: "A commitment whose likely hours are above it takes one liaison of leadership and one of technology. Those that have their keys keep them.",
  }),
  twoKeysCents: money("Two keys above this cost", { hint: "The same, by the cost of the estimate." }),
  boardCents: money("The board decides above", {
    hint: "A budget decision above it names the day of the board meeting.",
  }),
});
export type DistrictInput = z.output<typeof districtForm>;

export const settingsParts = [
  { heading: "The district", fields: ["name", "timeZone", "fiscalYearStart", "holidays", "helpDeskUrl"] },
  { heading: "The weekly digest", fields: ["digestWeekday", "digestTime"] },
  {
    heading: "Work and money",
    fields: ["hoursAWeek", "lightsOnPercent", "twoKeysHours", "twoKeysCents", "boardCents"],
  },
] as const;
