import { and, inArray } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import { listPairsHere } from "../forecast/pairs.queries.ts";
import { findDistrict } from "../people/people.queries.ts";
import { type NumberedKind, refOf } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import type { PastTask } from "./effort-file.ts";

export type TaskHere = Omit<PastTask, "key" | "line">;

const digits = 100;

/** What was finished in Crosswalk, as a file of past effort says it: "R-214", "W-12"; no security matter. */
export async function listTasksHere(db: Read): Promise<TaskHere[]> {
  const district = await findDistrict(db);
  if (!district) return [];
  const pairs = await listPairsHere(db, district.timeZone);
  const named = await findAll(
    pairs.map(({ id }) => id),
    some =>
      db
        .select({ id: records.id, kind: records.kind, number: records.number })
        .from(records)
        .where(and(inArray(records.id, some), inArray(records.audience, ["board", "everyone"]))),
  );
  const refs = new Map(named.map(({ id, kind, number }) => [id, refOf(kind as NumberedKind, number)]));
  return pairs.flatMap(({ id, startedOn, likelyHours, actualHours, kind }) => {
    const taskId = refs.get(id);
    return taskId
      ? [
          {
            ...{ taskId, startedOn, category: kind, estimateHours: likelyHours },
            actualHours: Math.round(actualHours * digits) / digits,
          },
        ]
      : [];
  });
}
