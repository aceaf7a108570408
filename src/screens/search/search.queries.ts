import { and, asc, eq, inArray } from "drizzle-orm";
import type { Read } from "../../db/database.ts";
import { rankHits } from "../../db/search.ts";
import type { RecordRow } from "../../records/records.actions.ts";
import { visibleRecords, visibleTo } from "../../records/records.queries.ts";
import { type Kind, kinds, letters } from "../../records/records.rules.ts";
import { records } from "../../records/records.table.ts";
import type { Actor } from "../../shared/deed.ts";

const numbered = Object.keys(letters) as (keyof typeof letters)[];
/** What has a page to lead to. */
const found: Kind[] = kinds.filter(kind => kind === "source" || numbered.some(each => each === kind));
export const mostHits = 50;

/** "214", "R-214", "r214": every kind with that number, or the one that the letter names. */
function numberIn(text: string): { number: number; kinds: Kind[] } | null {
  const match = /^\s*(?:([a-z])\s*-?\s*)?(\d{1,9})\s*$/i.exec(text);
  if (!match) return null;
  const letter = match[1]?.toUpperCase();
  const named = numbered.filter(kind => letter === undefined || letters[kind] === letter);
  return named.length > 0 ? { number: Number(match[2]), kinds: named } : null;
}

/** What the person may see and the words or the number fit: numbers first, then the best of the newest. */
export async function searchRecords(db: Read, actor: Actor, text: string): Promise<RecordRow[]> {
  const named = numberIn(text);
  const byNumber = named
    ? await db
        .select()
        .from(records)
        .where(and(inArray(records.kind, named.kinds), eq(records.number, named.number), visibleTo(actor)))
        .orderBy(asc(records.kind))
    : [];
  const seen = and(inArray(records.kind, found), visibleTo(actor));
  const hits = seen ? await rankHits(db, text, seen, mostHits) : [];
  const rows = await visibleRecords(
    db,
    actor,
    hits.map(hit => hit.recordId),
  );
  const byWords = hits.flatMap(hit => rows.get(hit.recordId) ?? []);
  return [...byNumber, ...byWords.filter(row => !byNumber.some(each => each.id === row.id))];
}
