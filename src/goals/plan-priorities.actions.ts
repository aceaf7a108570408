import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { createRecords } from "../records/many.actions.ts";
import { addEvent } from "../records/records.actions.ts";
import type { Deed } from "../shared/deed.ts";
import { priorities } from "./goals.table.ts";
import { getPriority, type ListedPriority, listPriorities, updatePriority } from "./priorities.queries.ts";
import { priorityName } from "./priorities.rules.ts";

export type PlanPriority = { planKey: string; title: string };

const alike = (name: string): string => name.trim().toLowerCase();

/** A priority that people made before they had the plan is the plan's where it has the same name. */
function findNamed(there: readonly ListedPriority[], title: string): ListedPriority | undefined {
  const named = (row: ListedPriority) => [row.title, priorityName(row)].map(alike).includes(alike(title));
  return there.find(named);
}

/** From now on it is the plan's, whatever it will be called. */
async function bind(tx: Tx, deed: Deed, priority: ListedPriority, plan: PlanPriority): Promise<void> {
  priority.planKey = plan.planKey;
  await updatePriority(tx, priority.id, { planKey: plan.planKey });
  const { record } = await getPriority(tx, deed.by, priority.number);
  const changes: Changes = { "name in the plan": ["", plan.title] };
  await addEvent(tx, deed, record, { kind: "priority changed", data: { changes } });
}

/** The priorities of a plan, made after the last one where they are new. Gives their ids by plan key. */
export async function bringInPriorities(
  tx: Tx,
  deed: Deed,
  plans: readonly PlanPriority[],
): Promise<Map<string, string>> {
  const there = await listPriorities(tx);
  const idOf = new Map(there.map(row => [row.planKey ?? "", row.id]));
  const unknown = plans.filter(({ planKey }) => !idOf.has(planKey));
  const fresh: PlanPriority[] = [];
  for (const plan of unknown) {
    const named = findNamed(there, plan.title);
    if (!named) fresh.push(plan);
    else {
      idOf.set(plan.planKey, named.id);
      if (named.planKey === null) await bind(tx, deed, named, plan);
    }
  }
  const made = await createRecords(
    tx,
    deed,
    "priority",
    fresh.map(({ title }) => ({
      title,
      state: "active",
      audience: "board",
      words: "",
      events: [{ kind: "priority made", data: { title } }],
    })),
  );
  const last = Math.max(0, ...there.map(({ position }) => position));
  const rows = fresh.map(({ planKey, title }, index) => {
    const id = made[index]?.id ?? "";
    idOf.set(planKey, id);
    return { id, code: "", title, years: "", position: last + index + 1, planKey };
  });
  await inBatches(rows, some => tx.insert(priorities).values(some));
  return idOf;
}
