import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import type { Deed } from "../shared/deed.ts";
import { eventRootHeads, eventRoots, recordSeals } from "./events.table.ts";
import { rootOver } from "./verify.ts";

const rowsAtOnce = 1000;

/** Takes today's root over every chain that grew since it was last covered; once a day, and nothing twice. */
export async function takeRoot(tx: Tx, deed: Deed): Promise<string | null> {
  const [last] = await tx.select().from(eventRoots).orderBy(desc(eventRoots.day)).limit(1);
  if (last && last.day >= deed.today) return null;
  const heads = await tx
    .select({
      recordId: records.id,
      sequence: records.eventCount,
      head: records.eventHead,
      seal: recordSeals.seal,
    })
    .from(records)
    .innerJoin(recordSeals, eq(recordSeals.recordId, records.id))
    .leftJoin(
      eventRootHeads,
      and(eq(eventRootHeads.recordId, records.id), eq(eventRootHeads.sequence, records.eventCount)),
    )
    .where(isNull(eventRootHeads.recordId))
    .orderBy(asc(records.id));
  const root = rootOver(last?.root ?? "", heads);
  await tx.insert(eventRoots).values({ day: deed.today, at: deed.now, heads: heads.length, root });
  for (let start = 0; start < heads.length; start += rowsAtOnce)
    await tx
      .insert(eventRootHeads)
      .values(heads.slice(start, start + rowsAtOnce).map(head => ({ ...head, day: deed.today })));
  return root;
}
