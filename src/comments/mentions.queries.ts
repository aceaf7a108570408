import { and, desc, eq, gt, ne } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { visibleTo } from "../records/records.queries.ts";
import { records } from "../records/records.table.ts";
import type { Person, Side } from "../shared/deed.ts";
import { openingOf } from "../shared/words.ts";
import { comments, mentions } from "./comments.table.ts";

export type Mention = { record: RecordRow; by: string; side: Side | null; words: string; at: Date };

/** Comments in which somebody is named, of what they may still see, the newest first. */
export async function listNamed(db: Read, person: Person, after: Date, limit: number): Promise<Mention[]> {
  const rows = await db
    .select({ record: records, by: people.name, side: people.side, words: comments.words, at: comments.at })
    .from(mentions)
    .innerJoin(comments, eq(comments.id, mentions.commentId))
    .innerJoin(records, eq(records.id, comments.recordId))
    .innerJoin(people, eq(people.id, comments.byId))
    .where(
      and(
        eq(mentions.personId, person.id),
        gt(mentions.at, after),
        ne(comments.byId, person.id),
        visibleTo(person),
      ),
    )
    .orderBy(desc(mentions.at), desc(mentions.commentId))
    .limit(limit);
  return rows.map(row => ({ ...row, words: openingOf(row.words, 240) }));
}
