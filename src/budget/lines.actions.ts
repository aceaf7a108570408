import type { Tx } from "../db/database.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { insertLines, type LineRow, removeLines, updateLine } from "./budget.queries.ts";
import { type Asked, askedCents, type LineInput, matchLines, yearCount } from "./lines.rules.ts";
import { sourcesById } from "./sources.queries.ts";

/** @throws invalid beyond what can be counted to the cent */
export function sumOf(lines: readonly (Omit<Asked, "years"> & { years?: number | undefined })[]): number {
  const sum = askedCents(lines.map(line => ({ ...line, years: line.years ?? 1 })));
  if (sum === null)
    throw invalid("The lines together are more than can be counted to the cent. Make two requests of it.");
  return sum;
}

const columnsOf = (input: LineInput, position: number) => ({
  position,
  label: input.label,
  kind: input.kind,
  quantity: input.quantity,
  unitCents: input.unitCents,
  recurrence: input.recurrence,
  years: yearCount({ recurrence: input.recurrence, years: input.years ?? 1 }),
  sourceId: input.sourceId ?? null,
});

/** Puts these lines in the place of the old ones, which keep their rows where they are still meant. */
export async function putLines(
  tx: Tx,
  deed: Deed,
  budgetId: string,
  old: readonly LineRow[],
  inputs: readonly LineInput[],
): Promise<boolean> {
  await refuseUnknownSources(tx, inputs);
  const matched = matchLines(old, inputs);
  const kept = new Set(matched.map(line => line?.id));
  const gone = old.filter(({ id }) => !kept.has(id));
  await removeLines(tx, gone, deed.now);
  const fresh: LineRow[] = [];
  let changed = gone.length > 0;
  for (const [index, input] of inputs.entries()) {
    const line = matched[index];
    const next = columnsOf(input, index + 1);
    if (!line) fresh.push(newLine(budgetId, next));
    else if (differs(line, next)) {
      await updateLine(tx, line.id, next);
      changed = true;
    }
  }
  await insertLines(tx, fresh);
  return changed || fresh.length > 0;
}

type Columns = ReturnType<typeof columnsOf>;

const columns = [
  "position",
  "label",
  "kind",
  "quantity",
  "unitCents",
  "recurrence",
  "years",
  "sourceId",
] as const;

const differs = (line: LineRow, next: Columns): boolean => columns.some(name => line[name] !== next[name]);

const newLine = (budgetId: string, next: Columns): LineRow => ({
  ...next,
  id: newId(),
  budgetId,
  approvedCents: null,
  actualCents: null,
  planKey: null,
  removedAt: null,
});

/** @throws invalid for a source that is not there */
export async function refuseUnknownSources(
  tx: Tx,
  lines: readonly { sourceId?: string | null | undefined }[],
): Promise<void> {
  const ids = lines.flatMap(({ sourceId }) => sourceId ?? []);
  const known = await sourcesById(tx, ids);
  if (ids.some(id => !known.has(id)))
    throw invalid("“Source” names a funding source that is not there. Choose from the list.");
}
