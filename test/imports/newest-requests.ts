import { and, desc, eq } from "drizzle-orm";
import type { Read } from "../../src/db/database.ts";
import { recordPeople, records } from "../../src/records/records.table.ts";
import { requests } from "../../src/requests/requests.table.ts";

/** The newest requests, in the order in which they were made. */
export async function listNewestRequests(db: Read, count: number) {
  const rows = await db
    .select({ record: records, row: requests, requesterId: recordPeople.personId })
    .from(requests)
    .innerJoin(records, eq(records.id, requests.id))
    .leftJoin(recordPeople, and(eq(recordPeople.recordId, records.id), eq(recordPeople.seat, "requester")))
    .orderBy(desc(records.number))
    .limit(count);
  return rows.toReversed().map(({ record, row, requesterId }) => ({
    ...row,
    ...{ number: record.number, title: record.title, state: record.state, events: record.eventCount },
    requesterId,
  }));
}
