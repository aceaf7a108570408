import { type Day, dayOf, daysBetween, durationWords, fiscalYearName, formatDay } from "../shared/dates.ts";
import type { District, Side } from "../shared/deed.ts";
import { personMark, type TagShape, tagView } from "../web/marks.ts";
import { type Part, say, tag, time, who } from "../web/sentence.ts";
import type { Line } from "./budget.queries.ts";
import type { BudgetState } from "./budget.rules.ts";
import { yearCount, yearsOf } from "./lines.rules.ts";

/** The day and the district of whoever reads. */
export type On = { today: Day; district: District };

const shapes: Record<BudgetState, TagShape> = {
  draft: "not yet",
  submitted: "open",
  endorsed: "moving",
  reviewed: "moving",
  approved: "done",
  "partly approved": "done",
  declined: "ended",
  closed: "done",
};

export const budgetTag = (state: BudgetState): Part => tag(tagView(state, shapes[state]));

export const yearName = (fiscalYear: number, { district }: On): string =>
  fiscalYearName(fiscalYear, district.fiscalYearStart);

export const dayPart = (day: Day, today: Day): Part => time(day, formatDay(day, today));
export const dayOfInstant = (at: Date, { today, district }: On): Part =>
  dayPart(dayOf(at, district.timeZone), today);

/** "for 5 days", "since today" */
export function waitWords(since: Date, { today, district }: On): string {
  const days = daysBetween(dayOf(since, district.timeZone), today);
  return days === 0 ? "since today" : `for ${durationWords(days)}`;
}

export type Named = { id: string; name: string };

export const personPart = ({ id, name }: Named, sides: ReadonlyMap<string, Side | null>): Part =>
  who(personMark({ name, side: sides.get(id) ?? null }));

/** "Lin Tran or Omar Haddad"; more than three are "Lin Tran and 4 others". */
export function anyPerson(people: readonly Named[], sides: ReadonlyMap<string, Side | null>): Part[] {
  const [first, ...rest] = people;
  if (!first) return say("nobody yet");
  if (rest.length > 2) return say(personPart(first, sides), ` and ${rest.length} others`);
  const others = rest.flatMap((person, index) =>
    say(index === rest.length - 1 ? " or " : ", ", personPart(person, sides)),
  );
  return [...say(personPart(first, sides)), ...others];
}

export const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** "Software, each year to 2029-30, from LCFF" */
export function lineKind(line: Line, fiscalYear: number, on: On): string {
  const last = yearsOf(line, fiscalYear).at(-1) ?? fiscalYear;
  const often =
    line.recurrence === "one-time"
      ? "once"
      : yearCount(line) === 1
        ? `in ${yearName(fiscalYear, on)}`
        : `each year to ${yearName(last, on)}`;
  return `${capitalised(line.kind)}, ${often}, ${line.source ? `from ${line.source.code}` : "no source yet"}`;
}
