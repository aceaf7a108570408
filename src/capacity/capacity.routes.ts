import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { findInputs } from "../forecast/days.queries.ts";
import { heldPage } from "../forecast/held.pages.ts";
import { listHeld } from "../forecast/held.queries.ts";
import { audiencesOf } from "../records/records.rules.ts";
import { notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { capacityPage } from "./capacity.pages.ts";
import { listHands, listLeaves, teamOf } from "./capacity.queries.ts";
import { dropLeave, noteLeave } from "./leaves.actions.ts";
import { leaveEndForm, leaveForm } from "./leaves.rules.ts";
import { weeksOf } from "./weeks.rules.ts";
import { whatIfRoutes } from "./what-if.routes.ts";

type ById = { Params: { id: string } };

/** How much is promised against how much there is, and who is away. */
export const capacityRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const actor = personOf(request);
      if (!audiencesOf(actor).includes("everyone")) throw notFound();
      const { today, district } = deedOf(request);
      const [hands, away, inputs] = await Promise.all([listHands(db), listLeaves(db, today), findInputs(db)]);
      const weeks = weeksOf(teamOf(hands, away, district), inputs?.promised ?? [], today);
      const view = capacityPage({ hands, away, weeks, inputs, actor, today, district, failed });
      return sendPage(request, reply, "capacity/show", view, failed?.status ?? 200);
    };

    app.get(paths.capacity, (request, reply) => show(request, reply));

    app.get(paths.held, async (request, reply) => {
      if (!audiencesOf(personOf(request)).includes("everyone")) throw notFound();
      const { today, district } = deedOf(request);
      const cases = await listHeld(db, today, district.timeZone);
      return sendPage(request, reply, "forecast/held", heldPage(cases, today));
    });

    app.register(whatIfRoutes(deps));

    app.post(paths.leaves, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: leaveForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          const name = await noteLeave(tx, deed, values);
          return {
            to: paths.capacity,
            flash: `${name}’s leave is noted. Days move with it within a minute.`,
          };
        },
      }),
    );

    app.post<ById>(paths.leaveEnd(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: leaveEndForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          const { id } = request.params;
          await dropLeave(tx, deed, isUuid(id) ? id : deed.district.id);
          return { to: paths.capacity, flash: "The leave is taken out." };
        },
      }),
    );
  };
