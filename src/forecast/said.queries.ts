import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import { forecasts } from "./days.table.ts";

/** Those of these requests that are promised, with the day that was said and the one of today. Whoever calls it has loaded them as the person sees them. */
export async function listSaid(db: Read, requestIds: readonly string[]) {
  if (requestIds.length === 0) return [];
  return db
    .select({ number: records.number, title: records.title, said: requests.saidP80, now: forecasts.p80 })
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .innerJoin(forecasts, and(eq(forecasts.recordId, records.id), isNull(forecasts.supersededAt)))
    .where(
      and(
        inArray(records.id, [...requestIds]),
        inArray(records.state, ["committed", "in delivery"]),
        isNotNull(requests.saidP80),
        isNotNull(forecasts.p80),
      ),
    )
    .orderBy(asc(records.number));
}

export type SaidRequest = Awaited<ReturnType<typeof listSaid>>[number];
