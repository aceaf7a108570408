import { and, asc, desc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { isFolded } from "../mail/notices.ts";
import { actorOf, type PersonRow, runningTerm } from "../people/people.queries.ts";
import { people, terms } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { listSeats } from "../records/records.queries.ts";
import { sees } from "../records/records.rules.ts";
import { follows } from "../records/records.table.ts";
import type { Deed, Side } from "../shared/deed.ts";
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

/** How word reaches somebody: by a mail now, in the next digest, or on their desk when they come. */
export type Way = "now" | "digest" | "desk";

export type Told = {
  named: { id: string; name: string; way: Way }[];
  /** Named, but not among those who may see the record. */
  unseen: string[];
  /** What stands behind an @ and names nobody. */
  nobody: string[];
  /** Followers besides. */
  followers: { digest: number; desk: number };
};

type Known = { person: PersonRow; liaisonSide: Side | null };

const getsDigest = ({ person, liaisonSide }: Known): boolean =>
  person.bouncedAt === null &&
  (person.digest === "on" || (person.digest === "in term" && liaisonSide !== null));

function wayOf({ person, liaisonSide }: Known): Way {
  if (person.bouncedAt !== null) return "desk";
  return isFolded(person, { liaisonSide }) ? "digest" : "now";
}

const knownPeople = (db: Read, { today }: Pick<Deed, "today">) =>
  db
    .select({ person: people, liaisonSide: terms.side })
    .from(people)
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)));

/** Whom a comment with these words tells, and how. Nobody is told of their own deeds, or of what they may not see. */
export async function toldOf(
  db: Read,
  deed: Pick<Deed, "by" | "today">,
  record: RecordRow,
  words: string,
): Promise<Told> {
  const seated = new Set((await listSeats(db, [record.id])).map(({ personId }) => personId));
  const maySee = ({ person, liaisonSide }: Known) =>
    sees(actorOf(person, liaisonSide), record, seated.has(person.id));
  const { found, nobody } = await meant(db, deed, words);
  const others = found.filter(({ person }) => person.id !== deed.by.id);
  const named = others
    .filter(maySee)
    .map(each => ({ id: each.person.id, name: each.person.name, way: wayOf(each) }));
  const followers = (await listFollowers(db, deed, record.id)).filter(
    each => maySee(each) && each.person.id !== deed.by.id && !named.some(({ id }) => id === each.person.id),
  );
  const digest = followers.filter(getsDigest).length;
  return {
    named,
    unseen: others.filter(each => !maySee(each)).map(({ person }) => person.name),
    nobody,
    followers: { digest, desk: followers.length - digest },
  };
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

const listFollowers = (db: Read, { today }: Pick<Deed, "today">, recordId: string): Promise<Known[]> =>
  db
    .select({ person: people, liaisonSide: terms.side })
    .from(follows)
    .innerJoin(people, and(eq(people.id, follows.personId), isNull(people.disabledAt)))
    .leftJoin(terms, and(eq(terms.personId, people.id), runningTerm(today)))
    .where(eq(follows.recordId, recordId))
    .orderBy(asc(people.id));
