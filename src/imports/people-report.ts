import type { FileResult } from "./file-kind.ts";
import type { PeopleReading } from "./people-file.ts";
import { counted, findingLines, outcomeWords } from "./report-words.ts";

export type PeopleResult = FileResult<PeopleReading>;

/** The shape that scripts rely on. */
export const peopleDocument = ({ reading, imported, problems, notes }: PeopleResult) => ({
  checked: reading.checked,
  imported,
  people: reading.people.length,
  problems,
  notes,
});

export const peopleLines = (name: string, result: PeopleResult, isCheck: boolean): string[] => [
  outcomeWords(name, { ...result, checked: result.reading.checked }, isCheck),
  ...(result.reading.checked > 0
    ? [`It holds ${counted(result.reading.people.length, "person", "people")}.`]
    : []),
  ...findingLines(result),
];
