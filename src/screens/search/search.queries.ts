import { and, asc, eq, inArray } from "drizzle-orm";
import type { Read } from "../../db/database.ts";
import { listSearchTexts } from "../../db/search.ts";
import { newestHits } from "../../db/search-hits.ts";
import { listNamed, type NamedPerson } from "../../people/named.queries.ts";
import { meetsPeople } from "../../people/named.rules.ts";
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

/** Those with all the words in their title first, then the newest. */
async function listHits(db: Read, actor: Actor, text: string): Promise<string[]> {
  const wanted = { among: found, seen: visibleTo(actor), limit: mostHits };
  const named = await newestHits(db, text, { ...wanted, inTitle: true });
  const holding = named.length < mostHits ? await newestHits(db, text, wanted) : [];
  return [...new Set([...named, ...holding].map(({ id }) => id))].slice(0, mostHits);
}

export type Found = {
  /** Numbers first, then the best of the newest. */
  rows: RecordRow[];
  /** By record: what it is found by beside its title. */
  texts: Map<string, string>;
  /** Whose name it may be. */
  people: NamedPerson[];
};

const mostPeople = 5;

/** What the person may see and the words or the number fit, and the people who are called so. */
export async function searchRecords(db: Read, actor: Actor, text: string): Promise<Found> {
  const named = numberIn(text);
  const byNumber = named
    ? await db
        .select()
        .from(records)
        .where(and(inArray(records.kind, named.kinds), eq(records.number, named.number), visibleTo(actor)))
        .orderBy(asc(records.kind))
    : [];
  const hits = await listHits(db, actor, text);
  const known = await visibleRecords(db, actor, hits);
  const byWords = hits.flatMap(id => known.get(id) ?? []);
  const rows = [...byNumber, ...byWords.filter(row => !byNumber.some(each => each.id === row.id))];
  return {
    rows,
    texts: await listSearchTexts(
      db,
      rows.map(({ id }) => id),
    ),
    people: meetsPeople(actor) && !text.includes("@") ? await listNamed(db, text, mostPeople) : [],
  };
}
