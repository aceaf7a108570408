import { sql } from "drizzle-orm";
import { engine } from "../config.ts";
import { type Kind, kinds } from "../records/records.rules.ts";
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

/** A number has nine digits at most. */
export const numbersOfKind = 10_000_000_000;

/** Each kind's texts stand together, in the order of their numbers: a list of one kind looks through that part alone. */
export const placeOf = (kind: Kind): number => (kinds.indexOf(kind) + 1) * numbersOfKind;

type New = { id: string; kind: Kind; number: number; title: string; words: string };

/** Stores what a search finds new records by. */
export async function addSearchTexts(tx: Tx, texts: readonly New[]) {
  const columns = ["position", "record_id", "title", "words"];
  const params = texts.flatMap(({ id, kind, number, title, words }) => [
    placeOf(kind) + number,
    id,
    folded(title),
    folded(words),
  ]);
  await tx.rows({ sql: insertion("search_texts", columns, texts.length), params });
}

/**
 * Between a record's own words and those that others said of it, which stay when its own change. No text holds it; the
 * line ends are for PostgreSQL, to which it is a letter.
 */
const saidAfter = "\n\u2029\n";

/** A record's words with what was said of it, as a search text holds them. */
export const withSaid = (words: string, said: readonly string[]): string => [words, ...said].join(saidAfter);

const place = { postgres: sql.raw("strpos"), sqlite: sql.raw("instr") };
const said = sql`case when ${place[engine]}(words, ${saidAfter}) > 0
  then substr(words, ${place[engine]}(words, ${saidAfter})) else '' end`;

/** Stores anew what a search finds a record by; `words` left out keeps the text that is there. */
export async function writeSearchText(tx: Tx, recordId: string, title: string, words?: string) {
  await tx.rows(sql`
    update search_texts set
      title = ${folded(title)}, words = ${words === undefined ? sql`words` : sql`${folded(words)} || ${said}`}
    where record_id = ${recordId} returning record_id`);
}

/** Has a search find the record by these words too; a long talk by how it began. */
export async function addSearchWords(tx: Tx, recordId: string, words: string) {
  await tx.rows(sql`
    update search_texts set words = words || ${`${saidAfter}${folded(words)}`}
    where record_id = ${recordId} and length(words) < ${searchedCharacters / 2} returning record_id`);
}

type Removed = { words: string; mark: string; pattern: RegExp; patternOf(words: string): RegExp };
type SearchText = { title: string; words: string };

/** Takes words out of what a search finds a record by, and out of the index itself, where old texts leave traces. */
export async function cleanSearchText(
  tx: Tx,
  recordId: string,
  { words, mark, pattern, patternOf }: Removed,
) {
  const foldedPattern = patternOf(folded(words));
  const clean = (text: string) =>
    text.replace(pattern, () => mark).replace(foldedPattern, () => folded(mark));
  const [found] = await tx.rows<SearchText>(
    sql`select title, words from search_texts where record_id = ${recordId}`,
  );
  if (found) {
    const [own = "", ...others] = found.words.split(saidAfter).map(clean);
    await tx.rows(sql`
      update search_texts set title = ${folded(clean(found.title))},
        words = ${[own, ...others].map(folded).join(saidAfter)}
      where record_id = ${recordId} returning record_id`);
  }
  if (engine === "sqlite") await tx.rows(sql`insert into search_index (search_index) values ('optimize')`);
}

const saidCharacters = 20_000;

/** What a search finds these records by beside their titles: the beginning of a long text, without marks over letters. */
export async function listSearchTexts(db: Read, recordIds: readonly string[]): Promise<Map<string, string>> {
  if (recordIds.length === 0) return new Map();
  const ids = sql.join(
    recordIds.map(id => sql`${id}`),
    sql`, `,
  );
  const rows = await db.rows<{ id: string; words: string }>(
    sql`select record_id as id, substr(words, 1, ${saidCharacters}) as words from search_texts where record_id in (${ids})`,
  );
  return new Map(rows.map(({ id, words }) => [id, words.replaceAll(saidAfter, " … ")]));
}
