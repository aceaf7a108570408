import type { Tx } from "../db/database.ts";
import { settleAudience } from "../records/audiences.actions.ts";
import {
  changeRecord,
  type RecordRow,
  refuseStale,
  takeSeat,
  tie,
  untie,
} from "../records/records.actions.ts";
import { listTied } from "../records/records.queries.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Day } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { onlyTechnology } from "./work.actions.ts";
import { getWork, type WorkRow } from "./work.queries.ts";
import { canDoWork, lackOf } from "./work.rules.ts";

/** Which work is meant, and the version that the doer saw. */
export type AtWork = { number: number; version: number | null };

/** The work, if this of it can be changed alone. @throws not found, forbidden, conflict, invalid */
async function workFor(
  tx: Tx,
  deed: Deed,
  { number, version }: AtWork,
  change: Parameters<typeof lackOf>[1],
): Promise<WorkRow> {
  const item = await getWork(tx, deed.by, number);
  if (!canDoWork(deed.by)) throw onlyTechnology();
  refuseStale(item.record, version);
  const lack = lackOf({ state: item.record.state, plainWords: item.work.plainWords }, change);
  if (lack) throw invalid(lack);
  return item;
}

/** Gives open work to somebody in technology, who was loaded already. */
export async function handOverWork(tx: Tx, deed: Deed, at: AtWork, ownerId: string): Promise<RecordRow> {
  const { record, owner } = await workFor(tx, deed, at, "owner");
  if (owner?.id === ownerId) throw conflict(`${owner.name} owns it already.`);
  const data = { fromId: owner?.id ?? null, toId: ownerId };
  const changed = await changeRecord(tx, deed, record, {}, { kind: "work handed over", data });
  await takeSeat(tx, deed, record.id, "owner", ownerId);
  return changed;
}

export async function dateWork(tx: Tx, deed: Deed, at: AtWork, due: Day): Promise<RecordRow> {
  const { record } = await workFor(tx, deed, at, "due");
  if (record.due === due) throw conflict("It is due on that day already.");
  const changes = { due: [record.due ?? "", due] } satisfies Record<string, [string, string]>;
  return changeRecord(tx, deed, record, { due }, { kind: "work edited", data: { changes } });
}

/** Puts work under a goal too, which was loaded already. */
export async function putWorkUnder(tx: Tx, deed: Deed, at: AtWork, goalId: string): Promise<RecordRow> {
  const { record } = await workFor(tx, deed, at, "goal");
  if (!(await tie(tx, deed, record.id, goalId))) throw conflict("It serves that goal already.");
  const tied = await changeRecord(tx, deed, record, {}, { kind: "work tied", data: { toId: goalId } });
  return settleAudience(tx, deed, tied);
}

/** Takes work off a goal that the doer sees over it. */
export async function takeWorkOff(tx: Tx, deed: Deed, at: AtWork, unsafeGoalId: string): Promise<RecordRow> {
  const { record } = await workFor(tx, deed, at, "due");
  const goal = (await listTied(tx, deed.by, record.id, "above", "goal")).find(
    ({ id }) => id === unsafeGoalId,
  );
  if (!goal) throw conflict("It does not serve that goal.");
  await untie(tx, record.id, goal.id);
  const data = { fromId: goal.id };
  return settleAudience(tx, deed, await changeRecord(tx, deed, record, {}, { kind: "work untied", data }));
}
