import type { BudgetState } from "./budget.rules.ts";
import { type Asked, yearlyCents, yearsOf } from "./lines.rules.ts";
import { type Holding, leftCents } from "./sources.rules.ts";

type PlacedLine = Asked & {
  approvedCents: number | null;
  source: { id: string; name: string } | null;
};

/** A source in a fiscal year, as one request bears on it. */
export type Place = Holding & {
  /** What the request asks of it; once decided, what it holds there. */
  ownCents: number;
  leftCents: number;
  /** What would be left if all that is asked were approved; once decided, what is left. */
  afterCents: number;
};

const undecided: readonly BudgetState[] = ["draft", "submitted", "endorsed", "reviewed"];
export const isDecided = (state: BudgetState): boolean => !undecided.includes(state);

/** Every source and year that a request takes from: its own year first, then by name. */
export function placesOf(
  it: { state: BudgetState; row: { fiscalYear: number }; lines: readonly PlacedLine[] },
  holdings: readonly Holding[],
): Place[] {
  const decided = isDecided(it.state);
  const own = new Map<string, Omit<Holding, "amountCents" | "reservedCents"> & { ownCents: number }>();
  for (const line of it.lines) {
    const cents = decided ? (line.approvedCents ?? 0) : yearlyCents(line);
    if (!line.source || cents === 0) continue;
    for (const fiscalYear of yearsOf(line, it.row.fiscalYear)) {
      const key = `${line.source.id} ${fiscalYear}`;
      const before = own.get(key)?.ownCents ?? 0;
      own.set(key, {
        sourceId: line.source.id,
        name: line.source.name,
        fiscalYear,
        ownCents: before + cents,
      });
    }
  }
  return [...own.values()]
    .map(({ ownCents, ...place }) => {
      const found = holdings.find(
        each => each.sourceId === place.sourceId && each.fiscalYear === place.fiscalYear,
      );
      const holding = {
        ...place,
        amountCents: found?.amountCents ?? 0,
        reservedCents: found?.reservedCents ?? 0,
      };
      const left = leftCents(holding);
      return { ...holding, ownCents, leftCents: left, afterCents: decided ? left : left - ownCents };
    })
    .sort((a, b) => a.fiscalYear - b.fiscalYear || (a.name < b.name ? -1 : 1));
}
