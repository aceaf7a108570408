import { newId } from "../shared/ids.ts";
import { type Deed, deedPost, type ErrorSummary, pageHead } from "../web/head.ts";
import { facts } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";
import { asksForEncoding } from "./csv-file.ts";
import { notesView, problemsView } from "./findings.pages.ts";
import { type UploadView, uploadSummary } from "./imports.pages.ts";
import { uploadBytes } from "./imports.rules.ts";
import type { PeopleResult } from "./people-report.ts";

const peopleUpload = (isFirst: boolean, error: string | null = null): UploadView => ({
  isFirst,
  action: paths.peopleChecks,
  key: newId(),
  label: "People file",
  hint: `A CSV file with the columns email, name and role, and if you have them title, side, school and hours_a_week, up to ${uploadBytes / 1e6} MB. It is checked first; nothing changes yet.`,
  error,
});

const kicker = say(link(paths.people, "People"));

export const peopleUploadPage = (error: string | null) => ({
  head: pageHead({
    heading: "Bring people in",
    kicker,
    standing: say(
      "From a CSV file. Who is here already stays as they are. Nobody gets a mail: from then on they can ask for a sign-in link.",
    ),
    ...(error ? { form: { summary: uploadSummary(error) } } : {}),
  }),
  upload: peopleUpload(true, error),
});

export type PeopleCheckPage = {
  fileName: string;
  /** The kept file; null where it cannot be imported as it is. */
  keptId: string | null;
  encoding: string;
  result: PeopleResult;
  summary: ErrorSummary | null;
};

const peopleWords = (count: number): string =>
  count === 1 ? "one person" : `${count.toLocaleString("en-US")} people`;

function standing({ result }: PeopleCheckPage): string {
  const { reading, problems, newRows } = result;
  const read = `${reading.checked.toLocaleString("en-US")} ${reading.checked === 1 ? "row" : "rows"} read.`;
  if (problems.length > 0) return `${read} Nothing was changed. Mend the file, then check it again.`;
  if (newRows === 0) return `${read} All of them are here already, so there is nobody to bring in.`;
  return `${read} Nothing is changed yet. All of them come in or none; nobody gets a mail by it.`;
}

function deeds({ result, keptId, encoding }: PeopleCheckPage): Deed[] {
  if (keptId === null) return [];
  const { problems, newRows } = result;
  if (problems.length === 0 && newRows > 0) {
    const hidden = { key: newId(), check: keptId };
    return [deedPost(`Bring in ${peopleWords(newRows)}`, paths.peopleImports, hidden, { first: true })];
  }
  if (encoding !== "" || !asksForEncoding(problems)) return [];
  const hidden = { key: newId(), encoding: "windows-1252" };
  return [deedPost("Read it as Windows-1252", paths.peopleEncoding(keptId), hidden, { first: true })];
}

/** Who is in a file and what is wrong with it, before anybody comes in. */
export function peopleCheckPage(page: PeopleCheckPage) {
  const { result, fileName } = page;
  const { reading, problems, notes, newRows } = result;
  const count = problems.length.toLocaleString("en-US");
  const summary = {
    title: "This file cannot go in as it is",
    errors: [
      {
        href: "#problems",
        message: `Mend ${problems.length === 1 ? "the problem" : `the ${count} problems`} listed below.`,
      },
    ],
  };
  return {
    head: pageHead({
      heading: fileName,
      kicker: say(link(paths.peopleImports, "Bring people in"), " · check"),
      standing: say(standing(page)),
      deeds: deeds(page),
      form: { summary: page.summary ?? (problems.length > 0 ? summary : null) },
    }),
    holds:
      reading.checked > 0
        ? {
            facts: facts(
              ["People", reading.people.length.toLocaleString("en-US")],
              [
                "New",
                problems.length > 0 ? "not known before the file is mended" : newRows.toLocaleString("en-US"),
              ],
            ),
            sums: null,
          }
        : null,
    problems: problemsView(problems),
    notes: notesView(notes),
    upload: peopleUpload(false),
  };
}
