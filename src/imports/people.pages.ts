import { pageHead } from "../web/head.ts";
import { facts } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";
import { type CheckWords, uploadOf, uploadSummary } from "./check.pages.ts";
import type { FileCheck } from "./file-kind.ts";
import type { PeopleReading } from "./people-file.ts";

export const peopleWords: CheckWords<PeopleReading, FileCheck> = {
  start: { href: paths.peopleImports, label: "Bring people in" },
  checks: paths.peopleChecks,
  check: paths.peopleCheck,
  encoding: paths.peopleEncoding,
  upload: {
    label: "People file",
    hint: "email, name and role, and if you have them title, side, school and hours_a_week",
  },
  submit: count => `Bring in ${count === 1 ? "one person" : `${count.toLocaleString("en-US")} people`}`,
  whole: () => "All of them come in or none; nobody gets a mail by it.",
  allHere: "All of them are here already, so there is nobody to bring in.",
  holds: ({ reading, problems, newRows }) =>
    facts(
      ["People", reading.people.length.toLocaleString("en-US")],
      ["New", problems.length > 0 ? "not known before the file is mended" : newRows.toLocaleString("en-US")],
    ),
  sums: () => null,
};

export const peopleUploadPage = (error: string | null) => ({
  head: pageHead({
    heading: "Bring people in",
    kicker: say(link(paths.people, "People")),
    standing: say(
      "From a CSV file. Who is here already stays as they are. Nobody gets a mail: from then on they can ask for a sign-in link.",
    ),
    ...(error ? { form: { summary: uploadSummary(error) } } : {}),
  }),
  upload: uploadOf(peopleWords, true, error),
});
