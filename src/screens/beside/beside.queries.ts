import { type Comment, listComments, toldByWords } from "../../comments/comments.queries.ts";
import { canComment } from "../../comments/comments.rules.ts";
import type { Read } from "../../db/database.ts";
import { type FileRow, listFiles } from "../../files/files.queries.ts";
import { isFollowing } from "../../follows/follows.queries.ts";
import { type LinkRow, listLinks } from "../../links/links.queries.ts";
import { findLook, type LastLook } from "../../looks/looks.queries.ts";
import type { RecordRow } from "../../records/records.actions.ts";
import type { Deed, Person } from "../../shared/deed.ts";
import { loadReach, type Reach } from "../../told/told.queries.ts";
import type { Told } from "../../told/told.rules.ts";

/** So much of the talk stands on the record's own page. */
export const shownComments = 5;

/** What every record bears beside its noun's own: talk, links, files, followers, and how far the reader has read. */
export type Beside = {
  record: RecordRow;
  comments: Comment[];
  told: Told | null;
  /** Whom the deeds of its page can reach. */
  reach: Reach;
  links: LinkRow[];
  files: FileRow[];
  follows: boolean;
  look: LastLook;
};

export async function loadBeside(db: Read, deed: Deed, actor: Person, record: RecordRow): Promise<Beside> {
  const { id } = record;
  const reach = await loadReach(db, deed, id);
  const [comments, said, links, files, follows, sequence] = await Promise.all([
    listComments(db, id, shownComments + 1),
    canComment(actor) ? toldByWords(db, deed, record, "", reach) : null,
    listLinks(db, id),
    listFiles(db, id),
    isFollowing(db, id, actor.id),
    findLook(db, id, actor.id),
  ]);
  const told = said?.told ?? null;
  return { record, comments, told, reach, links, files, follows, look: { sequence, personId: actor.id } };
}
