import { and, asc, desc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { Deed, Side } from "../shared/deed.ts";
import { knownPeople, type Reach, toldOf } from "../told/told.queries.ts";
import type { Telling, Told } from "../told/told.rules.ts";
import { namesMeant } from "./comments.rules.ts";
import { comments } from "./comments.table.ts";

export type Comment = { id: string; at: Date; words: string; byId: string; name: string; side: Side | null };

/** The newest comments of a record, or those before one, in the order in which they were written. */
export async function listComments(
  db: Read,
  recordId: string,
  limit: number,
  before: { at: Date; id: string } | null = null,
): Promise<Comment[]> {
  const rows = await db
    .select({
      id: comments.id,
      at: comments.at,
      words: comments.words,
      byId: comments.byId,
      name: people.name,
      side: people.side,
    })
    .from(comments)
    .innerJoin(people, eq(people.id, comments.byId))
    .where(
      and(
        eq(comments.recordId, recordId),
        before
          ? or(lt(comments.at, before.at), and(eq(comments.at, before.at), lt(comments.id, before.id)))
          : undefined,
      ),
    )
    .orderBy(desc(comments.at), desc(comments.id))
    .limit(limit);
  return rows.reverse();
}

/** Where the comments before one of them begin; null for one that is none of this record's. */
export async function findPlace(db: Read, recordId: string, unsafeId: string) {
  const [row] = await db
    .select({ id: comments.id, at: comments.at })
    .from(comments)
    .where(and(eq(comments.id, unsafeId), eq(comments.recordId, recordId)));
  return row ?? null;
}

/** Whom a comment with these words tells, and how. Nobody is told of their own deeds, or of what they may not see. */
export async function toldByWords(
  db: Read,
  deed: Pick<Deed, "by" | "today">,
  record: Telling["record"],
  words: string,
  loaded?: Reach,
): Promise<{ told: Told; telling: Telling }> {
  const { found, nobody } = await meant(db, deed, words);
  const others = found.filter(({ person }) => person.id !== deed.by.id);
  const to = others.map(({ person }) => ({ personId: person.id, as: "mentioned" as const }));
  const telling: Telling = { record, to, event: "comment added" };
  const told = await toldOf(db, deed, telling, loaded);
  const unseen = others
    .filter(({ person }) => !told.named.some(({ id }) => id === person.id))
    .map(({ person }) => person.name);
  return { told: { ...told, unseen, nobody }, telling };
}

/** The people whom the @s name: for each, those of the longest name that somebody has. */
async function meant(db: Read, deed: Pick<Deed, "today">, words: string) {
  const each = namesMeant(words);
  const names = [...new Set(each.flat())];
  if (names.length === 0) return { found: [], nobody: [] };
  const rows = await knownPeople(db, deed)
    .where(and(inArray(people.name, names), isNull(people.disabledAt)))
    .orderBy(asc(people.name), asc(people.id));
  const known = each.map(meanings => {
    const name = meanings.find(meaning => rows.some(({ person }) => person.name === meaning));
    return name ?? null;
  });
  return {
    found: rows.filter(({ person }) => known.includes(person.name)),
    nobody: each.flatMap((meanings, index) => (known[index] === null ? [meanings.at(-1) ?? ""] : [])),
  };
}
