import { and, asc, eq, exists, inArray, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { recordPeople, records, ties } from "../records/records.table.ts";
import { openStates } from "../work/work.rules.ts";

/** A request in delivery, its owner, and since when no work under it is open. */
export type AllDone = { record: RecordRow; personId: string; since: Date };

const open = sql.join(
  openStates.map(state => sql`${state}`),
  sql`, `,
);

/** Whether work is tied under the request; `also` narrows it down. */
const hasWork = (also = sql``) =>
  exists(
    sql`(select 1 from ${ties} join ${records} as w on w.id = ${ties.fromId} where ${ties.toId} = ${records.id} and w.kind = 'work' ${also})`,
  );

/** Requests in delivery whose work is all done or dropped, of these owners or of all; longest first. */
export async function listAllDone(db: Read, personIds: readonly string[] | null): Promise<AllDone[]> {
  const found = await db
    .select({ record: records, personId: recordPeople.personId })
    .from(recordPeople)
    .innerJoin(records, eq(records.id, recordPeople.recordId))
    .where(
      and(
        eq(recordPeople.seat, "owner"),
        personIds ? inArray(recordPeople.personId, [...personIds]) : undefined,
        eq(records.kind, "request"),
        eq(records.state, "in delivery"),
        hasWork(),
        sql`not ${hasWork(sql`and w.state in (${open})`)}`,
      ),
    )
    .orderBy(asc(records.number));
  const ends = await lastEnds(
    db,
    found.map(({ record }) => record.id),
  );
  return found
    .map(each => ({ ...each, since: ends.get(each.record.id) ?? each.record.since }))
    .sort((a, b) => a.since.getTime() - b.since.getTime());
}

/** When the last work under each of these came to its end. */
async function lastEnds(db: Read, requestIds: readonly string[]): Promise<Map<string, Date>> {
  if (requestIds.length === 0) return new Map();
  const rows = await db
    .select({ requestId: ties.toId, since: records.since })
    .from(ties)
    .innerJoin(records, eq(records.id, ties.fromId))
    .where(and(inArray(ties.toId, [...requestIds]), eq(records.kind, "work")))
    .orderBy(asc(records.since), asc(records.id));
  return new Map(rows.map(({ requestId, since }) => [requestId, since]));
}
