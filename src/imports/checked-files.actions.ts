import type { Tx } from "../db/database.ts";
import type { Deed } from "../shared/deed.ts";
import { breathe } from "../shared/wait.ts";
import type { ImportKind } from "./file-kind.ts";
import { deleteCheckedBefore, insertCheckedFile } from "./imports.queries.ts";
import { uploadHours } from "./imports.rules.ts";

/** Keeps a file between its check and its import, in the database: the next request may reach another process. */
export async function keepChecked(
  tx: Tx,
  deed: Deed,
  { id, kind, file }: { id: string; kind: ImportKind; file: { name: string; bytes: Buffer } },
): Promise<void> {
  if (deed.by.id === null) return;
  await deleteCheckedBefore(tx, new Date(deed.now.getTime() - uploadHours * 3_600_000));
  await insertCheckedFile(tx, {
    id,
    kind,
    fileName: file.name,
    encoding: "",
    content: file.bytes.toString("base64"),
    byId: deed.by.id,
    at: deed.now,
  });
}

const pieceSize = 65_536;

/** In pieces, so that others have the thread while a large file is read. */
export async function* bytesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceSize) {
    yield bytes.subarray(start, start + pieceSize);
    await breathe();
  }
}
