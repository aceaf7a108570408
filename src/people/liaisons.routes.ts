import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { listQueued } from "../duties/duties.queries.ts";
import { visibleRecords } from "../records/records.queries.ts";
import { audiencesOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { deedOf, personOf } from "../web/session.ts";
import { liaisonsPage } from "./liaisons.pages.ts";
import { listComingTerms } from "./people-list.queries.ts";

const seesRequests = (reader: Actor): boolean => audiencesOf(reader).includes("everyone");

/** For everyone: who stands for whom, and what waits for them. */
export const liaisonRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.liaisons, async (request, reply) => {
      const reader = personOf(request);
      const { today } = deedOf(request);
      const terms = await listComingTerms(deps.db.read, today);
      const queued = await listQueued(deps.db.read);
      const waitingIds = queued.filter(({ state }) => state === "submitted").map(({ id }) => id);
      const seen = await visibleRecords(deps.db.read, reader, waitingIds);
      const waiting = seesRequests(reader) ? seen.size : null;
      return sendPage(request, reply, "people/liaisons", liaisonsPage({ terms, waiting, today }));
    });
  };
