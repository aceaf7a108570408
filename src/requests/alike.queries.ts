import { eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { newestHits } from "../db/search-hits.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { sharedWith, tellingWords } from "./alike.rules.ts";
import { requests } from "./requests.table.ts";

export type AlikeRequest = {
  id: string;
  number: number;
  title: string;
  state: string;
  submittedAt: Date | null;
  deliveredAt: Date | null;
};

/** Of titles that share a word with it, only so many are looked at, the newest. */
const lookedAt = 1000;

/** Requests whose titles share words with this one, the most alike first, as far as the person may see them. */
export async function listAlike(
  db: Read,
  actor: Actor,
  { title, exceptId = null }: { title: string; exceptId?: string | null },
  limit: number,
): Promise<AlikeRequest[]> {
  const seen = sql`${notInArray(records.state, ["draft", "withdrawn", "duplicate"])} and ${visibleTo(actor)}`;
  const wanted = { among: ["request"], seen, limit: lookedAt, joint: "any", inTitle: true } as const;
  const shared = sharedWith(title);
  const alike = (await newestHits(db, tellingWords(title).join(" "), wanted))
    .filter(({ id }) => id !== exceptId)
    .map(hit => ({ id: hit.id, shared: shared(hit.title) }))
    .filter(each => each.shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, limit)
    .map(({ id }) => id);
  if (alike.length === 0) return [];
  const rows = await db
    .select({
      id: records.id,
      number: records.number,
      title: records.title,
      state: records.state,
      submittedAt: requests.submittedAt,
      deliveredAt: requests.deliveredAt,
    })
    .from(records)
    .innerJoin(requests, eq(requests.id, records.id))
    .where(inArray(records.id, alike));
  return rows.sort((a, b) => alike.indexOf(a.id) - alike.indexOf(b.id));
}
