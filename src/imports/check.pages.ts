import { newId } from "../shared/ids.ts";
import { type Deed, deedPost, type ErrorSummary, pageHead } from "../web/head.ts";
import type { ListView } from "../web/list.ts";
import type { FactsView, Link } from "../web/parts.ts";
import { link, say } from "../web/sentence.ts";
import { asksForEncoding } from "./csv-file.ts";
import type { FileCheck, FileReading, FileResult } from "./file-kind.ts";
import { howMany, notesView, problemsView } from "./findings.pages.ts";
import { uploadBytes } from "./imports.rules.ts";

export type UploadView = {
  action: string;
  key: string;
  label: string;
  hint: string;
  error: string | null;
  /** Whether to check a file is what the page is for. */
  isFirst: boolean;
};

/** Where files of a kind are checked and imported, and what its pages say of them. */
export type CheckWords<R extends FileReading, C extends FileCheck> = {
  /** Where it begins: its form, and what is posted to import. */
  start: Link;
  checks: string;
  check(id: string): string;
  encoding(id: string): string;
  upload: { label: string; hint: string };
  /** The button that brings so many new rows in. */
  submit(newRows: number): string;
  /** What follows "Nothing is changed yet." */
  whole(newRows: number): string;
  allHere: string;
  holds(result: FileResult<R, C>): FactsView;
  sums(result: FileResult<R, C>): ListView | null;
};

export type CheckPage<R extends FileReading, C extends FileCheck> = {
  fileName: string;
  /** The kept file; null where it cannot be imported as it is. */
  keptId: string | null;
  encoding: string;
  result: FileResult<R, C>;
  /** What went wrong when it was imported. */
  summary: ErrorSummary | null;
};

/** The key becomes the checked file's id, so that a form sent twice checks one file. */
export const uploadOf = (
  { checks, upload }: Pick<CheckWords<FileReading, FileCheck>, "checks" | "upload">,
  isFirst: boolean,
  error: string | null = null,
): UploadView => ({
  isFirst,
  action: checks,
  key: newId(),
  label: upload.label,
  hint: `A CSV file with the columns ${upload.hint}, up to ${uploadBytes / 1e6} MB. It is checked first; nothing changes yet.`,
  error,
});

export const uploadSummary = (error: string): ErrorSummary => ({
  title: "There is one thing to fix",
  errors: [{ href: "#file", message: error }],
});

function standing<R extends FileReading, C extends FileCheck>(
  { result, encoding }: CheckPage<R, C>,
  words: CheckWords<R, C>,
): string {
  const { reading, problems, newRows } = result;
  const read = `${howMany(reading.checked, "row")} read${encoding === "" ? "" : " as Windows-1252"}.`;
  if (problems.length > 0) return `${read} Nothing was changed. Mend the file, then check it again.`;
  if (newRows === 0) return `${read} ${words.allHere}`;
  return `${read} Nothing is changed yet. ${words.whole(newRows)}`;
}

function deeds<R extends FileReading, C extends FileCheck>(
  { result, keptId, encoding }: CheckPage<R, C>,
  words: CheckWords<R, C>,
): Deed[] {
  if (keptId === null) return [];
  const { problems, newRows } = result;
  const first = { first: true };
  if (problems.length === 0 && newRows > 0)
    return [deedPost(words.submit(newRows), words.start.href, { key: newId(), check: keptId }, first)];
  if (encoding !== "" || !asksForEncoding(problems)) return [];
  const hidden = { key: newId(), encoding: "windows-1252" };
  return [deedPost("Read it as Windows-1252", words.encoding(keptId), hidden, first)];
}

const problemsSummary = (count: number): ErrorSummary | null =>
  count === 0
    ? null
    : {
        title: "This file cannot go in as it is",
        errors: [
          {
            href: "#problems",
            message: `Mend ${count === 1 ? "the problem" : `the ${howMany(count, "problem")}`} listed below.`,
          },
        ],
      };

/** What is in a file and what is wrong with it, before any of it goes in. */
export function checkPage<R extends FileReading, C extends FileCheck>(
  page: CheckPage<R, C>,
  words: CheckWords<R, C>,
) {
  const { fileName, result } = page;
  return {
    head: pageHead({
      heading: fileName,
      kicker: say(link(words.start.href, words.start.label), " · check"),
      standing: say(standing(page, words)),
      deeds: deeds(page, words),
      form: { summary: page.summary ?? problemsSummary(result.problems.length) },
    }),
    holds: result.reading.checked > 0 ? { facts: words.holds(result), sums: words.sums(result) } : null,
    problems: problemsView(result.problems),
    notes: notesView(result.notes),
    upload: uploadOf(words, false),
  };
}
