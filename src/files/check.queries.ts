import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Read } from "../db/database.ts";
import { contentOf, everyFile } from "./files.queries.ts";
import { fileChunks } from "./files.table.ts";

/** Files whose content is not what came, and content of files that were taken out. */
export async function fileProblems(db: Read): Promise<string[]> {
  const problems: string[] = [];
  for await (const file of everyFile(db)) {
    const said = `The file ${file.id}`;
    if (file.removedAt !== null) {
      const left = await db
        .select({ position: fileChunks.position })
        .from(fileChunks)
        .where(eq(fileChunks.fileId, file.id))
        .limit(1);
      if (left.length > 0) problems.push(`${said} was taken out, but some of its content is there.`);
    } else if (!(await isWhole(db, file))) problems.push(`${said} is not as it came.`);
  }
  return problems;
}

async function isWhole(db: Read, file: { id: string; bytes: number; sha256: string }): Promise<boolean> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of contentOf(db, file)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    return false;
  }
  return bytes === file.bytes && hash.digest("hex") === file.sha256;
}
