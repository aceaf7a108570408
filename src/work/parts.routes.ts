import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { listChoices } from "../people/people.queries.ts";
import { refOf } from "../records/records.rules.ts";
import { getRequest } from "../requests/requests.queries.ts";
import { conflict } from "../shared/app-error.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { personOf } from "../web/session.ts";
import { planParts } from "./parts.actions.ts";
import { partsPage } from "./parts.pages.ts";
import { listProposals } from "./parts.queries.ts";
import { canPlanParts, partsForm, plannedIn } from "./parts.rules.ts";
import { onlyTechnology } from "./work.actions.ts";
import { canDoWork } from "./work.rules.ts";

const path = paths.verb("request", ":number", "work");

/** From an estimate to its work, in one step. */
export const workPartsRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const load = async (http: FastifyRequest<ByNumber>) => {
      const actor = personOf(http);
      const request = await getRequest(db, actor, numberIn(http));
      return { actor, request, proposals: await listProposals(db, request) };
    };

    const show = async (http: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const { actor, request, proposals } = await load(http);
      if (!canDoWork(actor)) throw onlyTechnology();
      if (!canPlanParts(actor, request.state) && !failed)
        throw conflict(`${request.ref} is ${request.state}, so no work is made from its estimate now.`);
      const owners = await listChoices(db, { roles: ["technologist"] });
      const view = partsPage({
        ...{ request, proposals, failed },
        owners: owners.map(({ id, name }) => ({ value: id, label: name })),
        ownerId: owners.some(({ id }) => id === request.owner?.id) ? (request.owner?.id ?? null) : actor.id,
      });
      return sendPage(http, reply, "work/parts", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(path, (http, reply) => show(http, reply));

    app.post<ByNumber>(path, async (http, reply) => {
      const { proposals } = await load(http);
      return answerPost(deps, http, reply, {
        schema: partsForm(proposals),
        again: failed => show(http, reply, failed),
        async verb(tx, deed, values, { version }) {
          const number = numberIn(http);
          const made = await planParts(tx, deed, { number, version }, plannedIn(proposals, values));
          const refs = made.map(each => refOf("work", each)).join(", ");
          return {
            to: paths.record("request", number),
            flash: `${refs} ${made.length === 1 ? "is" : "are"} planned.`,
          };
        },
      });
    });
  };
