import type { FileKind } from "./file-kind.ts";
import { counted, findingLines, outcomeWords } from "./report-words.ts";
import { checkRequests, importRequests } from "./requests.actions.ts";
import { type RequestsReading, readRequests, refusedRequests } from "./requests-file.ts";

/** What was asked for elsewhere: another tracker, a form, a list. */
export const requestsKind: FileKind<RequestsReading> = {
  kind: "requests",
  read: readRequests,
  refused: refusedRequests,
  unchecked: ({ problems, notes }) => ({ newRows: 0, problems, notes }),
  check: checkRequests,
  bringIn: importRequests,
  document: ({ reading, imported, problems, notes }) => ({
    checked: reading.checked,
    imported,
    requests: reading.requests.length,
    problems,
    notes,
  }),
  lines: (name, result, isCheck) => [
    outcomeWords(name, { ...result, checked: result.reading.checked }, isCheck),
    ...(result.reading.checked > 0
      ? [`It holds ${counted(result.reading.requests.length, "request")}.`]
      : []),
    ...findingLines(result),
  ],
};
