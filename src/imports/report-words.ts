import { type Finding, quoted } from "./findings.ts";
import { groupFindings, rowWords } from "./findings-grouped.ts";

// What every import says to people at a terminal.

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

type Outcome = { checked: number; imported: number; newRows: number; problems: readonly Finding[] };

export function outcomeWords(name: string, outcome: Outcome, isCheck: boolean): string {
  const { checked, imported, newRows, problems } = outcome;
  const read = `${quoted(name, 80)}: ${counted(checked, "row")} read`;
  if (problems.length > 0) return `${read}, nothing changed: ${counted(problems.length, "problem")} to mend.`;
  if (isCheck) return `${read}, nothing changed: ${counted(newRows, "row is", "rows are")} new.`;
  return imported === 0
    ? `${read}, all of it here already.`
    : `${read}, ${counted(imported, "row")} imported.`;
}

const shownAtMost = 100;

/** A heading over lines, of which a terminal gets the first hundred. */
export function listed(heading: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - shownAtMost;
  const rest = more > 0 ? [`  and ${counted(more, "other")}`] : [];
  return ["", heading, ...lines.slice(0, shownAtMost), ...rest];
}

const placed = (where: (string | null)[], message: string): string => {
  const place = where.filter(part => part !== null && part !== "").join(", ");
  return place === "" ? `  ${message}` : `  ${place}: ${message}`;
};

/** Each problem with its place; the same note on many rows once. */
export const findingLines = (found: {
  problems: readonly Finding[];
  notes: readonly Finding[];
}): string[] => [
  ...listed(
    "Problems:",
    found.problems.map(({ row, column, message }) =>
      placed([row === null ? null : `row ${row}`, column && quoted(column)], message),
    ),
  ),
  ...listed(
    "Notes:",
    groupFindings(found.notes).map(({ rows, column, message }) =>
      placed([rowWords(rows), column && quoted(column)], message),
    ),
  ),
];
