import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { noteLook } from "../looks/looks.actions.ts";
import type { LastLook } from "../looks/looks.queries.ts";

type Looked = { record: { id: string; eventCount: number }; look: LastLook };

/** Keeps how far the reader has read, once the page is out and only if there is something new: no page waits for it. */
export function rememberLook(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { record, look: { sequence, personId } }: Looked,
): void {
  if (request.method !== "GET" || request.headers["sec-purpose"]?.includes("prefetch")) return;
  if (sequence !== null && sequence >= record.eventCount) return;
  const look = { personId, recordId: record.id, sequence: record.eventCount, at: request.startedAt };
  reply.raw.once("finish", () => {
    // What is not kept is marked as new once more.
    deps.db
      .write(tx => noteLook(tx, look))
      .catch(error => request.log.debug({ err: error }, "a look was not kept"));
  });
}
