import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../../deps.ts";
import { sendPage } from "../../web/page.ts";
import { readWord } from "../../web/paging.ts";
import { paths } from "../../web/paths.ts";
import { deedOf, personOf } from "../../web/session.ts";
import { batchRoutes } from "./batch.routes.ts";
import { requireGroup } from "./group.queries.ts";
import { meetingPage } from "./meeting.pages.ts";
import { orderRoutes } from "./order.routes.ts";
import { triagePage } from "./triage.pages.ts";
import { loadTriage } from "./triage.queries.ts";
import { wayIn } from "./way.ts";

/** The next request to decide, for the liaison group. */
export const triageRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<{ Querystring: Record<string, unknown> }>(paths.triage, async (http, reply) => {
      const actor = personOf(http);
      const { today, district } = deedOf(http);
      await requireGroup(db, actor, today);
      const way = wayIn(http.query);
      const chosen = Number(/^\d{1,9}$/.exec(readWord(http.query.request) ?? "")?.[0] ?? 0);
      const triage = await loadTriage(db, actor, deedOf(http), { way, chosen });
      const page = { triage, actor, way, now: deedOf(http).now, today, district };
      return way.isMeeting
        ? sendPage(http, reply, "triage/meeting", meetingPage(page), 200, "stage")
        : sendPage(http, reply, "triage/show", triagePage(page));
    });

    app.register(batchRoutes(deps));
    app.register(orderRoutes(deps));
  };
