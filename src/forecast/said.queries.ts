import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records, ties } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import type { Actor } from "../shared/deed.ts";
import { forecasts } from "./days.table.ts";

/** Promised requests under a goal, with the day that was said and the one of today. */
export async function listSaid(db: Read, actor: Actor, goalId: string) {
  return db
    .select({ number: records.number, title: records.title, said: requests.saidP80, now: forecasts.p80 })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.fromId))
    .innerJoin(requests, eq(requests.id, records.id))
    .innerJoin(forecasts, and(eq(forecasts.recordId, records.id), isNull(forecasts.supersededAt)))
    .where(
      and(
        eq(ties.toId, goalId),
        inArray(records.state, ["committed", "in delivery"]),
        isNotNull(requests.saidP80),
        isNotNull(forecasts.p80),
        visibleTo(actor),
      ),
    )
    .orderBy(asc(records.number));
}

export type SaidRequest = Awaited<ReturnType<typeof listSaid>>[number];
