import { formatCents } from "../shared/money.ts";
import { cell, head, type ListView, listView, rowHead } from "../web/list.ts";
import { type FactsView, facts } from "../web/parts.ts";
import { note, say } from "../web/sentence.ts";
import type { Finding } from "./findings.ts";
import { groupFindings, rowWords } from "./findings-grouped.ts";
import type { PlanCounts } from "./plan-standing.ts";

const shownAtMost = 500;

export const howMany = (count: number, word: string): string =>
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

/** What a file holds, and, where it is known, how much of it is new. */
export const heldFacts = (held: PlanCounts, fresh: PlanCounts | null): FactsView => {
  const said = (kind: keyof PlanCounts) =>
    fresh ? newOf(held[kind], fresh[kind]) : held[kind].toLocaleString("en-US");
  return facts(
    ["Goals", said("goals")],
    ["Measures", said("measures")],
    ["Work items", said("workItems")],
    ["Budget lines", said("budgetLines")],
  );
};

export function sumsView(centsBySource: Record<string, number>): ListView | null {
  const sums = Object.entries(centsBySource);
  if (sums.length === 0) return null;
  const total = sums.reduce((sum, [, cents]) => sum + BigInt(cents), 0n);
  const all =
    total <= BigInt(Number.MAX_SAFE_INTEGER) ? formatCents(Number(total)) : "more than can be counted";
  return listView({
    caption: "Budget lines by source",
    heads: [head("Source"), head("Amount", { amount: true })],
    rows: sums.map(([source, cents]) => [
      rowHead(source === "" ? say(note("no source")) : say(source)),
      cell("Amount", formatCents(cents), { amount: true }),
    ]),
    foot: { label: "All sources", span: 1, amount: all },
  });
}
