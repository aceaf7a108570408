import type { Tx } from "../db/database.ts";
import type { CostKind, Recurrence } from "../estimates/estimates.rules.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { changeRecord, createRecord, takeSeat, tie } from "../records/records.actions.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { formatCents } from "../shared/money.ts";
import { on, seatsFor } from "./authors.actions.ts";
import { getBudget, insertBudget, insertLines, updateBudget } from "./budget.queries.ts";
import { sumOf } from "./lines.actions.ts";
import { findPlanned, type Planned } from "./plan.queries.ts";
import { requireTurn } from "./turns.queries.ts";

export type PlanLine = {
  planKey: string;
  label: string;
  kind: CostKind;
  quantity: number;
  unitCents: number;
  recurrence: Recurrence;
  years: number;
  sourceId: string | null;
};

export type PlanBudget = {
  /** One for each goal and fiscal year. */
  planKey: string;
  file: string;
  title: string;
  fiscalYear: number;
  goalId: string;
  lines: readonly PlanLine[];
};

/** What went in. `late` are new lines of a request that is past its draft: they need one of their own. */
export type BroughtIn = { number: number; added: number; known: number; late: string[] };

/** Brings a plan's lines for a goal and fiscal year in as one draft; known lines stay as they were edited. */
export async function bringInBudget(tx: Tx, deed: Deed, plan: PlanBudget): Promise<BroughtIn> {
  const there = await findPlanned(tx, plan.planKey);
  const fresh = plan.lines.filter(({ planKey }) => !there?.lineKeys.has(planKey));
  const known = plan.lines.length - fresh.length;
  if (!there) {
    const record = await makeDraft(tx, deed, plan);
    return { number: record.number, added: fresh.length, known, late: [] };
  }
  const { number } = there.record;
  if (fresh.length === 0) return { number, added: 0, known, late: [] };
  if (there.record.state !== "draft")
    return { number, added: 0, known, late: fresh.map(({ planKey }) => planKey) };
  await addLines(tx, deed, there, fresh);
  return { number, added: fresh.length, known, late: [] };
}

async function makeDraft(tx: Tx, deed: Deed, plan: PlanBudget): Promise<RecordRow> {
  const asked = sumOf(plan.lines);
  const words = plan.lines.map(({ label }) => label).join("\n");
  const record = await createRecord(
    tx,
    deed,
    { kind: "budget", title: plan.title, state: "draft", audience: "money", words },
    { kind: "budget imported", data: { file: plan.file, askedCents: asked } },
  );
  await insertBudget(tx, {
    id: record.id,
    fiscalYear: plan.fiscalYear,
    justification: "",
    ifDeclined: "",
    askedCents: asked,
    approvedCents: null,
    submittedAt: null,
    boardDay: null,
    planKey: plan.planKey,
  });
  await tie(tx, deed, record.id, plan.goalId);
  await insertLines(tx, rowsOf(record.id, plan.lines, 0));
  return record;
}

const rowsOf = (budgetId: string, lines: readonly PlanLine[], before: number) =>
  lines.map((line, index) => ({
    ...line,
    id: newId(),
    budgetId,
    position: before + index + 1,
    approvedCents: null,
    actualCents: null,
    removedAt: null,
  }));

async function addLines(tx: Tx, deed: Deed, there: Planned, fresh: readonly PlanLine[]): Promise<void> {
  const after = there.askedCents + sumOf(fresh);
  if (!Number.isSafeInteger(after))
    throw invalid("The lines together are more than can be counted to the cent.");
  await insertLines(tx, rowsOf(there.record.id, fresh, there.lastPosition));
  await updateBudget(tx, there.record.id, { askedCents: after });
  await changeRecord(
    tx,
    deed,
    there.record,
    {},
    {
      kind: "budget edited",
      data: { changes: { Lines: [formatCents(there.askedCents), formatCents(after)] } },
    },
  );
}

/** Makes the doer, or whom they type for, the author of a draft that a plan brought in. */
export async function takeUpBudget(
  tx: Tx,
  deed: Deed,
  input: { number: number; forId?: string | undefined },
): Promise<RecordRow> {
  const it = await getBudget(tx, deed.by, input.number);
  await requireTurn(tx, deed, "take up", it);
  const { author, requester } = await seatsFor(tx, deed, input.forId);
  if (author) await takeSeat(tx, deed, it.record.id, "author", author);
  if (requester) await takeSeat(tx, deed, it.record.id, "requester", requester);
  return changeRecord(tx, on(deed, requester), it.record, {}, { kind: "budget taken up", data: {} });
}
