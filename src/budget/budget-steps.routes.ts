import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { placeOf } from "../shared/permissions.ts";
import { saidBefore } from "../told/said-before.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { getBudget } from "./budget.queries.ts";
import { commentForm, returnForm, takeUpForm } from "./forms.rules.ts";
import { takeUpBudget } from "./plan.actions.ts";
import { endorseBudget, returnBudget } from "./road.actions.ts";
import { route, showStep } from "./step-form.routes.ts";
import { tellingOf } from "./tellings.rules.ts";

/** The form of each step on the road, and the steps before finance. */
export const budgetStepRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = showStep(deps);

    for (const verb of ["take up", "endorse", "return", "review", "decide", "close"] as const)
      app.get<ByNumber>(route(verb), (request, reply) => show(request, reply, verb));

    app.post<ByNumber>(route("take up"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: takeUpForm,
        again: failed => show(request, reply, "take up", failed),
        async verb(tx, deed, { forWhom }) {
          const { number } = await takeUpBudget(tx, deed, { number: numberIn(request), forWhom });
          return { to: paths.record("budget", number), flash: "Taken up. You can edit and submit it now." };
        },
      }),
    );

    app.post<ByNumber>(route("endorse"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: commentForm,
        again: failed => show(request, reply, "endorse", failed),
        async verb(tx, deed, { comment }, { version, inPlaceOf }) {
          const input = { number: numberIn(request), comment, seen: version, inPlaceOf };
          const { number } = await endorseBudget(tx, deed, input);
          const side = placeOf(deed.by, inPlaceOf)?.liaisonSide;
          return { to: paths.record("budget", number), flash: `Endorsed for ${side}.` };
        },
      }),
    );

    app.post<ByNumber>(route("return"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: returnForm,
        again: failed => show(request, reply, "return", failed),
        async verb(tx, deed, { comment }, { version, inPlaceOf }) {
          const number = numberIn(request);
          const telling = tellingOf("return", await getBudget(tx, deed.by, number));
          await returnBudget(tx, deed, { number, comment, seen: version, inPlaceOf });
          const told = await saidBefore(tx, deed, "budget", telling);
          // A draft again, it is no longer seen by everyone who could return it.
          return { to: paths.list("budget"), flash: `Returned. ${told}` };
        },
      }),
    );
  };
