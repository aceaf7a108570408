import type { FastifyReply, FastifyRequest } from "fastify";
import { paths } from "./paths.ts";

/** What an empty database shows: the first run, what its pages are made of, and what probes ask. */
const open: ReadonlySet<string> = new Set([
  "/healthz",
  "/readyz",
  "/metrics",
  "/assets/:hash/:name",
  paths.setup,
  paths.setupWith(":token"),
]);

/** Until a district is set up every other address leads to the first run. */
export async function leadToSetup(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (request.district || open.has(request.routeOptions.url ?? "")) return;
  return reply.redirect(paths.setup, 303);
}
