import { and, asc, eq, exists, inArray, isNotNull, notInArray, or, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { recordPeople, records, ties } from "../records/records.table.ts";
import { roles } from "../shared/deed.ts";
import { permissions } from "../shared/permissions.ts";
import { openStates } from "../work/work.rules.ts";

/**
 * A request in delivery, and since when no work under it is open. `personId` is its owner, null where the owner can
 * deliver nothing any more: then it waits for whoever does the work.
 */
export type AllDone = { record: RecordRow; personId: string | null; since: Date };

const doers = roles.filter(role => permissions["do the work"][role] !== "–");
const canNotDeliver = or(isNotNull(people.disabledAt), notInArray(people.role, doers));

const open = sql.join(
  openStates.map(state => sql`${state}`),
  sql`, `,
);

/**
 * Whether work is tied under the request; `also` narrows it down. It hangs on the seat, so that SQLite looks at the owner
 * before it, and begins at the ties.
 */
const hasWork = (also = sql``) =>
  exists(
    sql`(select 1 from ${ties} cross join ${records} as w where ${ties.toId} = ${recordPeople.recordId} and w.id = ${ties.fromId} and w.kind = 'work' ${also})`,
  );

/** The index of owners holds this very term. */
const owns = sql`${recordPeople.seat} = 'owner'`;

const isAllDone = and(
  eq(records.id, recordPeople.recordId),
  eq(people.id, recordPeople.personId),
  owns,
  eq(records.kind, "request"),
  eq(records.state, "in delivery"),
  hasWork(),
  sql`not ${hasWork(sql`and w.state in (${open})`)}`,
);

/** From a few owners to what is theirs: the cross joins keep SQLite from going through all that is in delivery. */
const ofOwners = (db: Read, ids: readonly string[]) =>
  db
    .select({ record: records, owner: people })
    .from(people)
    .crossJoin(recordPeople)
    .crossJoin(records)
    .where(and(inArray(people.id, [...ids]), isAllDone));

const ofAll = (db: Read) =>
  db
    .select({ record: records, owner: people })
    .from(recordPeople)
    .innerJoin(records, eq(records.id, recordPeople.recordId))
    .innerJoin(people, eq(people.id, recordPeople.personId))
    .where(isAllDone);

/**
 * Owners of something who can deliver nothing. From each owner the index leads to the next, so that neither the seats of
 * all nor the people without any are gone through.
 */
async function listFormerDoers(db: Read): Promise<string[]> {
  const owner = (after = sql``) =>
    sql`select ${recordPeople.personId} from ${recordPeople} where ${owns} ${after} order by ${recordPeople.personId} limit 1`;
  const next = owner(sql`and ${recordPeople.personId} > owners.id`);
  const rows = await db.rows<{ id: string }>(sql`
    with recursive owners (id) as (
      select (${owner()}) union all select (${next}) from owners where owners.id is not null)
    select ${people.id} as id from owners join ${people} on ${people.id} = owners.id where ${canNotDeliver}`);
  return rows.map(({ id }) => id);
}

/** Requests in delivery whose work is all done or dropped, of these owners and of none, or all; longest first. */
export async function listAllDone(db: Read, personIds: readonly string[] | null): Promise<AllDone[]> {
  const found = personIds
    ? await ofOwners(db, [...new Set([...personIds, ...(await listFormerDoers(db))])])
    : await ofAll(db);
  const ends = await lastEnds(
    db,
    found.map(({ record }) => record.id),
  );
  return found
    .map(({ record, owner }) => ({
      record,
      personId: owner.disabledAt === null && doers.includes(owner.role) ? owner.id : null,
      since: ends.get(record.id) ?? record.since,
    }))
    .sort((a, b) => a.since.getTime() - b.since.getTime() || a.record.number - b.record.number);
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
