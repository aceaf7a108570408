import { and, count, inArray, type SQL, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { type Lead, ledByWords } from "../db/search-hits.ts";
import type { Actor } from "../shared/deed.ts";
import { type ListFilter, listing } from "./records.list.ts";
import { recordPeople, records, ties } from "./records.table.ts";

/**
 * Where a filter leaves fewer than these, going to each of them is shorter than to read the list in its order. What one
 * person has is of several kinds, and a list in its order meets it late.
 */
const few = 2000;
const fewOfPerson = 10_000;

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

type Measured = Lead & { few: number };

function leadsOf({ kind, personIds, underId, words }: ListFilter): Measured[] {
  const on = sql`${records.id} = led.record_id`;
  const byWords = words ? ledByWords(kind, words) : null;
  return [
    personIds && {
      table: sql`(select distinct ${recordPeople.recordId} as record_id from ${recordPeople} where ${inArray(recordPeople.personId, [...personIds])}) as led`,
      on,
      few: fewOfPerson,
    },
    underId && {
      table: sql`(select ${ties.fromId} as record_id from ${ties} where ${ties.toId} = ${underId}) as led`,
      on,
      few,
    },
    byWords && { ...byWords, few },
  ].filter(lead => !!lead);
}

async function shortest(db: Read, leads: readonly Measured[]): Promise<Lead | null> {
  let found: Lead | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const lead of leads) {
    const most = Math.min(fewest, lead.few);
    const [led] = await db
      .select({ rows: count() })
      .from(sql`(select 1 from ${lead.table} limit ${most}) as found`);
    if (!led || led.rows >= most) continue;
    fewest = led.rows;
    found = lead;
  }
  return found;
}
