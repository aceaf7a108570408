import { addDays, type Day, daysBetween, weekdayOf } from "./calendar.ts";

/** Monday to Friday, less the district's holidays. */
export const isWorkingDay = (day: Day, holidays: readonly Day[]): boolean =>
  weekdayOf(day) <= 5 && !holidays.includes(day);

/** The day itself when it is a working day, else the next one. */
export const workingDayFrom = (day: Day, holidays: readonly Day[]): Day =>
  isWorkingDay(day, holidays) ? day : addWorkingDays(day, 1, holidays);

/** The n-th working day after the day, before it when n is negative, the day itself when n is 0. */
export function addWorkingDays(day: Day, n: number, holidays: readonly Day[]): Day {
  const step = Math.sign(n);
  let found = day;
  for (let left = Math.abs(n); left > 0; ) {
    found = addDays(found, step);
    if (isWorkingDay(found, holidays)) left -= 1;
  }
  return found;
}

/** How many working days lie after `from` up to and with `to`; negative when `to` is before `from`. */
export function workingDaysBetween(from: Day, to: Day, holidays: readonly Day[]): number {
  if (to < from) return -workingDaysBetween(addDays(to, -1), addDays(from, -1), holidays);
  const weeks = Math.floor(daysBetween(from, to) / 7);
  let count = weeks * 5;
  for (let day = addDays(from, weeks * 7); day < to; ) {
    day = addDays(day, 1);
    if (weekdayOf(day) <= 5) count += 1;
  }
  const off = new Set(holidays.filter(day => day > from && day <= to && weekdayOf(day) <= 5));
  return count - off.size;
}
