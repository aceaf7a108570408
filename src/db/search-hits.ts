import { type SQL, sql } from "drizzle-orm";
import { engine } from "../config.ts";
import type { Kind } from "../records/records.rules.ts";
import type { Read } from "./database.ts";
import { folded, numbersOfKind, placeOf } from "./search.ts";

/** The words of a query, at most ten, without the signs that either engine reads as an operator. */
const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== "")
    .slice(0, 10);

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
export function holdsWords(text: string, kind?: Kind, where: Pick<Query, "inTitle"> = {}): SQL {
  const match = matchOf(text, where);
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

const fewHits = 8_000;

/**
 * All texts that the query fits are found first, and once, where they are few; null where they are many. PostgreSQL takes
 * words for independent of each other: of two that go together it expects so few hits that it looks them up for each
 * kind, which takes four times as long.
 */
async function hitsAmongFew(db: Read, match: string, { among, seen, limit }: Wanted): Promise<Hit[] | null> {
  const kind = sql.raw(`position / ${numbersOfKind}`);
  const kinds = sql.raw(among.map(each => placeOf(each) / numbersOfKind).join(", "));
  const rows = await db.rows<{ found: number; id: string | null; title: string }>(sql`
    with found as materialized (
      select t.record_id, t.position from search_texts t where ${fits(match, undefined)} limit ${fewHits + 1}),
    placed as (
      select record_id, row_number() over (partition by ${kind} order by position desc) as place
      from found where ${kind} in (${kinds}))
    select counted.found, hits.id, hits.title from (select count(*)::int as found from found) as counted
    left join (
      select records.id, records.title, records.changed_at from placed join records on records.id = placed.record_id
      where placed.place <= ${limit * 2} and ${seen}
    ) as hits on counted.found <= ${fewHits}
    order by hits.changed_at desc, hits.id desc limit ${limit * among.length}`);
  if ((rows[0]?.found ?? 0) > fewHits) return null;
  return rows.flatMap(({ id, title }) => (id === null ? [] : [{ id, title }]));
}

/** The newest records of these kinds that the query fits. */
export async function newestHits(db: Read, text: string, wanted: Wanted): Promise<Hit[]> {
  const match = matchOf(text, wanted);
  if (match === null) return [];
  const { among, seen, limit, joint = "all" } = wanted;
  const isCombined = engine === "postgres" && joint === "all" && wordsOf(text).length > 1;
  const few = isCombined ? await hitsAmongFew(db, match, wanted) : null;
  if (few) return few;
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
