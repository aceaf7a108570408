import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { listEstimates } from "../estimates/estimates.queries.ts";
import { firstWorkEstimateForm, workEstimateForm } from "../estimates/estimates.rules.ts";
import { refOf } from "../records/records.rules.ts";
import { conflict } from "../shared/app-error.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { personOf } from "../web/session.ts";
import { estimateWork } from "./estimate.actions.ts";
import { workEstimatePage } from "./estimate.pages.ts";
import { onlyTechnology } from "./work.actions.ts";
import { getWork } from "./work.queries.ts";
import { canDoWork, canEstimateWork, stateOf } from "./work.rules.ts";

const path = paths.verb("work", ":number", "estimates");

/** A work item's own estimate. */
export const workEstimateRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const load = async (http: FastifyRequest<ByNumber>) => {
      const actor = personOf(http);
      const item = await getWork(deps.db.read, actor, numberIn(http));
      const [before] = await listEstimates(deps.db.read, item.record.id);
      return { actor, item, before };
    };

    const show = async (http: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const { actor, item, before } = await load(http);
      if (!canDoWork(actor)) throw onlyTechnology();
      if (!canEstimateWork(actor, stateOf(item.record.state)) && !failed)
        throw conflict(`This work is ${item.record.state}, and what is over is not estimated.`);
      const view = workEstimatePage({ item, before, failed });
      return sendPage(http, reply, "work/estimate", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(path, async (http, reply) => {
      const { item } = await load(http);
      return reply.redirect(`${paths.record("work", item.record.number)}#estimate`, 303);
    });

    app.get<ByNumber>(`${path}/new`, (http, reply) => show(http, reply));

    app.post<ByNumber>(path, async (http, reply) => {
      const { before } = await load(http);
      return answerPost(deps, http, reply, {
        schema: before ? workEstimateForm : firstWorkEstimateForm,
        again: failed => show(http, reply, failed),
        async verb(tx, deed, values, { version }) {
          const { number } = await estimateWork(tx, deed, numberIn(http), values, version);
          return { to: paths.record("work", number), flash: `${refOf("work", number)} is estimated.` };
        },
      });
    });
  };
