import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../../deps.ts";
import { sendPage } from "../../web/page.ts";
import { paths } from "../../web/paths.ts";
import { deedOf, personOf } from "../../web/session.ts";
import { deskPage } from "./desk.pages.ts";
import { loadDesk } from "./desk.queries.ts";

/** The first page: what needs me. */
export const deskRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.desk, async (request, reply) => {
      const deed = deedOf(request);
      const person = personOf(request);
      const desk = await loadDesk(deps.db.read, deed, person);
      const { today, now, district } = deed;
      return sendPage(request, reply, "desk/show", deskPage({ desk, person, today, now, district }));
    });
  };
