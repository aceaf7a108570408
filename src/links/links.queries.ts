import { and, asc, eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { links } from "./links.table.ts";

const known = {
  id: links.id,
  title: links.title,
  url: links.url,
  byId: links.byId,
  by: people.name,
  at: links.at,
  commentId: links.commentId,
  estimateId: links.estimateId,
};

export type LinkRow = {
  id: string;
  title: string;
  url: string;
  byId: string;
  by: string;
  at: Date;
  commentId: string | null;
  estimateId: string | null;
};

/** The links of a record that the reader sees, in the order in which they were added. */
export async function listLinks(db: Read, recordId: string): Promise<LinkRow[]> {
  return db
    .select(known)
    .from(links)
    .innerJoin(people, eq(people.id, links.byId))
    .where(eq(links.recordId, recordId))
    .orderBy(asc(links.at), asc(links.id));
}

/** @throws not found for what is no link of this record */
export async function getLink(db: Read, recordId: string, unsafeId: string): Promise<LinkRow> {
  const [row] = isUuid(unsafeId)
    ? await db
        .select(known)
        .from(links)
        .innerJoin(people, eq(people.id, links.byId))
        .where(and(eq(links.id, unsafeId), eq(links.recordId, recordId)))
    : [];
  if (!row) throw notFound();
  return row;
}
