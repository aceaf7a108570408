import type { EffortReading } from "./effort-file.ts";
import type { FileResult } from "./file-kind.ts";
import { counted, findingLines, outcomeWords } from "./report-words.ts";

export type EffortResult = FileResult<EffortReading>;

/** Rows that can teach nothing: unfinished, or without an estimate. */
export const leftOutOf = ({ checked, tasks }: EffortReading): number => checked - tasks.length;

/** The shape that scripts rely on. */
export const effortDocument = ({ reading, imported, problems, notes }: EffortResult) => ({
  checked: reading.checked,
  imported,
  tasks: reading.tasks.length,
  leftOut: leftOutOf(reading),
  problems,
  notes,
});

export function effortLines(name: string, result: EffortResult, isCheck: boolean): string[] {
  const { reading } = result;
  const left = leftOutOf(reading);
  const held = `It holds ${counted(reading.tasks.length, "finished task")}${left > 0 ? `; ${counted(left, "row")} can teach nothing` : ""}.`;
  return [
    outcomeWords(name, { ...result, checked: reading.checked }, isCheck),
    ...(reading.checked > 0 ? [held] : []),
    ...findingLines(result),
  ];
}
