import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { forbidden } from "../shared/app-error.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { personOf } from "../web/session.ts";
import { checkRoutes } from "./checks.routes.ts";
import { importPage } from "./imports.pages.ts";
import { getImport } from "./imports.queries.ts";
import { showList, when } from "./imports-list.routes.ts";
import { canImport, whoImports } from "./plan.rules.ts";

/** What was imported, and the way to import more; for liaisons in term and administrators. */
export const importRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.addHook("onRequest", async request => {
      if (!canImport(personOf(request))) throw forbidden(whoImports);
    });

    app.get(paths.imports, (request, reply) => showList(deps, request, reply));

    app.get<{ Params: { id: string } }>(paths.importOne(":id"), async (request, reply) => {
      const found = await getImport(deps.db.read, request.params.id);
      return sendPage(request, reply, "imports/show", importPage({ found, ...when(request) }));
    });

    await app.register(checkRoutes(deps));
  };
