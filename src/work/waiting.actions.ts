import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { circleOf } from "../forecast/queue.rules.ts";
import { changeRecord, type RecordRow } from "../records/records.actions.ts";
import { visibleRecords } from "../records/records.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { listByNumber, listWaitedFor, type WaitRow, waitsFrom } from "./waiting.queries.ts";
import { numbersIn, type WorkInput } from "./work.rules.ts";
import { workWaits } from "./work.table.ts";

/** The work that a form named, as far as the doer sees it. @throws invalid */
export async function loadWaitedFor(tx: Tx, deed: Deed, { waitsFor = "" }: WorkInput): Promise<WaitRow[]> {
  const numbers = numbersIn(waitsFor) ?? [];
  const found = await listByNumber(tx, deed.by, numbers);
  const missing = numbers.find(number => !found.some(each => each.number === number));
  if (missing !== undefined)
    throw invalid(`${refOf("work", missing)} is not there, or you may not see it. Change “Waits for”.`);
  return found;
}

/** Has the work wait for these, and for nothing else that the doer sees. @throws invalid where it would close a circle */
export async function putWaits(
  tx: Tx,
  deed: Deed,
  item: RecordRow,
  waitedFor: readonly WaitRow[],
): Promise<RecordRow> {
  const before = await listWaitedFor(tx, deed.by, item.id);
  let record = item;
  for (const { id: forId } of without(before, waitedFor)) {
    await tx.delete(workWaits).where(and(eq(workWaits.workId, item.id), eq(workWaits.forId, forId)));
    record = await changeRecord(tx, deed, record, {}, { kind: "work waits no more", data: { forId } });
  }
  for (const { id: forId } of without(waitedFor, before)) {
    await refuseCircle(tx, deed, item.id, forId);
    await tx.insert(workWaits).values({ workId: item.id, forId, at: deed.now });
    record = await changeRecord(tx, deed, record, {}, { kind: "work waits", data: { forId } });
  }
  return record;
}

const without = (some: readonly WaitRow[], others: readonly WaitRow[]) =>
  some.filter(({ id }) => !others.some(other => other.id === id));

async function refuseCircle(tx: Tx, deed: Deed, workId: string, forId: string): Promise<void> {
  const waits = await waitsFrom(tx, [forId]);
  const circle = circleOf(workId, forId, id => waits.get(id) ?? []);
  if (circle === null) return;
  if (circle.length === 1) throw invalid("Work cannot wait for itself. Change “Waits for”.");
  const seen = await visibleRecords(tx, deed.by, circle);
  const refs = circle.map(id => {
    const record = seen.get(id);
    return record ? refOf("work", record.number) : "work that you may not see";
  });
  const [first = "", ...others] = refs;
  const chain = others.join(", which waits for ");
  throw invalid(`${first} waits for ${chain} already, so neither would ever begin. Change “Waits for”.`);
}
