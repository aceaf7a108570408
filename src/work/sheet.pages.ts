import { refOf } from "../records/records.rules.ts";
import { addDays, type Day, daysBetween, formatDay, formatRange, formatShortDay } from "../shared/dates.ts";
import { formView } from "../web/forms.ts";
import { deedLink, pageHead } from "../web/head.ts";
import type { EmptyView } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { SheetRow } from "./sheet.queries.ts";
import { cellName, type SheetWeek, sheetForm } from "./sheet.rules.ts";

export type SheetPage = {
  week: SheetWeek;
  rows: readonly SheetRow[];
  logged: readonly { workId: string; day: Day; hours: number }[];
  today: Day;
  failed: FailedForm | undefined;
};

export const dayLabel = (day: Day, today: Day): string => formatDay(day, today);

const hours = (n: number): string => `${n.toLocaleString("en-US")} ${n === 1 ? "hour" : "hours"}`;

/** My open work, with a field for each day of a week. */
export function sheetPage(page: SheetPage) {
  const { week, rows, logged, today, failed } = page;
  const { monday, days } = week;
  const total = logged.reduce((sum, each) => sum + each.hours, 0);
  const numbers = rows.map(({ number }) => number);
  const form = formView(
    sheetForm(numbers, days, day => dayLabel(day, today)),
    {
      action: withQuery(paths.workSheet, { week: monday }),
      submit: "Log the hours",
      typed: failed?.typed,
      errors: failed?.errors,
    },
  );
  return {
    head: pageHead({
      heading: "My week",
      kicker: say(link(paths.list("work"), "Work"), ` · ${formatRange(monday, addDays(monday, 6), today)}`),
      standing: say(
        total === 0 ? "Nothing is logged yet." : `${hours(total)} logged.`,
        " What you enter is added to it.",
      ),
      deeds: weekLinks(week, today),
      form,
    }),
    form,
    rows: rows.length === 0 ? null : rows.map(row => rowView(row, page, form.by)),
    empty: rows.length === 0 ? emptyView() : null,
  };
}

function rowView(row: SheetRow, { week, logged, today }: SheetPage, by: ReturnType<typeof formView>["by"]) {
  const ref = refOf("work", row.number);
  return {
    heading: say(link(paths.record("work", row.number), row.title, ref), ` (${row.state})`),
    cells: week.days.flatMap(day => {
      const field = by[cellName(row.number, day)];
      const before = logged.find(each => each.workId === row.id && each.day === day);
      if (!field) return [];
      const label = formatDay(day, today).split(",").slice(0, 2).join(",");
      return [{ ...field, label, ref, before: before ? `${before.hours} logged` : null }];
    }),
  };
}

/** Links lead so far back; hours that are older take the form on the page of their work. */
const weeksBack = 3;

function weekLinks({ monday }: SheetWeek, today: Day) {
  const before = addDays(monday, -7);
  const weekFrom = (day: Day) => withQuery(paths.workSheet, { week: day });
  const next = addDays(monday, 7);
  return [
    ...(daysBetween(before, today) < 7 * (weeksBack + 1)
      ? [deedLink(`Week of ${formatShortDay(before, today)}`, weekFrom(before))]
      : []),
    ...(next <= today ? [deedLink(`Week of ${formatShortDay(next, today)}`, weekFrom(next))] : []),
  ];
}

const emptyView = (): EmptyView => ({
  id: "no-open-work",
  heading: "You have no open work",
  sentence: "Work that you own and have begun stands here, with a field for each day.",
  deeds: [deedLink("All work", paths.list("work"), { first: true })],
  example: null,
});
