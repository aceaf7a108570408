import type { FastifyReply, FastifyRequest } from "fastify";
import pino, { type Logger } from "pino";

/** A route's pattern, never its URL: that may hold a sign-in link's secret or a search for a name. */
export const serializers = {
  req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? "none" }),
  res: (reply: FastifyReply) => ({ status: reply.statusCode }),
};

/** Logs to standard error as JSON lines, so that a command's answer has standard output to itself. */
export const openLog = (level: string): Logger => pino({ level, serializers }, pino.destination(2));
