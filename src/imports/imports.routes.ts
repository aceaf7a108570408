import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { forbidden } from "../shared/app-error.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { personOf } from "../web/session.ts";
import { effortImportRoutes } from "./effort.routes.ts";
import { fileCheckRoutes } from "./file-checks.routes.ts";
import { importPage } from "./imports.pages.ts";
import { getImport } from "./imports.queries.ts";
import { showList, when } from "./imports-list.routes.ts";
import { planWords } from "./plan.pages.ts";
import { canImport, whoImports } from "./plan.rules.ts";
import { planKind } from "./plan-import.ts";
import { requestsUploadPage, requestsWords } from "./requests.pages.ts";
import { requestsKind } from "./requests-import.ts";

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

    await app.register(planImportRoutes(deps));
    await app.register(requestsImportRoutes(deps));
    await app.register(effortImportRoutes(deps));
  };

const rows = (count: number): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "row was" : "rows were"}`;

const planImportRoutes = (deps: Deps): FastifyPluginAsync =>
  fileCheckRoutes(deps, {
    kind: planKind,
    words: planWords,
    showStart: (request, reply, error) => showList(deps, request, reply, error),
    done: ({ id, imported, fileName }) =>
      id === null
        ? { to: paths.imports, flash: `All of ${fileName} is here already. Nothing was changed.` }
        : { to: paths.importOne(id), flash: `${rows(imported)} imported from ${fileName}.` },
  });

const requestsImportRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const showStart = async (request: FastifyRequest, reply: FastifyReply, error: string | null) =>
      sendPage(request, reply, "imports/requests", requestsUploadPage(error), error === null ? 200 : 422);

    app.get(paths.importKind("requests"), (request, reply) => showStart(request, reply, null));

    await app.register(
      fileCheckRoutes(deps, {
        kind: requestsKind,
        words: requestsWords,
        showStart,
        done({ id, imported, fileName }) {
          if (id === null)
            return { to: paths.importKind("requests"), flash: `All of ${fileName} is here already.` };
          const came = `${imported.toLocaleString("en-US")} ${imported === 1 ? "request" : "requests"} came in`;
          return { to: paths.importOne(id), flash: `${came} from ${fileName}.` };
        },
      }),
    );
  };
