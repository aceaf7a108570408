import { and, asc, eq, gt } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { refOf } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import { type Budget, loadBudgets } from "./budget.queries.ts";
import { isTurn } from "./budget.rules.ts";
import { type CheckedBudget, type Held, holdingProblems, moneyProblems } from "./money-check.rules.ts";
import { listHoldings, listReservations } from "./sources.queries.ts";

const batch = 100;

/** Whether any money was promised twice or to nobody, whatever wrote it: sentences, none when all is well. */
export async function verifyMoney(db: Read): Promise<string[]> {
  const problems = holdingProblems(await listHoldings(db));
  for (let after = 0; ; ) {
    const found = await db
      .select()
      .from(records)
      .where(and(eq(records.kind, "budget"), gt(records.number, after)))
      .orderBy(asc(records.number))
      .limit(batch);
    const budgets = await loadBudgets(db, found);
    const held = await listReservations(
      db,
      budgets.flatMap(({ lines }) => lines.map(({ id }) => id)),
    );
    for (const budget of budgets) problems.push(...moneyProblems(checked(budget, held)));
    const last = found.at(-1);
    if (!last || found.length < batch) return problems;
    after = last.number;
  }
}

const checked = (it: Budget, held: readonly Held[]): CheckedBudget => ({
  ref: refOf("budget", it.record.number),
  state: it.state,
  fiscalYear: it.row.fiscalYear,
  askedCents: it.row.askedCents,
  approvedCents: it.row.approvedCents,
  lines: it.lines,
  held,
  authorIds: it.authorIds,
  turnIds: it.steps.filter(({ step }) => isTurn(step)).map(({ personId }) => personId),
});
