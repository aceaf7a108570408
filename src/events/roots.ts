import { and, asc, desc, eq, gt, inArray } from "drizzle-orm";
import type { Database, Read, Tx } from "../db/database.ts";
import { insertRows } from "../db/rows.ts";
import { records } from "../records/records.table.ts";
import type { Deed } from "../shared/deed.ts";
import { breathe } from "../shared/wait.ts";
import { eventRootHeads, eventRoots, recordSeals } from "./events.table.ts";
import { rootOver } from "./verify.ts";

const readAtOnce = 1000;
/** After a large import a day has several roots: one over everything would keep all others from writing for long. */
const headsAtOnce = 5000;

/** Takes today's roots over every chain that grew since it was last covered; once a day. Says how many. */
export async function takeRoots(db: Database, deed: Deed): Promise<number> {
  const last = await findLast(db.read);
  if (last && last.day >= deed.today) return 0;
  let taken = 0;
  let grown: string[] = [];
  for await (const some of listGrown(db.read)) {
    grown.push(...some);
    if (grown.length < headsAtOnce) continue;
    await db.write(tx => takeRoot(tx, deed, grown));
    grown = [];
    taken += 1;
  }
  if (taken > 0 && grown.length === 0) return taken;
  await db.write(tx => takeRoot(tx, deed, grown));
  return taken + 1;
}

const isOfRecord = eq(recordSeals.recordId, records.id);

const findLast = async (db: Read) =>
  (await db.select().from(eventRoots).orderBy(desc(eventRoots.number)).limit(1))[0];

/** The records whose newest entry no root covers, some at a time. */
async function* listGrown(db: Read): AsyncGenerator<string[]> {
  const isCovered = and(
    eq(eventRootHeads.recordId, records.id),
    eq(eventRootHeads.sequence, records.eventCount),
  );
  for (let after: string | undefined; ; await breathe()) {
    const rows = await db
      .select({ id: records.id, covered: eventRootHeads.recordId })
      .from(records)
      .innerJoin(recordSeals, isOfRecord)
      .leftJoin(eventRootHeads, isCovered)
      .where(after === undefined ? undefined : gt(records.id, after))
      .orderBy(asc(records.id))
      .limit(readAtOnce);
    after = rows.at(-1)?.id;
    if (after === undefined) return;
    yield rows.filter(({ covered }) => covered === null).map(({ id }) => id);
  }
}

async function takeRoot(tx: Tx, deed: Deed, ids: readonly string[]): Promise<void> {
  const last = await findLast(tx);
  const number = (last?.number ?? 0) + 1;
  const heads = await tx
    .select({
      recordId: records.id,
      sequence: records.eventCount,
      head: records.eventHead,
      seal: recordSeals.seal,
    })
    .from(records)
    .innerJoin(recordSeals, isOfRecord)
    .where(inArray(records.id, [...ids]))
    .orderBy(asc(records.id));
  const root = rootOver(last?.root ?? "", heads);
  await tx.insert(eventRoots).values({ number, day: deed.today, at: deed.now, heads: heads.length, root });
  await insertRows(
    tx,
    eventRootHeads,
    heads.map(head => ({ ...head, rootNumber: number })),
  );
}
