import type { FastifyInstance, FastifyRequest } from "fastify";
import { networkOf } from "../people/asks.rules.ts";
import { Turns } from "./turns.ts";

/** Requests that wait or are under way at once: of one network, and in all. A school behind one address has fewer than the half. */
export type Crowd = { ofOne: number; inAll: number };
export const usualCrowd: Crowd = { ofOne: 60, inAll: 120 };

/** Ready made: what a flood costs must be next to nothing. */
const full = `<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Crosswalk is busy</title></head>
<body><main><h1>Crosswalk is busy</h1><p>Too many people at once. Try again in a few seconds.</p></main></body></html>
`;

const fullHeaders = {
  "retry-after": "5",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

declare module "fastify" {
  interface FastifyRequest {
    /** The network that it counts for while it is under way; null where it is not counted. */
    crowdedBy: string | null;
  }
}

/**
 * Answers 503 at once where too many are under way: a flood waits for nothing, and one address cannot take all. The
 * others take turns by network. Probes always pass, so that a busy process is not taken for a dead one.
 */
export function holdCrowds(app: FastifyInstance, { ofOne, inAll }: Crowd = usualCrowd): void {
  const from = new Map<string, number>();
  const turns = new Turns();
  let all = 0;

  const leave = (request: FastifyRequest) => {
    const { crowdedBy } = request;
    if (crowdedBy === null) return;
    request.crowdedBy = null;
    all -= 1;
    const left = (from.get(crowdedBy) ?? 1) - 1;
    if (left > 0) from.set(crowdedBy, left);
    else from.delete(crowdedBy);
  };

  app.decorateRequest("crowdedBy", null);
  app.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.config.anyHost) return;
    turns.arrive();
    const network = networkOf(request.ip);
    const one = from.get(network) ?? 0;
    if (all >= inAll || one >= ofOne)
      return reply.code(503).headers(fullHeaders).type("text/html; charset=utf-8").send(full);
    all += 1;
    from.set(network, one + 1);
    request.crowdedBy = network;
    // The end of the connection counts too: nobody leaves a place taken behind.
    reply.raw.once("close", () => leave(request));
    await turns.take(network);
    // Whoever is gone by now is worked for no more.
    if (request.crowdedBy === null) return reply.hijack();
  });
  app.addHook("onResponse", async request => leave(request));
}
