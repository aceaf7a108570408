import { newId } from "../shared/ids.ts";
import { type Deed, deedPost, type ErrorSummary, pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";
import { asksForEncoding } from "./csv-file.ts";
import { heldFacts, notesView, problemsView, sumsView } from "./findings.pages.ts";
import { uploadView } from "./imports.pages.ts";
import { heldOf, type PlanResult } from "./plan-report.ts";

export type CheckPage = {
  fileName: string;
  /** The kept file; null where it cannot be imported as it is. */
  keptId: string | null;
  encoding: string;
  result: PlanResult;
  /** What went wrong when it was imported. */
  summary: ErrorSummary | null;
};

const rowsOf = (count: number): string => `${count.toLocaleString("en-US")} ${count === 1 ? "row" : "rows"}`;

function standing({ result, encoding }: CheckPage): string {
  const { reading, problems, newRows } = result;
  const read = `${rowsOf(reading.checked)} read${encoding === "" ? "" : " as Windows-1252"}.`;
  if (problems.length > 0) return `${read} Nothing was changed. Mend the file, then check it again.`;
  if (newRows === 0) return `${read} All of it is here already, so there is nothing to import.`;
  return `${read} Nothing is changed yet. Importing writes what is new in ${rowsOf(newRows)}, all or nothing; it cannot be undone.`;
}

function deeds({ result, keptId, encoding }: CheckPage): Deed[] {
  if (keptId === null) return [];
  const { problems, newRows } = result;
  const first = { first: true };
  if (problems.length === 0 && newRows > 0)
    return [deedPost(`Import ${rowsOf(newRows)}`, paths.imports, { key: newId(), check: keptId }, first)];
  if (encoding === "" && asksForEncoding(problems))
    return [
      deedPost(
        "Read it as Windows-1252",
        paths.importEncoding(keptId),
        { key: newId(), encoding: "windows-1252" },
        first,
      ),
    ];
  return [];
}

/** What is in a file and what is wrong with it, before any of it goes in. */
export function checkPage(page: CheckPage) {
  const { fileName, result } = page;
  const { reading, problems, notes } = result;
  const problemsSummary =
    problems.length === 0
      ? null
      : {
          title: "This file cannot go in as it is",
          errors: [
            {
              href: "#problems",
              message: `Mend ${problems.length === 1 ? "the problem" : `the ${problems.length.toLocaleString("en-US")} problems`} listed below.`,
            },
          ],
        };
  const canRead = reading.checked > 0;
  return {
    head: pageHead({
      heading: fileName,
      kicker: say(link(paths.imports, "Imports"), " · check"),
      standing: say(standing(page)),
      deeds: deeds(page),
      form: { summary: page.summary ?? problemsSummary },
    }),
    holds: canRead
      ? {
          facts: heldFacts(heldOf(reading), problems.length === 0 ? result.fresh : null),
          sums: sumsView(reading.centsBySource),
        }
      : null,
    problems: problemsView(problems),
    notes: notesView(notes),
    upload: uploadView(false),
  };
}
