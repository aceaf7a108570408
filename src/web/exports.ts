import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { recordExport } from "../people/exports.actions.ts";
import { isBodiless } from "./bodiless.ts";
import { deedOf } from "./session.ts";

const longestFilter = 200;

/** "goals", and what stood in the address beside the format. */
function toldOf(request: FastifyRequest): { list: string; filter: string } {
  const { pathname, searchParams } = new URL(request.url, "http://crosswalk.invalid");
  searchParams.delete("format");
  const filter = [...searchParams]
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  return { list: pathname.slice(1), filter: filter.toWellFormed().slice(0, longestFilter) };
}

/** Before a list leaves as CSV, that it does is kept; what cannot be kept does not leave. */
export const tellExports =
  (deps: Pick<Deps, "db">) =>
  async (request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
    const type = String(reply.getHeader("content-type") ?? "");
    if (reply.statusCode !== 200 || !type.startsWith("text/csv") || isBodiless(request.raw)) return payload;
    try {
      await deps.db.write(tx => recordExport(tx, deedOf(request), toldOf(request)));
      return payload;
    } catch (error) {
      // It is an answer of its own now, and not packed yet.
      if (payload instanceof Readable) payload.destroy();
      for (const name of ["content-disposition", "content-encoding", "content-length"])
        reply.removeHeader(name);
      throw error;
    }
  };
