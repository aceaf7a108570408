import { checkEffort, importEffort } from "./effort.actions.ts";
import { type EffortReading, readEffort, refusedEffort } from "./effort-file.ts";
import { effortDocument, effortLines } from "./effort-report.ts";
import type { FileKind } from "./file-kind.ts";

/** What a district estimated before Crosswalk, and what it took. */
export const effortKind: FileKind<EffortReading> = {
  kind: "effort",
  read: readEffort,
  refused: refusedEffort,
  unchecked: ({ problems, notes }) => ({ newRows: 0, problems, notes }),
  check: (db, _, reading) => checkEffort(db, reading),
  bringIn: importEffort,
  document: effortDocument,
  lines: effortLines,
};
