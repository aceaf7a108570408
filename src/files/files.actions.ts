import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Place } from "../estimates/papers.rules.ts";
import { addEvent, type RecordRow } from "../records/records.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import type { NumberedKind } from "../records/records.rules.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { type FileRow, getFile, listFiles } from "./files.queries.ts";
import {
  canAddFile,
  canTakeOutFile,
  chunkBytes,
  mostFiles,
  whoAddsFiles,
  whoTakesOutFiles,
} from "./files.rules.ts";
import { fileChunks, files } from "./files.table.ts";
import { mediaTypeOf } from "./media-types.rules.ts";

export type About = { kind: NumberedKind; number: number };

export type NewFile = {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  /** In chunks of `chunkBytes`, as often as it is asked for. */
  content(): AsyncIterable<Buffer>;
};

type Came = Pick<NewFile, "name" | "bytes" | "sha256"> & {
  beginning: Buffer;
  content(chunkBytes: number): AsyncIterable<Buffer>;
};

/** What came in, as it is kept. */
export const newFileOf = ({ name, bytes, sha256, beginning, content }: Came): NewFile => ({
  ...{ name, bytes, sha256, mediaType: mediaTypeOf(beginning, name) },
  content: () => content(chunkBytes),
});

/** The record, for whoever may add to it. @throws not found, forbidden, conflict where no more fits */
export async function recordToAddTo(tx: Parameters<typeof listFiles>[0], deed: Deed, about: About) {
  const record = await getRecord(tx, deed.by, about.kind, about.number);
  if (!canAddFile(deed.by) || deed.by.id === null) throw forbidden(whoAddsFiles);
  if ((await listFiles(tx, record.id)).length >= mostFiles)
    throw conflict(
      `There are ${mostFiles} files already. Take one out, or put this one elsewhere and link it.`,
    );
  return { record, byId: deed.by.id };
}

type FilePlace = { commentId?: string | null; estimate?: Place["estimate"] };

const chunksAtOnce = 8;

/** Puts a file at a record, whole or not at all; with a comment or at an estimate of it, where one is named. */
export async function addFile(
  tx: Tx,
  deed: Deed,
  about: About,
  file: NewFile,
  { commentId = null, estimate }: FilePlace = {},
): Promise<void> {
  const { record, byId } = await recordToAddTo(tx, deed, about);
  const { name, mediaType, bytes, sha256 } = file;
  const id = newId();
  const row = {
    id,
    recordId: record.id,
    commentId,
    estimateId: estimate?.id ?? null,
    byId,
    at: deed.now,
    removedAt: null,
  };
  await tx.insert(files).values({ ...row, name, mediaType, bytes, sha256 });
  let position = 0;
  let some: (typeof fileChunks.$inferInsert)[] = [];
  for await (const chunk of file.content()) {
    some.push({ fileId: id, position, content: chunk.toString("base64") });
    position += 1;
    if (some.length < chunksAtOnce) continue;
    await tx.insert(fileChunks).values(some);
    some = [];
  }
  if (some.length > 0) await tx.insert(fileChunks).values(some);
  await addEvent(tx, deed, record, {
    kind: "file added",
    data: { name, bytes, sha256, ...(estimate && { estimate: estimate.version }) },
  });
}

/** Its content goes; that it was there, with its hash, stays in the history. */
export async function takeOutFile(tx: Tx, deed: Deed, { kind, number }: About, unsafeId: string) {
  const record = await getRecord(tx, deed.by, kind, number);
  const file = await getFile(tx, record.id, unsafeId);
  if (!canTakeOutFile(deed.by, file)) throw forbidden(whoTakesOutFiles(file.by));
  await dropContent(tx, deed, record, file);
}

export async function dropContent(tx: Tx, deed: Deed, record: RecordRow, file: FileRow): Promise<RecordRow> {
  const { id, name, sha256 } = file;
  await tx.delete(fileChunks).where(eq(fileChunks.fileId, id));
  await tx.update(files).set({ removedAt: deed.now }).where(eq(files.id, id));
  return addEvent(tx, deed, record, { kind: "file taken out", data: { name, sha256 } });
}
