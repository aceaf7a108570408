import { addDays, addMonths, type Day, fiscalYearDays, isDay } from "../shared/dates.ts";
import { quoted } from "./findings.ts";

/** A date as a file has it: a day, or text that stays text; a note says how it was read, a problem why it was not. */
export type ReadDay = { day: Day | null; note: string | null; problem: string | null };

/** Of a month or a year that stands for a day, the start or the end counts. */
export type Edge = "start" | "end";

export const plain = (day: Day): ReadDay => ({ day, note: null, problem: null });
export const readAs = (text: string, day: Day, how: string): ReadDay => ({
  day,
  note: `${quoted(text)} was read as ${day}, ${how}.`,
  problem: null,
});
export const kept = (text: string, why = "it is no single day"): ReadDay => ({
  day: null,
  note: `${quoted(text)} is kept as text: ${why}.`,
  problem: null,
});
export const refused = (text: string, why: string): ReadDay => ({
  day: null,
  note: null,
  problem: `${quoted(text)} ${why}`,
});
export const impossible = (text: string): ReadDay =>
  refused(text, "is not a day of the calendar. Write the day as YYYY-MM-DD.");

export const dayFrom = (year: number, month: number, day: number): Day =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthWord =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const monthDayYear = new RegExp(`^${monthWord}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, "i");
const dayMonthYear = new RegExp(`^(\\d{1,2})[ -]${monthWord}\\.?[ -](\\d{4})$`, "i");
const monthYear = new RegExp(`^${monthWord}\\.?,? (\\d{4})$`, "i");

const monthNumber = (word: string | undefined): number =>
  months.indexOf((word ?? "").slice(0, 3).toLowerCase()) + 1;

const monthEdge = (year: number, month: number, edge: Edge): Day => {
  const first = dayFrom(year, month, 1);
  return edge === "start" ? first : addDays(addMonths(first, 1), -1);
};

/** "Jul 1, 2025", "1-Jul-2025", and "July 2025" by its edge. */
export function readMonthName(text: string, edge: Edge): ReadDay | null {
  const named = monthDayYear.exec(text);
  const turned = dayMonthYear.exec(text);
  if (named || turned) {
    const [month, day] = named ? [named[1], named[2]] : [turned?.[2], turned?.[1]];
    const read = dayFrom(Number((named ?? turned)?.[3]), monthNumber(month), Number(day));
    return isDay(read) ? plain(read) : impossible(text);
  }
  const whole = monthYear.exec(text);
  if (!whole) return null;
  return readAs(text, monthEdge(Number(whole[2]), monthNumber(whole[1]), edge), `the ${edge} of that month`);
}

/** "2025-26", "FY27", "SY 2025-26", "2024-27 school years"; a span of years begins and ends with fiscal years. */
export function readYears(text: string, edge: Edge, fiscalYearStart: string): ReadDay | null {
  const words =
    /^(?:(?:fy|sy|fiscal years?|school years?)\s*)|(?:\s*(?:fy|sy|fiscal years?|school years?))$/i;
  const bare = text.replace(words, "").trim();
  const marked = bare !== text;
  const parts = /^(\d{4}|\d{2})(?:\s*[-–/]\s*(\d{4}|\d{2}))?$/.exec(bare);
  if (!parts || (!marked && !/^\d{4}\s*[-–/]/.test(bare))) return null;
  const [from, to] = [parts[1] ?? "", parts[2]];
  const first = Number(from) + (from.length === 2 ? 2000 : 0);
  const second = to === undefined ? first : Number(to) + (to.length === 2 ? first - (first % 100) : 0);
  const last = second < first && to?.length === 2 && first % 100 === 99 ? second + 100 : second;
  const isMonth = !marked && to?.length === 2 && Number(to) >= 1 && Number(to) <= 12;
  if (isMonth && last > first)
    return refused(text, "could be a month or a span of years. Write the day as YYYY-MM-DD.");
  if (isMonth) return readAs(text, monthEdge(first, Number(to), edge), `the ${edge} of that month`);
  if (last < first || (to !== undefined && last === first)) return impossible(text);
  // School years turn in summer, also where fiscal years are the calendar's.
  const turn = to !== undefined && fiscalYearStart === "01-01" ? "07-01" : fiscalYearStart;
  const firstYear = to === undefined ? first : first + 1;
  const day = edge === "start" ? fiscalYearDays(firstYear, turn).first : fiscalYearDays(last, turn).last;
  return readAs(text, day, `the ${edge} of that ${last > first + 1 ? "span of years" : "year"}`);
}
