import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../../deps.ts";
import { sendPage } from "../../web/page.ts";
import { readWord } from "../../web/paging.ts";
import { paths } from "../../web/paths.ts";
import { deedOf, districtOf, personOf } from "../../web/session.ts";
import { searchPage } from "./search.pages.ts";
import { searchRecords } from "./search.queries.ts";

const nothing = { rows: [], texts: new Map(), people: [] };

/** Anything that the person may see, by word or number. */
export const searchRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get<{ Querystring: { q?: unknown } }>(paths.search, async (request, reply) => {
      const words = readWord(request.query.q);
      const found = words ? await searchRecords(deps.db.read, personOf(request), words) : nothing;
      const { today } = deedOf(request);
      const view = searchPage({ words, found, zone: districtOf(request).timeZone, today });
      return sendPage(request, reply, "search/show", view);
    });
  };
