import { pageHead } from "../web/head.ts";
import { facts } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";
import { type CheckWords, uploadOf, uploadSummary } from "./check.pages.ts";
import type { FileCheck } from "./file-kind.ts";
import { howMany } from "./findings.pages.ts";
import type { RequestsReading } from "./requests-file.ts";

export const requestsWords: CheckWords<RequestsReading, FileCheck> = {
  start: { href: paths.importKind("requests"), label: "Bring requests in" },
  checks: paths.importKindChecks("requests"),
  check: id => paths.importKindCheck("requests", id),
  encoding: id => paths.importKindEncoding("requests", id),
  upload: {
    label: "Requests file",
    hint: "title, need, why, kind, requester, school and needed_by, and if you have them external_id, state, opened_on and closed_on",
  },
  submit: newRows => `Bring in ${howMany(newRows, "request")}`,
  whole: () => "All of them come in or none; nobody gets a mail by it.",
  allHere: "All of them are here already, so there is nothing to bring in.",
  holds: ({ reading, problems, newRows }) =>
    facts(
      ["Requests", reading.requests.length.toLocaleString("en-US")],
      [
        "Still open",
        reading.requests.filter(({ state }) => state === "submitted").length.toLocaleString("en-US"),
      ],
      ["New", problems.length > 0 ? "not known before the file is mended" : newRows.toLocaleString("en-US")],
    ),
  sums: () => null,
};

export const requestsUploadPage = (error: string | null) => ({
  head: pageHead({
    heading: "Bring requests in",
    kicker: say(link(paths.imports, "Imports")),
    standing: say(
      "From another tracker, a form or a list, as CSV. What is open comes in as submitted and waits for triage; what was closed comes in as it ended. A request that is here already stays as it is.",
    ),
    ...(error ? { form: { summary: uploadSummary(error) } } : {}),
  }),
  upload: uploadOf(requestsWords, true, error),
});
