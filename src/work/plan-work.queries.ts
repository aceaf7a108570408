import { eq, inArray } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { records } from "../records/records.table.ts";
import { work } from "./work.table.ts";

export type PlannedWork = { record: RecordRow; work: typeof work.$inferSelect };

/** What plans brought in before, by the keys of their texts: not scoped, for imports alone. */
export async function findPlannedWork(
  db: Read,
  planKeys: readonly string[],
): Promise<Map<string, PlannedWork>> {
  const found = await findAll(planKeys, some =>
    db
      .select({ record: records, work })
      .from(work)
      .innerJoin(records, eq(records.id, work.id))
      .where(inArray(work.planKey, some)),
  );
  return new Map(found.map(item => [item.work.planKey ?? "", item]));
}
