import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { changeRecord, createRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { PriorityRow } from "./goals.queries.ts";
import { canManagePriorities } from "./goals.rules.ts";
import { getPriority, insertPriority, updatePriority } from "./priorities.queries.ts";
import { type PriorityInput, priorityName } from "./priorities.rules.ts";

export const whoManages = "Only a leader, a liaison or an administrator can manage priorities.";

function requireManager(deed: Deed): void {
  if (!canManagePriorities(deed.by)) throw forbidden(whoManages);
}

export async function makePriority(tx: Tx, deed: Deed, input: PriorityInput): Promise<PriorityRow> {
  requireManager(deed);
  const record = await makeRecord(tx, deed, input);
  const { code, title, years = "", position } = input;
  return insertPriority(tx, { id: record.id, code, title, years, position, planKey: null });
}

/** The record of a priority: everyone sees it. */
const makeRecord = (tx: Tx, deed: Deed, priority: { code: string; title: string }): Promise<RecordRow> =>
  createRecord(
    tx,
    deed,
    { kind: "priority", title: priorityName(priority), state: "active", audience: "board", words: "" },
    { kind: "priority made", data: { title: priorityName(priority) } },
  );

export async function changePriority(
  tx: Tx,
  deed: Deed,
  at: { number: number; version?: number | null },
  input: PriorityInput,
): Promise<void> {
  requireManager(deed);
  const { record, row } = await getPriority(tx, deed.by, at.number);
  refuseStale(record, at.version ?? null);
  const next = { ...row, ...input, years: input.years ?? "" };
  const changes = changesOf(row, next);
  if (Object.keys(changes).length === 0) return;
  await changeRecord(
    tx,
    deed,
    record,
    { title: priorityName(next) },
    {
      kind: "priority changed",
      data: { changes },
    },
  );
  await updatePriority(tx, record.id, next);
}

function changesOf(before: PriorityRow, after: PriorityRow): Changes {
  const fields = { code: "code", title: "title", years: "years", position: "order" } as const;
  const keys = Object.keys(fields) as (keyof typeof fields)[];
  return Object.fromEntries(
    keys
      .filter(key => before[key] !== after[key])
      .map(key => [fields[key], [String(before[key]), String(after[key])]]),
  );
}
