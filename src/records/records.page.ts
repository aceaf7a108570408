import { and, count, inArray, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { type Lead, ledByWords } from "../db/search.ts";
import type { Actor } from "../shared/deed.ts";
import { type ListFilter, listing } from "./records.list.ts";
import { recordPeople, records, ties } from "./records.table.ts";

/** Where a filter leaves fewer than these, going to each of them is shorter than to read the list in its order. */
const few = 2000;

/**
 * A page of a list that may be very long: its ids are found by what `records` alone knows, so that a sort carries no
 * texts, and from the filter that leaves the fewest where one leaves but few. `own` is the noun's own condition.
 */
export async function pageOf(db: Read, actor: Actor, filter: ListFilter, limit: number, own?: SQL) {
  const { where, orderBy } = listing(actor, filter);
  const lead = await shortest(db, leadsOf(filter));
  const ids = db.select({ id: records.id });
  const from = lead ? ids.from(lead.table).crossJoin(records) : ids.from(records);
  const page = from
    .where(and(lead?.on, where, own))
    .orderBy(...orderBy)
    .limit(limit);
  return { where: inArray(records.id, page), orderBy };
}

function leadsOf({ kind, personIds, underId, words }: ListFilter): Lead[] {
  const on = sql`${records.id} = led.record_id`;
  return [
    personIds && {
      table: sql`(select distinct ${recordPeople.recordId} as record_id from ${recordPeople} where ${inArray(recordPeople.personId, [...personIds])}) as led`,
      on,
    },
    underId && {
      table: sql`(select ${ties.fromId} as record_id from ${ties} where ${ties.toId} = ${underId}) as led`,
      on,
    },
    words && ledByWords(kind, words),
  ].filter(lead => !!lead);
}

async function shortest(db: Read, leads: readonly Lead[]): Promise<Lead | null> {
  let found: Lead | null = null;
  let fewest = few;
  for (const lead of leads) {
    const [led] = await db
      .select({ rows: count() })
      .from(sql`(select 1 from ${lead.table} limit ${fewest}) as found`);
    if (!led || led.rows >= fewest) continue;
    fewest = led.rows;
    found = lead;
  }
  return found;
}
