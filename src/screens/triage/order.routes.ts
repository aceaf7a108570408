import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../../deps.ts";
import { numberIn } from "../../requests/duplicate.actions.ts";
import { moveInQueue } from "../../requests/queue-order.actions.ts";
import { invalid } from "../../shared/app-error.ts";
import { sendPage } from "../../web/page.ts";
import { readWord } from "../../web/paging.ts";
import { paths, withQuery } from "../../web/paths.ts";
import { answerPost, type FailedForm } from "../../web/posts.ts";
import { deedOf, personOf } from "../../web/session.ts";
import { requireGroup } from "./group.queries.ts";
import { moveIn, orderForm } from "./order.forms.ts";
import { orderPage } from "./order.pages.ts";
import { loadOrderPage } from "./order.queries.ts";

type Http = FastifyRequest<{ Querystring: Record<string, unknown> }>;

/** Each side's own order of the queue, side by side. */
export const orderRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = async (http: Http, reply: FastifyReply, failed: FailedForm | null = null) => {
      const actor = personOf(http);
      const { today, district } = deedOf(http);
      await requireGroup(deps.db.read, actor, today);
      const loaded = await loadOrderPage(deps.db.read, actor, district);
      const movedNumber = Number(/^\d{1,9}$/.exec(readWord(http.query.moved) ?? "")?.[0] ?? 0) || null;
      const view = orderPage({ loaded, actor, movedNumber, failed, today, district });
      return sendPage(http, reply, "triage/order", view, failed?.status ?? 200);
    };

    app.get(paths.queueOrder, (http: Http, reply) => show(http, reply));

    app.post(paths.queueOrder, (http: Http, reply) =>
      answerPost(deps, http, reply, {
        schema: orderForm,
        again: form => show(http, reply, form),
        async verb(tx, deed, { request }, form) {
          const pressed = moveIn(form.deed);
          if (!pressed && !request) throw invalid("“Request” is empty. Enter a number like R-214.");
          const { number, move } = pressed ?? {
            number: numberIn(request ?? ""),
            move: { to: "top" as const },
          };
          const { request: one, side, from, to } = await moveInQueue(tx, deed, number, move);
          const place = to === 1 ? "first" : `number ${to}`;
          return {
            to: withQuery(paths.queueOrder, { moved: number }),
            flash: `${one.ref} is ${from === to ? "already " : ""}${place} for ${side}.`,
          };
        },
      }),
    );
  };
