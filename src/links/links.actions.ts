import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Place } from "../estimates/papers.rules.ts";
import { addEvent } from "../records/records.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import type { NumberedKind } from "../records/records.rules.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { getLink, listLinks } from "./links.queries.ts";
import {
  canAddLink,
  canTakeOutLink,
  type LinkInput,
  mostLinks,
  whoAddsLinks,
  whoTakesOutLinks,
} from "./links.rules.ts";
import { links } from "./links.table.ts";

type About = { kind: NumberedKind; number: number };

/** @throws conflict where the link is there already, or as many as a record holds */
export async function addLink(
  tx: Tx,
  deed: Deed,
  { kind, number }: About,
  input: LinkInput,
  { commentId, estimate }: Place = {},
): Promise<void> {
  const record = await getRecord(tx, deed.by, kind, number);
  const byId = deed.by.id;
  if (!canAddLink(deed.by) || byId === null) throw forbidden(whoAddsLinks);
  const there = await listLinks(tx, record.id);
  const same = there.find(({ url }) => url === input.url);
  if (same)
    throw conflict(`This link is there already, as “${same.title}”. Take that out first to rename it.`);
  if (there.length >= mostLinks)
    throw conflict(`There are ${mostLinks} links already. Take one out that nobody needs any more.`);
  await tx.insert(links).values({
    id: newId(),
    recordId: record.id,
    commentId: commentId ?? null,
    estimateId: estimate?.id ?? null,
    ...input,
    byId,
    at: deed.now,
  });
  const data = { ...input, ...(estimate && { estimate: estimate.version }) };
  await addEvent(tx, deed, record, { kind: "link added", data });
}

export async function takeOutLink(tx: Tx, deed: Deed, { kind, number }: About, unsafeId: string) {
  const record = await getRecord(tx, deed.by, kind, number);
  const link = await getLink(tx, record.id, unsafeId);
  if (!canTakeOutLink(deed.by, link)) throw forbidden(whoTakesOutLinks(link.by));
  await tx.delete(links).where(eq(links.id, link.id));
  const { title, url } = link;
  await addEvent(tx, deed, record, { kind: "link taken out", data: { title, url } });
}
