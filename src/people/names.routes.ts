import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { readWord } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { personOf } from "../web/session.ts";
import { listNamed } from "./named.queries.ts";
import { describedAs, meetsPeople, mostOffered } from "./named.rules.ts";

/** Whom a name that is being typed could mean, each as the form understands it. */
export const namesRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get<{ Querystring: { q?: unknown } }>(paths.names, async request => {
      const text = readWord(request.query.q);
      if (text === null || text.includes("@") || !meetsPeople(personOf(request))) return [];
      return (await listNamed(deps.db.read, text, mostOffered)).map(describedAs);
    });
  };
