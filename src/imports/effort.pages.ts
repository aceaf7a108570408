import { type Day, dayOf, formatRange, formatShortDay } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { deedLink, deedPost, pageHead } from "../web/head.ts";
import { facts } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";
import { type CheckWords, uploadOf, uploadSummary } from "./check.pages.ts";
import type { EffortReading } from "./effort-file.ts";
import { leftOutOf } from "./effort-report.ts";
import type { FileCheck } from "./file-kind.ts";
import { howMany } from "./findings.pages.ts";
import type { PastFile } from "./past-effort.queries.ts";

const number = (count: number): string => count.toLocaleString("en-US");

export const effortWords: CheckWords<EffortReading, FileCheck> = {
  start: { href: paths.importKind("effort"), label: "Past effort" },
  checks: paths.importKindChecks("effort"),
  check: id => paths.importKindCheck("effort", id),
  encoding: id => paths.importKindEncoding("effort", id),
  upload: {
    label: "Effort file",
    hint: "started_on, estimate_hours, actual_hours and, if you have it, category",
  },
  submit: newRows => `Bring in ${howMany(newRows, "finished task")}`,
  whole: () => "All of them come in or none. They can be taken out again, a file at a time.",
  allHere: "There is nothing in it that is not here already.",
  holds: ({ reading, problems, newRows }) =>
    facts(
      ["Finished tasks", number(reading.tasks.length)],
      ["Rows that can teach nothing", number(leftOutOf(reading))],
      ["New", problems.length > 0 ? "not known before the file is mended" : number(newRows)],
    ),
  sums: () => null,
};

export type EffortPage = {
  files: readonly PastFile[];
  here: number;
  error: string | null;
  today: Day;
  zone: string;
};

/** What the forecast knows from before Crosswalk, file by file, and the way to more. */
export function effortPage({ files, here, error, today, zone }: EffortPage) {
  const tasks = files.reduce((sum, file) => sum + file.tasks, 0);
  const standing =
    tasks === 0
      ? "What your team estimated before Crosswalk and what it took: the forecast learns from it at once, instead of after the first ten deliveries."
      : `${howMany(tasks, "finished task")} from before Crosswalk teach the forecast, beside what is finished here.`;
  return {
    head: pageHead({
      heading: "Past effort",
      kicker: say(link(paths.imports, "Imports")),
      standing: say(standing),
      ...(error ? { form: { summary: uploadSummary(error) } } : {}),
    }),
    upload: uploadOf(effortWords, tasks === 0, error),
    here:
      here === 0
        ? null
        : {
            said: `${howMany(here, "finished task")}, requests and work items, with what was estimated before work began and what it took: for another tool, or for “forecast backtest”, which says how well forecasts would have held.`,
            deeds: [
              deedLink(
                "CSV of what is finished here",
                withQuery(paths.importKind("effort"), { format: "csv" }),
              ),
            ],
          },
    files: files.map(({ importId, fileName, at, tasks: count, from, to }) => ({
      said: say(
        link(paths.importOne(importId), fileName),
        `: ${howMany(count, "task")}, begun ${formatRange(from ?? today, to ?? today, today)}; brought in ${formatShortDay(dayOf(at, zone), today)}.`,
      ),
      deeds: [
        deedLink("CSV", withQuery(paths.importKind("effort"), { file: importId, format: "csv" })),
        deedPost(`Take out ${howMany(count, "task")}`, paths.effortRemoval(importId), { key: newId() }),
      ],
    })),
  };
}
