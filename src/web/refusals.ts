import type { FastifyInstance } from "fastify";

/** What a door answers that stays shut: a right or a site that is not there, a link that is dead, a host that is not ours. */
const shut: readonly number[] = [403, 410, 421, 429];

/** A line in the log for each, with who it was by their id: for whoever looks for somebody who tries doors. */
export function noteRefusals(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    if (!shut.includes(reply.statusCode)) return;
    const { method, routeOptions, person } = request;
    const tried = { method, route: routeOptions.url ?? "none", status: reply.statusCode };
    request.log.warn({ ...tried, person: person?.id ?? null }, "refused");
  });
}
