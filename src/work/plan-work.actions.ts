import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import { createRecords, tieMany } from "../records/many.actions.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { findPlannedWork } from "./plan-work.queries.ts";
import { blankWork } from "./work.actions.ts";
import { work } from "./work.table.ts";

export type PlanWork = {
  planKey: string;
  goalId: string;
  title: string;
  due: Day | null;
  startsOn: Day | null;
  /** As the plan has them: who, in which system, when, and where that is written. */
  ownerText: string;
  systemText: string;
  datesText: string;
  sourceText: string;
};

/**
 * The work items of a plan, planned under their goals and owned by nobody yet; known ones stay as they were edited.
 * The right to import is the importing verb's to check: this also serves the command line.
 */
export async function bringInWork(
  tx: Tx,
  deed: Deed,
  file: string,
  plans: readonly PlanWork[],
): Promise<void> {
  const known = await findPlannedWork(
    tx,
    plans.map(({ planKey }) => planKey),
  );
  const fresh = plans.filter(({ planKey }) => !known.has(planKey));
  const made = await createRecords(
    tx,
    deed,
    "work",
    fresh.map(({ title, due, ownerText, systemText }) => ({
      title,
      due,
      state: "planned",
      audience: "everyone",
      words: [ownerText, systemText].filter(Boolean).join("\n"),
      events: [{ kind: "work imported", data: { file } }],
    })),
  );
  const rows = made.flatMap((record, index) => rowsOf(record.id, fresh[index]));
  await inBatches(rows, some => tx.insert(work).values(some.map(({ row }) => row)));
  await tieMany(
    tx,
    deed,
    rows.map(({ row, goalId }) => ({ fromId: row.id, toId: goalId })),
  );
}

function rowsOf(id: string, plan: PlanWork | undefined) {
  if (!plan) return [];
  const { goalId, title: _, due: __, ...columns } = plan;
  return [{ goalId, row: { ...blankWork, ...columns, id } }];
}
