import { type Day, dayOf, formatDay, formatTime } from "../shared/dates.ts";
import { clashView } from "../web/clash.ts";
import { formView } from "../web/forms.ts";
import { deedLink, pageHead } from "../web/head.ts";
import type { HistoryView } from "../web/parts.ts";
import { facts } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say } from "../web/sentence.ts";
import { districtForm, settingsParts } from "./district.rules.ts";
import { holidayLines } from "./holidays.rules.ts";
import type { DistrictRow } from "./people.queries.ts";

const valuesOf = (row: DistrictRow): Record<string, unknown> => ({
  ...row,
  holidays: holidayLines(row.holidays.map(day => ({ day, name: row.holidayNames[day] ?? "" }))),
});

/** What the district cannot change on a page: it stands in the environment of the process. */
type HostSettings = {
  baseUrl: string;
  mailServer: string | null;
  mailFrom: string;
  engine: string;
};

export type SettingsPage = {
  row: DistrictRow;
  version: number;
  /** When the next digest is written; null where holidays leave no day. */
  nextDigest: Date | null;
  host: HostSettings;
  history: HistoryView;
  today: Day;
  failed?: FailedForm | undefined;
};

export function settingsPage({ row, version, nextDigest, host, history, today, failed }: SettingsPage) {
  const values = valuesOf(row);
  const form = formView(districtForm, {
    action: paths.settings,
    submit: "Keep the settings",
    also: [{ value: "federal", label: "Add the federal holidays of the next years" }],
    version,
    values,
    typed: failed?.typed,
    errors: failed?.errors,
    parts: settingsParts,
  });
  const digest = nextDigest
    ? `The next digest is written on ${formatDay(dayOf(nextDigest, row.timeZone), today)} at ${formatTime(nextDigest, row.timeZone)}.`
    : "Holidays leave no day for the next digest.";
  return {
    head: pageHead({
      heading: "Settings",
      standing: say(`What holds for all of ${row.name}. ${digest}`),
      deeds: [deedLink("First steps", paths.setupFirst), deedLink("The liaison group", paths.group)],
      form,
    }),
    clash: failed?.status === 409 ? clashView(districtForm, failed.typed, values) : null,
    form,
    host: facts(
      ["Address", host.baseUrl],
      ["Mail goes out through", host.mailServer ?? "no server: each mail is a file in the outbox folder"],
      ["Mail is from", host.mailFrom],
      ["Database", host.engine],
    ),
    history,
  };
}
