import type { RecordRow } from "../records/records.actions.ts";
import { audiencesOf, isNumbered, refOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { type Findings, quoted } from "./findings.ts";

/** One cell as the file has it, and as the record says it now; an empty cell says nothing. */
export type KnownCell<C extends string = string> = [column: C, file: string, now: string];

/** Notes on one row for what the record says otherwise; its words only to those who may read them. */
export function compareCells(
  row: number,
  record: RecordRow,
  cells: readonly KnownCell[],
  actor: Actor,
  findings: Findings,
): void {
  const isSeen = audiencesOf(actor).includes(record.audience);
  const ref = isNumbered(record.kind) ? refOf(record.kind, record.number) : record.title;
  for (const [column, file, now] of cells) {
    if (file === "" || file === now) continue;
    const kept = !isSeen
      ? "what a record that you may not see says now"
      : now === ""
        ? `${ref}, where this is empty`
        : `${quoted(now)} in ${ref}`;
    findings.note(row, column, `${quoted(file)} differs from ${kept}. That is kept.`);
  }
}
