import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { personOf } from "../web/session.ts";
import { removeView, saveView } from "./saved-views.actions.ts";
import { idsIn, savedViewsPage } from "./saved-views.pages.ts";
import { listSavedViews, namesSeen } from "./saved-views.queries.ts";
import { listIn, savedViewForm, viewQuery } from "./saved-views.rules.ts";

/** What a form or an address says of the list to keep; null where it says none. */
function keptIn(given: Record<string, unknown>) {
  const list = listIn(String(given.list ?? ""));
  return list && { list, query: viewQuery(String(given.query ?? "")) };
}

/** Everyone: lists under names of one's own. */
export const savedViewRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const views = await listSavedViews(deps.db.read, personOf(request).id);
      const kept = keptIn(failed?.typed ?? (request.query as Record<string, unknown>));
      const ids = idsIn(kept ? [...views, kept] : views);
      const names = await namesSeen(deps.db.read, personOf(request), ids);
      const view = savedViewsPage({ views, kept, names, failed });
      return sendPage(request, reply, "saved-views/list", view, failed?.status ?? 200);
    };

    app.get(paths.savedViews, (request, reply) => show(request, reply));

    app.post(paths.savedViews, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: savedViewForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          await saveView(tx, deed, values);
          return { to: paths.savedViews, flash: `“${values.name}” is kept.` };
        },
      }),
    );

    app.post<{ Params: { id: string } }>(paths.savedViewEnd(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: z.strictObject({}),
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          await removeView(tx, deed, request.params.id);
          return { to: paths.savedViews, flash: "The view is removed." };
        },
      }),
    );
  };
