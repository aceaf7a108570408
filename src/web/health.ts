import type { FastifyPluginAsync } from "fastify";
import { pendingMigrations } from "../db/migrate.ts";
import type { Deps } from "../deps.ts";
import { unavailable } from "../shared/app-error.ts";

/** Set while the process stops: a proxy then sends nobody here, while running answers are finished. */
export type Readiness = { isStopping: boolean };

/** For probes: `/healthz` says that the process runs, `/readyz` that it can serve. */
export const healthRoutes =
  (deps: Deps, readiness: Readiness): FastifyPluginAsync =>
  async app => {
    let isMigrated = false;

    app.get("/healthz", { config: { anyHost: true } }, async (_request, reply) =>
      reply.type("application/json").send({ ok: true }),
    );

    app.get("/readyz", { config: { anyHost: true } }, async (_request, reply) => {
      if (readiness.isStopping) throw unavailable("Crosswalk is stopping.");
      await deps.db.ping();
      isMigrated ||= (await pendingMigrations(deps.db)).length === 0;
      if (!isMigrated) throw unavailable("The database waits for a migration.");
      return reply.type("application/json").send({ ok: true });
    });
  };
