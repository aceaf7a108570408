import type { Tx } from "../db/database.ts";
import { addSearchWords } from "../db/search.ts";
import { queueNotices } from "../mail/notices.ts";
import { addEvent, follow } from "../records/records.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import { type NumberedKind, refOf } from "../records/records.rules.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { openingOf } from "../shared/words.ts";
import type { Told } from "../told/told.rules.ts";
import { paths } from "../web/paths.ts";
import { toldByWords } from "./comments.queries.ts";
import { canComment, whoComments } from "./comments.rules.ts";
import { comments, mentions } from "./comments.table.ts";

export type About = { kind: NumberedKind; number: number };

/** Says something about a record to all who see it. Who is named is told; who speaks follows from then on. */
export async function addComment(
  tx: Tx,
  deed: Deed,
  { kind, number }: About,
  { words }: { words: string },
): Promise<{ id: string; told: Told }> {
  const record = await getRecord(tx, deed.by, kind, number);
  const byId = deed.by.id;
  if (!canComment(deed.by) || byId === null) throw forbidden(whoComments);
  const { told, telling } = await toldByWords(tx, deed, record, words);
  const id = newId();
  await tx.insert(comments).values({ id, recordId: record.id, byId, at: deed.now, words });
  const mentioned = told.named.map(({ id: personId }) => personId);
  if (mentioned.length > 0)
    await tx.insert(mentions).values(mentioned.map(personId => ({ commentId: id, personId, at: deed.now })));
  await addEvent(tx, deed, record, { kind: "comment added", data: { words, mentioned } });
  await addSearchWords(tx, record.id, words);
  await follow(tx, deed, record.id, byId);
  const ref = refOf(kind, number);
  await queueNotices(tx, deed, telling, () => ({
    subject: `${deed.by.name} names you on ${ref}`,
    sentence: `${deed.by.name} wrote on ${ref}: “${openingOf(words, mailCharacters)}”`,
    path: `${paths.record(kind, number)}#comments`,
    verb: `Read ${ref}`,
  }));
  return { id, told };
}

const mailCharacters = 1000;
