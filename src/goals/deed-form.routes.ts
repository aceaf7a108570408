import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import type { Deed } from "../shared/deed.ts";
import { saidBefore } from "../told/said-before.ts";
import { sendPage } from "../web/page.ts";
import { numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { type DeedForm, deedFormPage } from "./deed-form.pages.ts";
import type { AtGoal } from "./goal-loading.actions.ts";
import { type Goal, getGoal } from "./goals.queries.ts";
import type { GoalVerb } from "./goals.rules.ts";
import { requireVerb } from "./refusals.rules.ts";
import { type TellingDeed, tellingOf } from "./tellings.rules.ts";

type OnGoal = {
  Params: { number: string; measure: string };
  Querystring: Record<string, unknown>;
};
export type GoalRequest = FastifyRequest<OnGoal>;

/** A verb with a page of its own: GET shows its form, POST does it. */
export type DeedRoute<S extends z.ZodObject> = {
  verb: GoalVerb;
  /** Whom it tells; null where its form says it itself. */
  tells: TellingDeed | null;
  /** Where the form is, and where it is posted to; after `/goals/12/`. */
  form: string;
  post: string;
  schema: S;
  describe(goal: Goal, request: GoalRequest, deed: Deed): DeedForm | Promise<DeedForm>;
  /** Returns what the next page says. */
  run(tx: Tx, deed: Deed, at: Required<AtGoal>, values: z.output<S>, request: GoalRequest): Promise<string>;
};

/** Registers the two routes of a verb. */
export function registerDeed<S extends z.ZodObject>(
  app: FastifyInstance,
  deps: Deps,
  route: DeedRoute<S>,
): void {
  const show = async (request: GoalRequest, reply: FastifyReply, failed?: FailedForm) => {
    const goal = await getGoal(deps.db.read, personOf(request), numberIn(request));
    requireVerb(personOf(request), route.verb, goal);
    const deed = deedOf(request);
    const form = await route.describe(goal, request, deed);
    const { tells } = route;
    const told = tells && (await saidBefore(deps.db.read, deed, "goal", tellingOf(tells, goal)));
    const page = deedFormPage({ goal, deed: form, told, failed, today: deed.today });
    return sendPage(request, reply, "goals/deed", page, failed?.status ?? 200);
  };

  app.get<OnGoal>(paths.verb("goal", ":number", route.form), (request, reply) => show(request, reply));

  app.post<OnGoal>(paths.verb("goal", ":number", route.post), (request, reply) =>
    answerPost(deps, request, reply, {
      schema: route.schema,
      again: failed => show(request, reply, failed),
      async verb(tx, deed, values, { version }) {
        const number = numberIn(request);
        const flash = await route.run(tx, deed, { number, version }, values, request);
        return { to: paths.record("goal", number), flash };
      },
    }),
  );
}
