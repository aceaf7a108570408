import { createHash } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { Turns } from "../db/turns.ts";
import { oneLine } from "../shared/fields.ts";
import { newId } from "../shared/ids.ts";
import { Refusal } from "./security.ts";
import { plainName, wordsOf } from "./upload.ts";

/** A file that was posted, whole on the disk: neither it nor the database holds it in memory. */
export type SpooledFile = {
  name: string;
  bytes: number;
  sha256: string;
  beginning: Buffer;
  /** False where the limit cut it off. */
  isWhole: boolean;
  content(chunkBytes: number): AsyncGenerator<Buffer>;
};

type Spooled = { fields: Record<string, string>; file: SpooledFile | null };

const beginningBytes = 4096;
/** What a process left behind that was killed while a file came in. */
const staleMs = 60 * 60 * 1000;

async function makeFolder(folder: string, now: Date): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < now.getTime() - staleMs) await rm(path, { force: true });
  }
}

async function* chunksOf(path: string, chunkBytes: number): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  try {
    while (true) {
      const chunk = Buffer.alloc(chunkBytes);
      const { bytesRead } = await file.read(chunk);
      if (bytesRead > 0) yield chunk.subarray(0, bytesRead);
      if (bytesRead < chunkBytes) return;
    }
  } finally {
    await file.close();
  }
}

/** Without what would turn its ending around, and never a folder. */
function nameOf(given: string): string {
  const name = oneLine(plainName(given));
  return /^\.*$/.test(name) ? "" : name;
}

async function writeDown(part: MultipartFile, path: string): Promise<SpooledFile> {
  const hash = createHash("sha256");
  const starts: Buffer[] = [];
  let bytes = 0;
  const file = await open(path, "w", 0o600);
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      if (bytes < beginningBytes) starts.push(chunk.subarray(0, beginningBytes - bytes));
      bytes += chunk.length;
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return {
    name: nameOf(part.filename ?? ""),
    bytes,
    sha256: hash.digest("hex"),
    beginning: Buffer.concat(starts),
    isWhole: !part.file.truncated,
    content: chunkBytes => chunksOf(path, chunkBytes),
  };
}

async function readParts(request: FastifyRequest, path: string): Promise<Spooled> {
  const fields: Record<string, string> = {};
  let file: SpooledFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === "file") file = await writeDown(part, path);
    else fields[part.fieldname] = wordsOf(part);
  }
  if (!file || (file.name === "" && file.bytes === 0)) return { fields, file: null };
  return { fields, file: { ...file, name: file.name || "file" } };
}

/** One after the other, so that whoever writes a word waits for one file at most. */
export const writingFiles = new Turns(50, 20_000);

/**
 * Takes a form with one file in, works with it, and leaves nothing on the disk, whatever happens.
 * `file` is null where none was chosen.
 */
export async function withUpload<T>(
  request: FastifyRequest,
  folder: string,
  work: (upload: Spooled) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new Refusal(415, "Send the file with the form on the page.");
  await makeFolder(folder, request.startedAt);
  const path = join(folder, newId());
  try {
    return await work(await received(request, path));
  } finally {
    await rm(path, { force: true });
  }
}

async function received(request: FastifyRequest, path: string): Promise<Spooled> {
  try {
    return await readParts(request, path);
  } catch (error) {
    // What is wrong with the form itself is no fault of the server; limits have their own status.
    if (error instanceof Error && "statusCode" in error) throw error;
    throw new Refusal(400, "The file did not arrive whole. Send it again.");
  }
}
