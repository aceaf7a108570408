import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { fileCheckRoutes } from "./file-checks.routes.ts";
import { peopleUploadPage, peopleWords } from "./people.pages.ts";
import { peopleKind } from "./people-import.ts";

const showStart = async (request: FastifyRequest, reply: FastifyReply, error: string | null) =>
  sendPage(request, reply, "imports/people", peopleUploadPage(error), error === null ? 200 : 422);

/** Administrators: people from a CSV file, a check first, then all or nobody. */
export const peopleImportRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.peopleImports, (request, reply) => showStart(request, reply, null));

    await app.register(
      fileCheckRoutes(deps, {
        kind: peopleKind,
        words: peopleWords,
        showStart,
        done({ imported, fileName }) {
          const came = `${imported.toLocaleString("en-US")} ${imported === 1 ? "person came" : "people came"} in`;
          const flash = imported === 0 ? "All of them are here already." : `${came} from ${fileName}.`;
          return { to: paths.people, flash };
        },
      }),
    );
  };
