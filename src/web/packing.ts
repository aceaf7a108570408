import { pipeline, type Readable } from "node:stream";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

export type Encoding = "br" | "gzip";

/** The smaller of what a browser takes; a name with q=0 is one that it refuses. */
export function encodingFor(accepted = ""): Encoding | null {
  const taken = accepted
    .toLowerCase()
    .split(",")
    .filter(each => !/;\s*q=0(\.0*)?\s*$/.test(each))
    .map(each => each.replace(/;.*$/s, "").trim());
  return taken.includes("br") ? "br" : taken.includes("gzip") ? "gzip" : null;
}

const brotli = (quality: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

/** Most for a file that is packed once, little for a page. */
export type Effort = "most" | "little";

export const pack = (encoding: Encoding, body: Buffer, effort: Effort): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, packed: Buffer) => (error ? reject(error) : resolve(packed));
    if (encoding === "gzip") gzip(body, { level: effort === "most" ? 9 : 6 }, done);
    else brotliCompress(body, brotli(effort === "most" ? 11 : 4), done);
  });

function packStream(encoding: Encoding, body: Readable): Readable {
  // Whoever reads it hears of an error.
  return pipeline(body, encoding === "gzip" ? createGzip() : createBrotliCompress(brotli(4)), () => {});
}

/** In fewer bytes than a packet, nothing is won. */
const threshold = 1024;

const isText = (reply: FastifyReply): boolean =>
  /^(text\/|application\/json|image\/svg)/.test(String(reply.getHeader("content-type") ?? ""));

const isStream = (body: unknown): body is Readable =>
  typeof body === "object" && body !== null && "pipe" in body && !Buffer.isBuffer(body);

async function packed(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<unknown> {
  if (!isText(reply) || reply.hasHeader("content-encoding")) return body;
  reply.header("vary", "accept-encoding");
  const encoding = encodingFor(request.headers["accept-encoding"]);
  if (!encoding) return body;
  if (isStream(body)) {
    reply.header("content-encoding", encoding).removeHeader("content-length");
    return packStream(encoding, body);
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  if (!Buffer.isBuffer(bytes) || bytes.length < threshold) return body;
  const small = await pack(encoding, bytes, "little");
  reply.header("content-encoding", encoding).header("content-length", small.length);
  return small;
}

/**
 * Answers that are text go out packed. No page holds a secret beside text that a stranger can choose (BREACH): tokens
 * live in HttpOnly cookies, and a form's key is fresh each time.
 */
export function registerPacking(app: FastifyInstance): void {
  app.addHook("onSend", packed);
}
