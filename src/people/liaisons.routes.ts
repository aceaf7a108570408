import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { listQueued } from "../duties/duties.queries.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { deedOf } from "../web/session.ts";
import { liaisonsPage } from "./liaisons.pages.ts";
import { listComingTerms } from "./people-list.queries.ts";

/** For everyone: who stands for whom, and what waits for them. */
export const liaisonRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.liaisons, async (request, reply) => {
      const { today } = deedOf(request);
      const terms = await listComingTerms(deps.db.read, today);
      const queued = await listQueued(deps.db.read);
      const waiting = queued.filter(({ state }) => state === "submitted").length;
      return sendPage(request, reply, "people/liaisons", liaisonsPage({ terms, waiting, today }));
    });
  };
