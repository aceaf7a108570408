import { type Day, formatInstant } from "../shared/dates.ts";
import { deedLink, pageHead } from "../web/head.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { facts, type PagerView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, type Part, say, time } from "../web/sentence.ts";
import { uploadOf, uploadSummary } from "./check.pages.ts";
import { heldFacts, howMany, notesView, sumsView } from "./findings.pages.ts";
import type { Finding } from "./findings.ts";
import type { NamedImport } from "./imports.queries.ts";
import { planWords } from "./plan.pages.ts";
import { isReport } from "./plan-report.ts";

type When = { today: Day; zone: string };

const at = (instant: Date, { zone, today }: When): Part =>
  time(instant.toISOString(), formatInstant(instant, zone, today));

const byOf = ({ by }: NamedImport): string => by ?? "the command line";

export type ImportsPage = When & { rows: NamedImport[]; pager: PagerView; error: string | null };

export function importsPage({ rows, pager, error, ...when }: ImportsPage) {
  return {
    head: pageHead({
      heading: "Imports",
      standing: say("Bring a strategic plan in: its goals, measures, work and money."),
      deeds: [
        deedLink("Bring requests in", paths.importKind("requests")),
        deedLink("Past effort", paths.importKind("effort")),
      ],
      ...(error ? { form: { summary: uploadSummary(error) } } : {}),
    }),
    upload: uploadOf(planWords, true, error),
    list: rows.length === 0 ? null : pastImports(rows, when),
    pager,
    empty:
      rows.length > 0
        ? null
        : {
            id: "no-imports",
            heading: "Nothing was imported yet",
            sentence: "Each import stays here, with what was in the file and what it left open.",
            deeds: [],
            example: null,
          },
  };
}

const pastImports = (rows: NamedImport[], when: When): ListView =>
  listView({
    caption: "Past imports",
    heads: [head("File"), head("When"), head("By"), head("Rows imported", { amount: true })],
    rows: rows.map(each => [
      rowHead(say(link(paths.importOne(each.import.id), each.import.fileName)), {
        kind: say(each.import.kind),
      }),
      cell("When", say(at(each.import.at, when)), { inline: true }),
      cell("By", byOf(each), { inline: true }),
      cell(
        "Rows imported",
        `${each.import.imported.toLocaleString("en-US")} of ${each.import.checked.toLocaleString("en-US")}`,
        {
          amount: true,
        },
      ),
    ]),
  });

const notesIn = ({ notes }: Record<string, unknown>): Finding[] => (Array.isArray(notes) ? notes : []);

export function importPage({ found, ...when }: When & { found: NamedImport }) {
  const { fileName, checked, imported, report, sha256, at: instant } = found.import;
  const told = isReport(report) ? report : null;
  return {
    head: pageHead({
      heading: fileName,
      kicker: say(link(paths.imports, "Imports"), ` · ${found.import.kind}`),
      standing: say(
        `${imported.toLocaleString("en-US")} of ${howMany(checked, "row")} were new and went in, `,
        at(instant, when),
        `, by ${byOf(found)}.`,
      ),
    }),
    holds: {
      facts: [...(told ? heldFacts(told.held, told.fresh) : []), ...facts(["SHA-256 of the file", sha256])],
      sums: told ? sumsView(told.centsBySource) : null,
    },
    notes: notesView(notesIn(report)),
  };
}
