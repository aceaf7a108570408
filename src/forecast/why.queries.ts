import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, sum } from "drizzle-orm";
import { listHands } from "../capacity/capacity.queries.ts";
import type { Read } from "../db/database.ts";
import { estimates } from "../estimates/estimates.table.ts";
import type { Kind } from "../records/records.rules.ts";
import { records } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import type { Day } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { type DaysRow, isPast } from "./days.rules.ts";
import { forecasts } from "./days.table.ts";

/** A record under the late one, as its reader may see it. */
export type Under = { id: string; kind: Kind; number: number; title: string; state: string };

export type Why = {
  /** What is done last of it; null where that is the record itself. */
  last: (Under & { day: Day }) | null;
  blocked: Under[];
  /** Promised requests that stand before it, with their hours by estimate. */
  before: { requests: number; hours: number };
  /** Hours that the team has for projects in a week. */
  weekHours: number;
};

type Late = { days: DaysRow | undefined; due: Day | null; rank: number | null };

/** What keeps a record until after its day; null where nothing does. */
export async function findWhy(
  db: Read,
  district: District,
  { days, due, rank }: Late,
  under: readonly Under[],
): Promise<Why | null> {
  if (!isPast(days, due)) return null;
  const found = rank === null ? await findLast(db, under) : null;
  const [before, hands] = await Promise.all([countBefore(db, found ? found.rank : rank), listHands(db)]);
  const hours = hands.reduce((all, { hoursAWeek }) => all + hoursAWeek, 0);
  return {
    last: found,
    blocked: under.filter(({ state }) => state === "blocked"),
    before,
    weekHours: hours * (1 - district.lightsOnPercent / 100),
  };
}

/** A request before its own work, which is done on the same day. */
async function findLast(db: Read, under: readonly Under[]) {
  const byId = new Map(under.map(each => [each.id, each]));
  if (byId.size === 0) return null;
  const [row] = await db
    .select({ id: forecasts.recordId, day: forecasts.p80, rank: requests.rank })
    .from(forecasts)
    .innerJoin(records, eq(records.id, forecasts.recordId))
    .leftJoin(requests, eq(requests.id, records.id))
    .where(
      and(
        inArray(forecasts.recordId, [...byId.keys()]),
        isNull(forecasts.supersededAt),
        isNotNull(forecasts.p80),
      ),
    )
    .orderBy(desc(forecasts.p80), asc(records.kind), asc(records.number))
    .limit(1);
  const last = row && byId.get(row.id);
  return last && row.day ? { ...last, day: row.day, rank: row.rank } : null;
}

/** What has no rank stands behind all that is promised. */
async function countBefore(db: Read, rank: number | null) {
  const [row] = await db
    .select({ requests: count(), hours: sum(estimates.likelyHours).mapWith(Number) })
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .leftJoin(estimates, and(eq(estimates.recordId, records.id), isNull(estimates.supersededAt)))
    .where(
      and(
        eq(records.kind, "request"),
        inArray(records.state, ["committed", "in delivery"]),
        rank === null ? undefined : lt(requests.rank, rank),
      ),
    );
  return { requests: row?.requests ?? 0, hours: row?.hours ?? 0 };
}
