import { and, asc, desc, eq, gt, inArray, isNotNull, min, sum } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import { estimates } from "../estimates/estimates.table.ts";
import { listPastEffort } from "../imports/past-effort.queries.ts";
import { ties } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import { compareDays, dayOf } from "../shared/dates.ts";
import { work } from "../work/work.table.ts";
import type { Pair } from "./forecast.rules.ts";

/** Older ones would fall out of every window: the method looks at 300 of a size or kind. */
const newest = 3_000;

type Finished = { id: string; kind: string; startedAt: Date; hours: number };

/**
 * What was estimated before work began, and what it took: of delivered requests, of finished work with an estimate of
 * its own, and of what was finished before Crosswalk.
 */
export async function listPairs(db: Read, zone: string): Promise<Pair[]> {
  const here = (await listPairsHere(db, zone)).map(({ id: _, ...pair }) => pair);
  return [...(await pastPairs(db)), ...here].toSorted((a, b) => compareDays(a.startedOn, b.startedOn));
}

/** Of what was finished in Crosswalk itself; the newest of requests and of work, each by its record. */
export async function listPairsHere(db: Read, zone: string): Promise<(Pair & { id: string })[]> {
  const finished = [...(await finishedRequests(db)), ...(await finishedWork(db))];
  const said = await findAll(
    finished.map(({ id }) => id),
    some =>
      db
        .select({ recordId: estimates.recordId, likelyHours: estimates.likelyHours, at: estimates.at })
        .from(estimates)
        .where(inArray(estimates.recordId, some))
        .orderBy(asc(estimates.recordId), asc(estimates.version)),
  );
  const byRecord = Map.groupBy(said, ({ recordId }) => recordId);
  return finished
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1))
    .flatMap(({ id, kind, startedAt, hours }) => {
      const last = byRecord.get(id)?.findLast(({ at }) => at <= startedAt);
      return last
        ? [{ id, startedOn: dayOf(startedAt, zone), likelyHours: last.likelyHours, actualHours: hours, kind }]
        : [];
    });
}

async function pastPairs(db: Read): Promise<Pair[]> {
  const rows = await listPastEffort(db, newest);
  return rows.toReversed().map(({ startedOn, estimateHours, actualHours, category }) => ({
    ...{ startedOn, actualHours, likelyHours: estimateHours },
    kind: category,
  }));
}

async function finishedRequests(db: Read): Promise<Finished[]> {
  const rows = await db
    .select({
      id: requests.id,
      kind: requests.kind,
      startedAt: min(work.startedAt),
      hours: sum(work.hoursLogged).mapWith(Number),
    })
    .from(requests)
    .innerJoin(ties, eq(ties.toId, requests.id))
    .innerJoin(work, eq(work.id, ties.fromId))
    .where(isNotNull(requests.deliveredAt))
    .groupBy(requests.id, requests.kind, requests.deliveredAt)
    .orderBy(desc(requests.deliveredAt), desc(requests.id))
    .limit(newest);
  return rows.flatMap(({ id, kind, startedAt, hours }) =>
    startedAt && hours > 0 ? [{ id, kind, startedAt, hours }] : [],
  );
}

async function finishedWork(db: Read): Promise<Finished[]> {
  const rows = await db
    .select({
      id: work.id,
      kind: min(requests.kind),
      startedAt: work.startedAt,
      hours: work.hoursLogged,
    })
    .from(work)
    .innerJoin(estimates, and(eq(estimates.recordId, work.id), eq(estimates.version, 1)))
    .leftJoin(ties, eq(ties.fromId, work.id))
    .leftJoin(requests, eq(requests.id, ties.toId))
    .where(and(isNotNull(work.doneAt), isNotNull(work.startedAt), gt(work.hoursLogged, 0)))
    .groupBy(work.id, work.startedAt, work.doneAt, work.hoursLogged)
    .orderBy(desc(work.doneAt), desc(work.id))
    .limit(newest);
  return rows.flatMap(({ id, kind, startedAt, hours }) =>
    startedAt ? [{ id, kind: kind ?? "", startedAt, hours }] : [],
  );
}
