import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { records } from "../records/records.table.ts";
import { requests } from "../requests/requests.table.ts";
import { type Day, dayOf } from "../shared/dates.ts";
import type { Case } from "./held.rules.ts";

/** Some years of a large district; older ones say little of its people now. */
export const mostHeld = 1_000;

export type HeldCase = Case & { id: string; number: number; title: string };

/** The newest promises whose day has passed, with what became of them. What was taken back is none; security matters do not count in. */
export async function listHeld(db: Read, today: Day, zone: string): Promise<HeldCase[]> {
  const rows = await db
    .select({
      id: records.id,
      number: records.number,
      title: records.title,
      p50: requests.saidP50,
      p80: requests.saidP80,
      p95: requests.saidP95,
      deliveredAt: requests.deliveredAt,
    })
    .from(requests)
    .innerJoin(records, eq(records.id, requests.id))
    .where(
      and(
        lt(requests.saidP50, today),
        inArray(records.state, ["committed", "in delivery", "delivered", "confirmed"]),
        eq(records.audience, "everyone"),
      ),
    )
    .orderBy(desc(requests.saidP50), desc(requests.id))
    .limit(mostHeld);
  return rows.map(({ deliveredAt, ...row }) => ({
    ...row,
    doneOn: deliveredAt && dayOf(deliveredAt, zone),
  }));
}
