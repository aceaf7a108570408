import { type SQL, sql } from "drizzle-orm";
import { engine } from "../config.ts";
import type { Read, Tx } from "./database.ts";
import { insertion } from "./rows.ts";

/** PostgreSQL's index refuses a text of more than a megabyte; a longer one is found by its beginning. */
const searchedCharacters = 100_000;

/** Without marks over letters: "résumé" is found by "resume", on both engines alike. */
export const folded = (text: string): string =>
  text
    .slice(0, searchedCharacters)
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC");

/** Stores what a search finds a record by; `words` left out keeps the text that is there. */
export async function writeSearchText(tx: Tx, recordId: string, title: string, words?: string) {
  await tx.rows(sql`
    insert into search_texts (record_id, title, words) values (${recordId}, ${folded(title)}, ${folded(words ?? "")})
    on conflict (record_id) do update set
      title = excluded.title, words = ${words === undefined ? sql`search_texts.words` : sql`excluded.words`}
    returning record_id`);
}

/** The same for many records that are new. */
export async function writeSearchTexts(
  tx: Tx,
  texts: readonly { recordId: string; title: string; words: string }[],
) {
  const params = texts.flatMap(({ recordId, title, words }) => [recordId, folded(title), folded(words)]);
  await tx.rows({ sql: insertion("search_texts", ["record_id", "title", "words"], texts.length), params });
}

/** The words of a query, at most ten, without the signs that either engine reads as an operator. */
const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== "")
    .slice(0, 10);

/** Whether all words of a query must be there, or any of them. */
type Joint = "all" | "any";
const joints = { postgres: { all: " & ", any: " | " }, sqlite: { all: " ", any: " OR " } };

/** Each word as the beginning of a word. null when the text holds no word. */
function matchOf(text: string, joint: Joint): string | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  return words.map(word => (engine === "postgres" ? `${word}:*` : `"${word}"*`)).join(joints[engine][joint]);
}

/** A condition on `records.id`: the record's text holds all the words. */
export function holdsWords(recordId: SQL | { getSQL(): SQL }, text: string): SQL {
  const match = matchOf(text, "all");
  if (match === null) return sql`false`;
  return engine === "postgres"
    ? sql`${recordId} in (select record_id from search_texts where found @@ to_tsquery('crosswalk', ${match}))`
    : sql`${recordId} in (select t.record_id from search_index i join search_texts t on t.position = i.rowid where search_index match ${match})`;
}

export type Hit = { recordId: string; score: number };

/** The best of the newest 1,000 hits that pass `seen`, a condition on `records`; best first. */
export async function rankHits(
  db: Read,
  text: string,
  seen: SQL,
  limit: number,
  joint: Joint = "all",
): Promise<Hit[]> {
  const match = matchOf(text, joint);
  if (match === null) return [];
  return engine === "postgres"
    ? db.rows<Hit>(sql`
        select record_id as "recordId", ts_rank(found, to_tsquery('crosswalk', ${match}))::float8 as score
        from (
          select search_texts.* from search_texts join records on records.id = search_texts.record_id
          where found @@ to_tsquery('crosswalk', ${match}) and ${seen}
          order by position desc limit 1000
        ) newest
        order by score desc, position desc limit ${limit}`)
    : db.rows<Hit>(sql`
        select "recordId", score from (
          select t.record_id as "recordId", t.position, -bm25(search_index, 5.0, 1.0) as score
          from search_index join search_texts t on t.position = search_index.rowid
          join records on records.id = t.record_id
          where search_index match ${match} and ${seen}
          order by search_index.rowid desc limit 1000
        ) order by score desc, position desc limit ${limit}`);
}
