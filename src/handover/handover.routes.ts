import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { getPerson } from "../people/people-list.queries.ts";
import { forbidden, notFound } from "../shared/app-error.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { handOverHeld } from "./handover.actions.ts";
import { holdingsPage, leaversPage } from "./handover.pages.ts";
import { findHoldings, listLeavers } from "./handover.queries.ts";
import { canGiveOwners, handoverForm, whoGivesOwners } from "./handover.rules.ts";

/** Administrators and liaisons in term: what people who left held, and who takes it. */
export const handoverRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.addHook("onRequest", async request => {
      if (!canGiveOwners(personOf(request))) throw forbidden(whoGivesOwners);
    });

    app.get(paths.needsOwner, async (request, reply) => {
      const { today } = deedOf(request);
      const view = leaversPage(await listLeavers(db), { zone: districtOf(request).timeZone, today });
      return sendPage(request, reply, "handover/list", view);
    });

    const show = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const number = numberIn(request);
      const { person } = await getPerson(db, number);
      if (!person.disabledAt) throw notFound();
      const holdings = await findHoldings(db, personOf(request), person.id);
      const view = holdingsPage({ number, name: person.name, holdings, failed });
      return sendPage(request, reply, "handover/show", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.holdings(":number"), (request, reply) => show(request, reply));

    app.post<ByNumber>(paths.holdings(":number"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: handoverForm,
        limitMs: 20_000,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          const number = numberIn(request);
          const { name, count } = await handOverHeld(tx, deed, number, values);
          const flash = `${count === 1 ? "One record is" : `${count} records are`} with ${name} now.`;
          return { to: paths.holdings(number), flash };
        },
      }),
    );
  };
