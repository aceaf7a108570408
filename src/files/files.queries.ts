import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { people } from "../people/people.table.ts";
import { notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { fileChunks, files } from "./files.table.ts";

export type FileRow = typeof files.$inferSelect & { by: string };

/** What lies at a record that the reader sees, in the order in which it came. */
export async function listFiles(db: Read, recordId: string): Promise<FileRow[]> {
  const rows = await db
    .select({ file: files, by: people.name })
    .from(files)
    .innerJoin(people, eq(people.id, files.byId))
    .where(and(eq(files.recordId, recordId), isNull(files.removedAt)))
    .orderBy(asc(files.at), asc(files.id));
  return rows.map(({ file, by }) => ({ ...file, by }));
}

/** @throws not found for what is no file of this record, or is none any more */
export async function getFile(db: Read, recordId: string, unsafeId: string): Promise<FileRow> {
  const [row] = isUuid(unsafeId)
    ? await db
        .select({ file: files, by: people.name })
        .from(files)
        .innerJoin(people, eq(people.id, files.byId))
        .where(and(eq(files.id, unsafeId), eq(files.recordId, recordId), isNull(files.removedAt)))
    : [];
  if (!row) throw notFound();
  return { ...row.file, by: row.by };
}

/** A file's content, one chunk in memory at a time. @throws where it was taken out meanwhile */
export async function* contentOf(
  db: Read,
  { id, bytes }: Pick<FileRow, "id" | "bytes">,
): AsyncGenerator<Buffer> {
  let left = bytes;
  for (let position = 0; left > 0; position += 1) {
    const [row] = await db
      .select({ content: fileChunks.content })
      .from(fileChunks)
      .where(and(eq(fileChunks.fileId, id), eq(fileChunks.position, position)));
    if (!row) throw new Error("A part of the file is not there.");
    const chunk = Buffer.from(row.content, "base64");
    left -= chunk.length;
    yield chunk;
  }
}

/** All files by id, those that were taken out too, a batch at a time. */
export async function* everyFile(db: Read): AsyncGenerator<typeof files.$inferSelect> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const some = await db.select().from(files).where(gt(files.id, after)).orderBy(asc(files.id)).limit(200);
    yield* some;
    const last = some.at(-1);
    if (!last) return;
    after = last.id;
  }
}
