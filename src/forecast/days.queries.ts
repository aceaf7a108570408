import { and, asc, inArray, isNull, max } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import type { DaysRow } from "./days.rules.ts";
import { forecastInputs, forecasts } from "./days.table.ts";

/** What stands for these records, by record. Whoever calls it has loaded them as the person sees them. */
export async function daysFor(db: Read, recordIds: readonly string[]): Promise<Map<string, DaysRow>> {
  const rows = await findAll(recordIds, some =>
    db
      .select()
      .from(forecasts)
      .where(and(inArray(forecasts.recordId, some), isNull(forecasts.supersededAt)))
      .orderBy(asc(forecasts.recordId), asc(forecasts.at)),
  );
  return new Map(rows.map(row => [row.recordId, row]));
}

/** The records of which something is said. */
export async function listStanding(db: Read): Promise<string[]> {
  const rows = await db
    .select({ id: forecasts.recordId })
    .from(forecasts)
    .where(isNull(forecasts.supersededAt))
    .orderBy(asc(forecasts.recordId));
  return rows.map(({ id }) => id);
}

/** Changes with every deed that can move a day. */
export async function findNewest(db: Read): Promise<Record<string, string>> {
  const rows = await db
    .select({ kind: records.kind, at: max(records.changedAt) })
    .from(records)
    .where(inArray(records.kind, ["work", "request", "person", "district"]))
    .groupBy(records.kind)
    .orderBy(asc(records.kind));
  return Object.fromEntries(rows.map(({ kind, at }) => [kind, at?.toISOString() ?? ""]));
}

export async function findInputs(db: Read) {
  const [row] = await db.select().from(forecastInputs).limit(1);
  return row;
}
