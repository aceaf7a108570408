import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { isLoopback } from "../config.ts";
import { notFound } from "../shared/app-error.ts";

/** For a collector on this machine: the process, and how long each route takes. Others are told that it is not here. */
export function registerMetrics(app: FastifyInstance): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const seconds = new Histogram({
    name: "crosswalk_answer_seconds",
    help: "Time to answer, by route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [register],
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    seconds.observe(
      { method, route: routeOptions.url ?? "none", status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.get("/metrics", { config: { anyHost: true } }, async (request, reply) => {
    const { remoteAddress = "" } = request.socket;
    const isNear = isLoopback(remoteAddress.replace(/^::ffff:/, ""));
    if (!isNear || request.headers["x-forwarded-for"] !== undefined) throw notFound();
    return reply.type(register.contentType).send(await register.metrics());
  });
}
