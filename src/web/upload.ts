import multipart, { type MultipartFile, type MultipartValue } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { beginningOf } from "../shared/language.ts";
import { Refusal } from "./security.ts";

type UploadedFile = {
  name: string;
  bytes: Buffer;
  /** False where the limit cut it off. */
  isWhole: boolean;
};

type Upload = { fields: Map<string, string>; file: UploadedFile | null };

/** More than any text of a form with a file; what is longer is refused and never cut. */
const fieldBytes = 64 * 1024;

/** Lets the routes of this scope, and no others, take a form with one file. */
export async function takeUploads(app: FastifyInstance, maxBytes: number): Promise<void> {
  const limits = { files: 1, fileSize: maxBytes, fields: 10, fieldSize: fieldBytes, headerPairs: 50 };
  await app.register(multipart, { limits, throwFileSizeLimit: false });
}

const nameCharacters = 200;

/** As a page may say it: without folders, line ends and marks that speak to terminals; a long one keeps its ending. */
export function plainName(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? "")
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  if (name.length <= nameCharacters) return name;
  const [ending = ""] = /\.\w{1,10}$/.exec(name) ?? [];
  return `${beginningOf(name, nameCharacters - ending.length)}${ending}`;
}

async function readFile(part: MultipartFile): Promise<UploadedFile | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk);
  const name = plainName(part.filename ?? "");
  if (name === "") return null;
  return { name, bytes: Buffer.concat(chunks), isWhole: !part.file.truncated };
}

/** What was posted; no file where none was chosen. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal(415, "Send the file with the form on the page.");
  try {
    return await readParts(request);
  } catch (error) {
    // What is wrong with the form itself is no fault of the server; limits have their own status.
    if (error instanceof Error && "statusCode" in error) throw error;
    throw new Refusal(400, "The file did not arrive whole. Send it again.");
  }
}

/** The words of a part, whole. */
export function wordsOf(part: MultipartValue): string {
  if (part.valueTruncated) throw new Refusal(413, "A text in this form is too long. Send a shorter one.");
  return String(part.value);
}

async function readParts(request: FastifyRequest): Promise<Upload> {
  const fields = new Map<string, string>();
  let file: UploadedFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === "file") file = await readFile(part);
    else fields.set(part.fieldname, wordsOf(part));
  }
  return { fields, file };
}
