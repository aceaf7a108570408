import {
  addDays,
  type Day,
  dayOf,
  instantOf,
  isoWeekOf,
  weekdayOf,
  workingDayFrom,
} from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";

export type Period = {
  /** The ISO week of the nominal day, before a holiday moved it: "2026-W48". */
  week: string;
  /** The Monday of that week. */
  weekOf: Day;
  moment: Date;
};

type Rhythm = Pick<District, "timeZone" | "holidays" | "digestWeekday" | "digestTime">;

/** The digest of the week that holds this day; null where holidays push it past the next week's. */
function periodOf(day: Day, district: Rhythm): Period | null {
  const monday = addDays(day, 1 - weekdayOf(day));
  const nominal = addDays(monday, district.digestWeekday - 1);
  const sent = district.holidays.includes(nominal) ? workingDayFrom(nominal, district.holidays) : nominal;
  if (sent >= addDays(nominal, 7)) return null;
  return {
    week: isoWeekOf(nominal),
    weekOf: monday,
    moment: instantOf(sent, district.digestTime, district.timeZone),
  };
}

/** A break longer than this has no digest to catch up with. */
const weeksBack = 12;

/** The latest period whose moment has come; older ones that were missed are never made up. */
export function latestPeriod(now: Date, district: Rhythm): Period | null {
  const today = dayOf(now, district.timeZone);
  for (let back = 0; back <= weeksBack; back += 1) {
    const period = periodOf(addDays(today, -7 * back), district);
    if (period && period.moment.getTime() <= now.getTime()) return period;
  }
  return null;
}

/** The period that comes next. */
export function nextPeriod(now: Date, district: Rhythm): Period | null {
  const today = dayOf(now, district.timeZone);
  for (let ahead = 0; ahead <= weeksBack; ahead += 1) {
    const period = periodOf(addDays(today, 7 * ahead), district);
    if (period && period.moment.getTime() > now.getTime()) return period;
  }
  return null;
}

/** The day on which the next digest is written; null while holidays leave none. */
export function nextDigestDay(now: Date, district: Rhythm): Day | null {
  const period = nextPeriod(now, district);
  return period && dayOf(period.moment, district.timeZone);
}
