import { type Day, formatInstant } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { formatCents } from "../shared/money.ts";
import { type ErrorSummary, pageHead } from "../web/head.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { type FactsView, facts, type PagerView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, note, type Part, say, time } from "../web/sentence.ts";
import type { Finding } from "./findings.ts";
import { groupFindings, rowWords } from "./findings-grouped.ts";
import type { NamedImport } from "./imports.queries.ts";
import { uploadBytes } from "./imports.rules.ts";
import { isReport, type PlanReport } from "./plan-report.ts";

type When = { today: Day; zone: string };

export type UploadView = { action: string; key: string; hint: string; error: string | null };

/** The key becomes the checked file's id, so that a form sent twice checks one file. */
export const uploadView = (error: string | null = null): UploadView => ({
  action: paths.importChecks,
  key: newId(),
  hint: `A CSV file with the columns goal_code, priority, goal, action and so on, up to ${uploadBytes / 1e6} MB. It is checked first; nothing changes yet.`,
  error,
});

export const uploadSummary = (error: string): ErrorSummary => ({
  title: "There is one thing to fix",
  errors: [{ href: "#file", message: error }],
});

const shownAtMost = 500;

const howMany = (count: number, word: string): string =>
  `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;

const more = (count: number, word: string): string | null =>
  count > shownAtMost ? `and ${howMany(count - shownAtMost, `more ${word}`)}` : null;

export type FindingsView = { id: string; heading: string; list: ListView; more: string | null };

/** Each problem with its place. */
export function problemsView(problems: readonly Finding[]): FindingsView | null {
  if (problems.length === 0) return null;
  return {
    id: "problems",
    heading: howMany(problems.length, "problem"),
    list: listView({
      caption: "Problems",
      heads: [head("Row"), head("Column"), head("What is wrong")],
      rows: problems
        .slice(0, shownAtMost)
        .map(({ row, column, message }) => [
          cell("Row", row === null ? "the file" : String(row), { inline: true }),
          cell("Column", column ?? "the row", { inline: true }),
          cell("What is wrong", message, { wide: true }),
        ]),
    }),
    more: more(problems.length, "problem"),
  };
}

/** The same remark on many rows once, with its rows. */
export function notesView(notes: readonly Finding[]): FindingsView | null {
  if (notes.length === 0) return null;
  const groups = groupFindings(notes);
  return {
    id: "notes",
    heading: howMany(notes.length, "note"),
    list: listView({
      caption: "Notes",
      heads: [head("Rows"), head("Column"), head("Note")],
      rows: groups
        .slice(0, shownAtMost)
        .map(({ rows, column, message }) => [
          cell("Rows", rowWords(rows)?.replace(/^rows? /, "") ?? "the file", { inline: true }),
          cell("Column", column ?? "the row", { inline: true }),
          cell("Note", message, { wide: true }),
        ]),
    }),
    more: more(groups.length, "note"),
  };
}

const newOf = (held: number, fresh: number): string =>
  held === 0
    ? "none"
    : `${held.toLocaleString("en-US")}, ${fresh === held ? "all" : fresh === 0 ? "none" : fresh.toLocaleString("en-US")} new`;

/** What a file holds, and how much of it is new. */
export const heldFacts = ({ held, fresh }: Pick<PlanReport, "held" | "fresh">): FactsView =>
  facts(
    ["Goals", newOf(held.goals, fresh.goals)],
    ["Measures", newOf(held.measures, fresh.measures)],
    ["Work items", newOf(held.workItems, fresh.workItems)],
    ["Budget lines", newOf(held.budgetLines, fresh.budgetLines)],
  );

export function sumsView(centsBySource: Record<string, number>): ListView | null {
  const sums = Object.entries(centsBySource);
  if (sums.length === 0) return null;
  const total = sums.reduce((sum, [, cents]) => sum + BigInt(cents), 0n);
  const all =
    total <= BigInt(Number.MAX_SAFE_INTEGER) ? formatCents(Number(total)) : "more than can be counted";
  return listView({
    caption: "Budget lines by source",
    isCaptionShown: true,
    heads: [head("Source"), head("Amount", { amount: true })],
    rows: sums.map(([source, cents]) => [
      rowHead(source === "" ? say(note("no source")) : say(source)),
      cell("Amount", formatCents(cents), { amount: true }),
    ]),
    foot: { label: "All sources", span: 1, amount: all },
  });
}

const at = (instant: Date, { zone, today }: When): Part =>
  time(instant.toISOString(), formatInstant(instant, zone, today));

const byOf = ({ by }: NamedImport): string => by ?? "the command line";

export type ImportsPage = When & { rows: NamedImport[]; pager: PagerView; error: string | null };

export function importsPage({ rows, pager, error, ...when }: ImportsPage) {
  return {
    head: pageHead({
      heading: "Imports",
      standing: say("Bring a strategic plan in: its goals, measures, work and money."),
      ...(error ? { form: { summary: uploadSummary(error) } } : {}),
    }),
    upload: uploadView(error),
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
    isCaptionShown: true,
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
    facts: [...(told ? heldFacts(told) : []), ...facts(["SHA-256 of the file", sha256])],
    sums: told ? sumsView(told.centsBySource) : null,
    notes: told ? notesView(told.notes) : null,
    goals: paths.list("goal"),
  };
}
