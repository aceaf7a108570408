import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
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
import type { Deed } from "../shared/deed.ts";
import { loadWaitedFor, putWaits } from "./waiting.actions.ts";
import { columnsOf, loadAbove, loadOwner, onlyTechnology, wordsOf } from "./work.actions.ts";
import { getWork, type WorkRow } from "./work.queries.ts";
import { canDoWork, type WorkInput } from "./work.rules.ts";
import { work } from "./work.table.ts";

/** Changes what a work item says, who owns it and what it serves; each is an entry of its own in the history. */
export async function editWork(
  tx: Tx,
  deed: Deed,
  number: number,
  input: WorkInput,
  version: number | null,
): Promise<RecordRow> {
  const before = await getWork(tx, deed.by, number);
  if (!canDoWork(deed.by)) throw onlyTechnology();
  refuseStale(before.record, version);
  const above = await loadAbove(tx, deed, input);
  const owner = await loadOwner(tx, deed, input.owner);
  const waitedFor = await loadWaitedFor(tx, deed, input);
  let record = await putTexts(tx, deed, before, input);
  if (owner !== null && owner !== before.owner?.id) {
    const data = { fromId: before.owner?.id ?? null, toId: owner };
    record = await changeRecord(tx, deed, record, {}, { kind: "work handed over", data });
    await takeSeat(tx, deed, record.id, "owner", owner);
  }
  record = await putWaits(tx, deed, record, waitedFor);
  return settleAudience(tx, deed, await putTies(tx, deed, record, above));
}

async function putTexts(tx: Tx, deed: Deed, before: WorkRow, input: WorkInput): Promise<RecordRow> {
  const changes = changesOf(before, input);
  if (Object.keys(changes).length === 0) return before.record;
  await tx.update(work).set(columnsOf(input)).where(eq(work.id, before.record.id));
  return changeRecord(
    tx,
    deed,
    before.record,
    { title: input.title, due: input.due ?? null, words: wordsOf(input) },
    { kind: "work edited", data: { changes } },
  );
}

/** Ties it under these, and unties it from all others that the doer sees. */
async function putTies(tx: Tx, deed: Deed, work: RecordRow, above: RecordRow[]): Promise<RecordRow> {
  let record = work;
  const before = await listTied(tx, deed.by, record.id, "above");
  for (const { id } of above) {
    if (before.some(each => each.id === id)) continue;
    await tie(tx, deed, record.id, id);
    record = await changeRecord(tx, deed, record, {}, { kind: "work tied", data: { toId: id } });
  }
  for (const { id } of before) {
    if (above.some(each => each.id === id)) continue;
    await untie(tx, record.id, id);
    record = await changeRecord(tx, deed, record, {}, { kind: "work untied", data: { fromId: id } });
  }
  return record;
}

function changesOf(before: WorkRow, input: WorkInput): Changes {
  const pairs: [string, string, string][] = [
    ["title", before.record.title, input.title],
    ["in plain words", before.work.plainWords, input.plainWords ?? ""],
    ["due", before.record.due ?? "", input.due ?? ""],
    ["effort left", String(before.work.hoursLeft ?? ""), String(input.hoursLeft ?? "")],
    ["link", before.work.externalLink, input.externalLink ?? ""],
  ];
  return Object.fromEntries(
    pairs.filter(([, old, now]) => old !== now).map(([field, old, now]) => [field, [old, now]]),
  );
}
