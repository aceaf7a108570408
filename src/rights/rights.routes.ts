import type { FastifyPluginAsync } from "fastify";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { personOf } from "../web/session.ts";
import { rightsPage } from "./rights.pages.ts";

/** The table of permissions for people: mine first. */
export const rightsRoutes: FastifyPluginAsync = async app => {
  app.get(paths.rights, (request, reply) =>
    sendPage(request, reply, "rights/show", rightsPage(personOf(request))),
  );
};
