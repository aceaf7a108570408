import type { FastifyInstance } from "fastify";
import { isLoopback } from "../config.ts";
import { notFound } from "../shared/app-error.ts";
import { AnswerTimes } from "./answer-times.ts";

/** What the process itself takes; loaded for whoever has a collector, from the first time that it asks. */
async function watchProcess() {
  const { collectDefaultMetrics, Registry } = await import("prom-client");
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
}

/** For a collector on this machine: the process, and how long each route takes. Others are told that it is not here. */
export function registerMetrics(app: FastifyInstance): void {
  const times = new AnswerTimes();
  let watched: ReturnType<typeof watchProcess> | undefined;
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    times.add(method, routeOptions.url ?? "none", reply.statusCode, reply.elapsedTime / 1000);
  });
  app.get("/metrics", { config: { anyHost: true } }, async (request, reply) => {
    const { remoteAddress = "" } = request.socket;
    const isNear = isLoopback(remoteAddress.replace(/^::ffff:/, ""));
    if (!isNear || request.headers["x-forwarded-for"] !== undefined) throw notFound();
    watched ??= watchProcess();
    const register = await watched;
    return reply.type(register.contentType).send((await register.metrics()) + times.text());
  });
}
