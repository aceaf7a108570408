import { type SQL, sql } from "drizzle-orm";
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
const numbersOfKind = 10_000_000_000;

/** Each kind's texts stand together, in the order of their numbers: a list of one kind looks through that part alone. */
const placeOf = (kind: Kind): number => (kinds.indexOf(kind) + 1) * numbersOfKind;

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

/** The words of a query, at most ten, without the signs that either engine reads as an operator. */
const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== "")
    .slice(0, 10);

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

/** A table named `led`, and how it leads to `records`. */
export type Lead = { table: SQL; on: SQL };

type Query = {
  /** Whether all words must be there, or any of them. */
  joint?: "all" | "any";
  /** In the title alone. */
  inTitle?: boolean;
};
const joints = { postgres: { all: " & ", any: " | " }, sqlite: { all: " ", any: " OR " } };

/** A query in the engine's words, each word as the beginning of a word; null when the text holds no word. */
function matchOf(text: string, { joint = "all", inTitle = false }: Query = {}): string | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  const each = (word: string) => (engine === "postgres" ? `${word}:*${inTitle ? "A" : ""}` : `"${word}"*`);
  const match = words.map(each).join(joints[engine][joint]);
  return inTitle && engine === "sqlite" ? `title : (${match})` : match;
}

/** Which texts the query fits. The bounds of a kind are no parameters: SQLite seeks to integers alone. */
function fits(match: string, kind: Kind | undefined): SQL {
  const [fit, position] =
    engine === "postgres"
      ? [sql`t.found @@ to_tsquery('crosswalk', ${match})`, "t.position"]
      : [sql`search_index match ${match}`, "search_index.rowid"];
  if (!kind) return fit;
  const first = placeOf(kind);
  return sql`${fit} and ${sql.raw(`${position} between ${first} and ${first + numbersOfKind - 1}`)}`;
}

const textsOf = {
  postgres: sql`search_texts t`,
  sqlite: sql`search_index join search_texts t on t.position = search_index.rowid`,
};

/** The numbers of a kind's records whose texts the query fits, on SQLite. */
const numbersOf = (kind: Kind, match: string): SQL =>
  sql`select rowid - ${sql.raw(String(placeOf(kind)))} as number from search_index where ${fits(match, kind)}`;

/** A condition on `records`, of one kind where it is named: their texts hold all the words. */
export function holdsWords(text: string, kind?: Kind): SQL {
  const match = matchOf(text);
  if (match === null) return sql`false`;
  if (engine === "postgres")
    return sql`exists (select 1 from search_texts t where t.record_id = records.id and ${fits(match, kind)})`;
  return kind
    ? sql`records.number in (${numbersOf(kind, match)})`
    : sql`records.id in (select t.record_id from ${textsOf.sqlite} where ${fits(match, kind)})`;
}

/** A table that leads to those records, for SQLite; PostgreSQL finds by itself which way is the shorter one. */
export function ledByWords(kind: Kind, text: string): Lead | null {
  const match = matchOf(text);
  if (match === null || engine === "postgres") return null;
  return { table: sql`(${numbersOf(kind, match)}) as led`, on: sql`records.number = led.number` };
}

export type Wanted = Query & {
  among: readonly Kind[];
  /** A condition on `records`. */
  seen: SQL;
  /** Of each kind. */
  limit: number;
};

export type Hit = { id: string; title: string };

/** The newest records of these kinds that the query fits. */
export async function newestHits(db: Read, text: string, wanted: Wanted): Promise<Hit[]> {
  const match = matchOf(text, wanted);
  if (match === null) return [];
  const { among, seen, limit } = wanted;
  const newestFirst = engine === "postgres" ? sql`t.position desc` : sql`search_index.rowid desc`;
  const hits = among.map(
    kind => sql`select * from (
      select records.id, records.title, records.changed_at from ${textsOf[engine]} join records on records.id = t.record_id
      where ${fits(match, kind)} and ${seen} order by ${newestFirst} limit ${limit}) as newest`,
  );
  return db.rows<Hit>(
    sql`select id, title from (${sql.join(hits, sql` union all `)}) as hits order by changed_at desc, id desc`,
  );
}
