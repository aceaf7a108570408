import type { Finding } from "./findings.ts";

/** The same remark on many rows, told once. */
export type GroupedFinding = { column: string | null; message: string; rows: number[]; count: number };

/** In the order of their first rows. */
export function groupFindings(findings: readonly Finding[]): GroupedFinding[] {
  const groups = Map.groupBy(findings, ({ column, message }) => `${column} ${message}`);
  return [...groups.values()].flatMap(some => {
    const [first] = some;
    if (!first) return [];
    const rows = some.flatMap(({ row }) => row ?? []);
    return { column: first.column, message: first.message, rows, count: some.length };
  });
}

const rowsNamed = 5;

/** "row 4", "rows 4, 5 and 9", "rows 2 to 5, 9 and 31 more"; null where it is about no row. */
export function rowWords(rows: readonly number[]): string | null {
  const runs: [number, number][] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && row <= last[1] + 1) last[1] = row;
    else runs.push([row, row]);
  }
  if (runs.length === 0) return null;
  const named = runs.slice(0, rowsNamed);
  const words = named.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`));
  const shown = named.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const left = new Set(rows).size - shown;
  if (left > 0) words.push(`${left.toLocaleString("en-US")} more`);
  const last = words.pop() ?? "";
  const said = words.length === 0 ? last : `${words.join(", ")} and ${last}`;
  return `${rows.length === 1 ? "row" : "rows"} ${said}`;
}
