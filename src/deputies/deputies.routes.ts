import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { isUuid } from "../shared/ids.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { endDeputy, nameDeputy } from "./deputies.actions.ts";
import { deputiesPage } from "./deputies.pages.ts";
import { listDeputiesOf, listStoodFor } from "./deputies.queries.ts";
import { canNameDeputy, deputyEndForm, deputyForm } from "./deputies.rules.ts";

/** Who stands in for me, and for whom I do. */
export const deputyRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const person = personOf(request);
      const { today } = deedOf(request);
      const view = deputiesPage({
        named: await listDeputiesOf(db, person.id, today),
        stoodFor: await listStoodFor(db, person.id, today),
        canName: canNameDeputy(person),
        today,
        failed,
      });
      return sendPage(request, reply, "deputies/list", view, failed?.status ?? 200);
    };

    app.get(paths.deputies, (request, reply) => show(request, reply));

    app.post(paths.deputies, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: deputyForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          const { name } = await nameDeputy(tx, deed, values);
          return { to: paths.deputies, flash: `${name} is your deputy. You are both told by mail.` };
        },
      }),
    );

    app.post<{ Params: { id: string } }>(paths.deputyEnd(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: deputyEndForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          const { id } = request.params;
          await endDeputy(tx, deed, isUuid(id) ? id : deed.district.id);
          return { to: paths.deputies, flash: "It has ended. You are both told by mail." };
        },
      }),
    );
  };
