import { aliasedTable, and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { findAll } from "../db/batches.ts";
import type { Read } from "../db/database.ts";
import { estimates } from "../estimates/estimates.table.ts";
import { records, ties } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import { openStates } from "../work/work.rules.ts";
import { work, workWaits } from "../work/work.table.ts";

const below = aliasedTable(records, "below");
const promised = ["committed", "in delivery"];

const standing = (on: typeof records.id) => and(eq(estimates.recordId, on), isNull(estimates.supersededAt));

/** All of these are read for everybody: what is late moves all days, whoever may see it. */
export async function listOpenWork(db: Read) {
  return db
    .select({
      id: records.id,
      number: records.number,
      due: records.due,
      hoursLeft: work.hoursLeft,
      hoursLogged: work.hoursLogged,
      likelyHours: estimates.likelyHours,
    })
    .from(records)
    .innerJoin(work, eq(work.id, records.id))
    .leftJoin(estimates, standing(records.id))
    .where(and(eq(records.kind, "work"), inArray(records.state, [...openStates])))
    .orderBy(asc(records.number));
}

export type OpenWork = Awaited<ReturnType<typeof listOpenWork>>[number];

export async function listPromised(db: Read) {
  return db
    .select({
      id: records.id,
      number: records.number,
      due: records.due,
      windowTo: requests.windowTo,
      rank: requests.rank,
      kind: requests.kind,
      likelyHours: estimates.likelyHours,
    })
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .leftJoin(estimates, standing(records.id))
    .where(and(eq(records.kind, "request"), inArray(records.state, promised)))
    .orderBy(asc(records.number));
}

export type Promised = Awaited<ReturnType<typeof listPromised>>[number];

/**
 * What these records are under, as far as whoever sees that sees them too: the day of a goal tells of no security matter.
 */
export const tiesFrom = (db: Read, ids: readonly string[]) =>
  findAll(ids, some =>
    db
      .select({ fromId: ties.fromId, toId: ties.toId, kind: records.kind })
      .from(ties)
      .innerJoin(records, eq(records.id, ties.toId))
      .innerJoin(below, eq(below.id, ties.fromId))
      .where(
        and(
          inArray(ties.fromId, some),
          or(inArray(below.audience, ["board", "everyone"]), eq(below.audience, records.audience)),
        ),
      )
      .orderBy(asc(ties.fromId), asc(ties.toId)),
  );

export type TieRow = Awaited<ReturnType<typeof tiesFrom>>[number];

/** Those of these requests under which work was done: what remains of them is to be said delivered. */
export async function withDoneWork(db: Read, requestIds: readonly string[]): Promise<Set<string>> {
  const rows = await findAll(requestIds, some =>
    db
      .select({ id: ties.toId })
      .from(ties)
      .innerJoin(records, eq(records.id, ties.fromId))
      .where(and(inArray(ties.toId, some), eq(records.kind, "work"), eq(records.state, "done")))
      .orderBy(asc(ties.toId)),
  );
  return new Set(rows.map(({ id }) => id));
}

export const waitsOf = (db: Read, workIds: readonly string[]) =>
  findAll(workIds, some =>
    db
      .select({ workId: workWaits.workId, forId: workWaits.forId })
      .from(workWaits)
      .where(inArray(workWaits.workId, some))
      .orderBy(asc(workWaits.workId), asc(workWaits.forId)),
  );
