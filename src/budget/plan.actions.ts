import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import type { CostKind, Recurrence } from "../estimates/estimates.rules.ts";
import { createRecords, tieMany } from "../records/many.actions.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { changeRecord, takeSeat } from "../records/records.actions.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { formatCents } from "../shared/money.ts";
import { on, seatsFor } from "./authors.actions.ts";
import { getBudget, insertLines, updateBudget } from "./budget.queries.ts";
import { budgetRequests } from "./budget.table.ts";
import { sumOf } from "./lines.actions.ts";
import { findPlannedBudgets, findPlannedLines, type PlannedBudget } from "./plan.queries.ts";
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
  title: string;
  fiscalYear: number;
  goalId: string;
  lines: readonly PlanLine[];
};

/**
 * Brings the lines of a plan in, as one draft for each of `plans`; known lines stay as they were edited or taken out.
 * A draft that was submitted meanwhile takes no more lines: its new ones go to a further draft.
 */
export async function bringInBudgets(
  tx: Tx,
  deed: Deed,
  file: string,
  plans: readonly PlanBudget[],
): Promise<void> {
  const known = await findPlannedLines(
    tx,
    plans.flatMap(({ lines }) => lines.map(({ planKey }) => planKey)),
  );
  const isNew = ({ planKey }: PlanLine) => !known.has(planKey);
  let waiting = plans
    .map(plan => ({ ...plan, lines: plan.lines.filter(isNew) }))
    .filter(({ lines }) => lines.length > 0);
  for (let nth = 1; waiting.length > 0; nth += 1) {
    const keyOf = ({ planKey }: PlanBudget) => (nth === 1 ? planKey : `${planKey} ${nth}`);
    const there = await findPlannedBudgets(tx, waiting.map(keyOf));
    const fresh = waiting.filter(plan => !there.has(keyOf(plan)));
    await makeDrafts(
      tx,
      deed,
      file,
      fresh.map(plan => ({ ...plan, planKey: keyOf(plan) })),
    );
    for (const plan of waiting) {
      const draft = there.get(keyOf(plan));
      if (draft?.record.state === "draft") await addLines(tx, deed, draft, plan.lines);
    }
    waiting = waiting.filter(plan => (there.get(keyOf(plan))?.record.state ?? "draft") !== "draft");
  }
}

async function makeDrafts(tx: Tx, deed: Deed, file: string, plans: readonly PlanBudget[]): Promise<void> {
  const asked = plans.map(({ lines }) => sumOf(lines));
  const made = await createRecords(
    tx,
    deed,
    "budget",
    plans.map(({ title, lines }, index) => ({
      title,
      state: "draft",
      audience: "money",
      words: lines.map(({ label }) => label).join("\n"),
      events: [{ kind: "budget imported", data: { file, askedCents: asked[index] ?? 0 } }],
    })),
  );
  const rows = made.flatMap((record, index) => rowsOf(record.id, plans[index], asked[index]));
  await inBatches(rows, some => tx.insert(budgetRequests).values(some.map(({ budget }) => budget)));
  await tieMany(
    tx,
    deed,
    rows.map(({ budget, goalId }) => ({ fromId: budget.id, toId: goalId })),
  );
  await inBatches(
    rows.flatMap(({ lines }) => lines),
    some => insertLines(tx, some),
  );
}

function rowsOf(id: string, plan: PlanBudget | undefined, askedCents = 0) {
  if (!plan) return [];
  const { fiscalYear, planKey, goalId } = plan;
  const texts = { justification: "", ifDeclined: "" };
  const undecided = { approvedCents: null, submittedAt: null, boardDay: null };
  const budget = { id, fiscalYear, ...texts, askedCents, ...undecided, planKey };
  return [{ budget, goalId, lines: lineRows(id, plan.lines, 0) }];
}

const lineRows = (budgetId: string, lines: readonly PlanLine[], before: number) =>
  lines.map((line, index) => ({
    ...line,
    id: newId(),
    budgetId,
    position: before + index + 1,
    approvedCents: null,
    actualCents: null,
    removedAt: null,
  }));

async function addLines(
  tx: Tx,
  deed: Deed,
  { record, askedCents, lastPosition }: PlannedBudget,
  lines: readonly PlanLine[],
): Promise<void> {
  const after = askedCents + sumOf(lines);
  if (!Number.isSafeInteger(after))
    throw invalid("The lines together are more than can be counted to the cent.");
  await inBatches(lineRows(record.id, lines, lastPosition), some => insertLines(tx, some));
  await updateBudget(tx, record.id, { askedCents: after });
  await changeRecord(
    tx,
    deed,
    record,
    {},
    {
      kind: "budget edited",
      data: { changes: { Lines: [formatCents(askedCents), formatCents(after)] } },
    },
  );
}

/** Makes the doer, or whom they type for, the author of a draft that a plan brought in. */
export async function takeUpBudget(
  tx: Tx,
  deed: Deed,
  input: { number: number; forWhom?: string | undefined },
): Promise<RecordRow> {
  const it = await getBudget(tx, deed.by, input.number);
  await requireTurn(tx, deed, "take up", it);
  const { author, requester } = await seatsFor(tx, deed, input.forWhom);
  if (author) await takeSeat(tx, deed, it.record.id, "author", author);
  if (requester) await takeSeat(tx, deed, it.record.id, "requester", requester);
  return changeRecord(tx, on(deed, requester), it.record, {}, { kind: "budget taken up", data: {} });
}
