import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { rankHits } from "../db/search.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Actor } from "../shared/deed.ts";
import { isAlike, sharedWords, tellingWords } from "./alike.rules.ts";
import { requests } from "./requests.table.ts";

export type AlikeRequest = {
  id: string;
  number: number;
  title: string;
  state: string;
  submittedAt: Date | null;
  deliveredAt: Date | null;
};

/** Requests whose titles share words with this one, the most alike first, as far as the person may see them. */
export async function listAlike(
  db: Read,
  actor: Actor,
  { title, exceptId = null }: { title: string; exceptId?: string | null },
  limit: number,
): Promise<AlikeRequest[]> {
  const words = tellingWords(title);
  const seen = and(
    eq(records.kind, "request"),
    notInArray(records.state, ["draft", "withdrawn", "duplicate"]),
    exceptId ? sql`${records.id} <> ${exceptId}` : undefined,
    visibleTo(actor),
  );
  const hits = seen ? await rankHits(db, words.join(" "), seen, 40, "any") : [];
  if (hits.length === 0) return [];
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
    .where(
      inArray(
        records.id,
        hits.map(hit => hit.recordId),
      ),
    );
  const rank = new Map(hits.map((hit, index) => [hit.recordId, index]));
  return rows
    .filter(row => isAlike(title, row.title))
    .sort(
      (a, b) =>
        sharedWords(title, b.title) - sharedWords(title, a.title) ||
        (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0),
    )
    .slice(0, limit);
}
