import { and, asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { type RecordRow, writeChange } from "./changes.actions.ts";
import { type Audience, narrowest } from "./records.rules.ts";
import { records, ties } from "./records.table.ts";

/** Who may see a work item that serves these: whoever sees them all. */
export const audienceOfWork = (above: readonly { audience: Audience }[]): Audience =>
  narrowest(["everyone", ...above.map(({ audience }) => audience)]);

/** Gives a work item the readers that all it serves have in common, whoever may see what. */
export async function settleAudience(tx: Tx, deed: Deed, work: RecordRow): Promise<RecordRow> {
  const above = await tx
    .select({ audience: records.audience })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.toId))
    .where(and(eq(ties.fromId, work.id), inArray(records.kind, ["goal", "request"])));
  const audience = audienceOfWork(above);
  if (audience === work.audience) return work;
  return writeChange(tx, deed, work, { audience }, { kind: "work audience changed", data: { audience } });
}

/** The same for all work under a goal or request that has other readers now. */
export async function settleBelow(tx: Tx, deed: Deed, recordId: string): Promise<void> {
  const below = await tx
    .select({ record: records })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.fromId))
    .where(and(eq(ties.toId, recordId), eq(records.kind, "work")))
    .orderBy(asc(records.number));
  for (const { record } of below) await settleAudience(tx, deed, record);
}
