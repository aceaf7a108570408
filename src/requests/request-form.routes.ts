import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { listTied } from "../records/records.queries.ts";
import { forbidden } from "../shared/app-error.ts";
import { isDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { saidBefore } from "../told/said-before.ts";
import { reachOfNew } from "../told/told.queries.ts";
import { clashView } from "../web/clash.ts";
import { sendPage } from "../web/page.ts";
import { readIds, readWord } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { unsentThere } from "../web/unsent-there.ts";
import { listAlike } from "./alike.queries.ts";
import { findGoal, listGoalChoices, schoolOf } from "./form.queries.ts";
import { draftForm, requestForm, requestFormOn } from "./forms.rules.ts";
import { requireVerb } from "./refusals.rules.ts";
import { formOptions, requestFormPage } from "./request-form.pages.ts";
import { valuesOf } from "./request-values.rules.ts";
import { sentWords } from "./request-words.pages.ts";
import { draftRequest, editRequest, submitRequest, whoAsks } from "./requests.actions.ts";
import { getRequest, type Request } from "./requests.queries.ts";
import { canAsk } from "./requests.rules.ts";
import { tellingOf, tellingOfNew } from "./tellings.rules.ts";
import { listTook } from "./took.queries.ts";

type Values = Record<string, unknown>;
type Query = { Querystring: Record<string, unknown> };

const keepsDraft = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "deed" in body && body.deed === "draft";

/** The forms that draft, send and edit a request. */
export const requestFormRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (
      http: FastifyRequest,
      reply: FastifyReply,
      given: { request: Request | null; values: Values; failed?: FailedForm },
    ) => {
      const actor = personOf(http);
      const deed = deedOf(http);
      const { today, district } = deed;
      const { request, values, failed = null } = given;
      const said = failed?.typed ?? values;
      const title = text(said.title);
      const chosenIds = readIds(said.goals);
      const words = text(said.goalWords) || null;
      const [goals, took, alike, told, unsent] = await Promise.all([
        listGoalChoices(db, actor, { chosenIds, words, title }),
        listTook(db),
        listAlike(db, actor, { title, exceptId: request?.id ?? null }, 4),
        request
          ? saidBefore(db, deed, "request", tellingOf(request.state === "draft" ? "submit" : "edit", request))
          : saidBefore(db, deed, "request", tellingOfNew(false), await reachOfNew(db, deed)),
        unsentThere(
          db,
          http,
          request ? paths.verb("request", request.record.number, "edit") : paths.list("request"),
        ),
      ]);
      const neededBy = isDay(text(said.neededBy)) ? text(said.neededBy) : null;
      const clash =
        failed?.status === 409 && request
          ? clashView(requestForm, failed.typed, values, formOptions(goals))
          : null;
      const view = requestFormPage({
        ...{
          request,
          values,
          failed,
          clash,
          goals,
          took,
          alike,
          told,
          unsent,
          neededBy,
          title,
          today,
          district,
        },
      });
      return sendPage(http, reply, "requests/form", view, failed?.status ?? 200);
    };

    const showNew = async (http: FastifyRequest<Query>, reply: FastifyReply, failed?: FailedForm) => {
      const actor = personOf(http);
      if (!canAsk(actor)) throw forbidden(whoAsks);
      return show(http, reply, { request: null, values: await startOf(db, actor, http.query), failed });
    };
    app.get<Query>(paths.new("request"), (http, reply) => showNew(http, reply));

    app.post<Query>(paths.list("request"), (http, reply) => {
      const isDraft = keepsDraft(http.body);
      return answerPost(deps, http, reply, {
        schema: isDraft ? draftForm : requestFormOn(deedOf(http).today),
        again: failed => showNew(http, reply, failed),
        async verb(tx, deed, values) {
          const drafted = await draftRequest(tx, deed, values);
          const { number } = drafted.record;
          const to = paths.record("request", number);
          if (isDraft) return { to, flash: `${drafted.ref} is kept as a draft.` };
          const sent = await submitRequest(tx, deed, { number, version: null });
          return { to, flash: sentWords(sent) };
        },
      });
    });

    const showEdit = async (http: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const request = await getRequest(db, personOf(http), numberIn(http));
      requireVerb(personOf(http), "edit", request);
      return show(http, reply, { request, values: await storedOf(db, personOf(http), request), failed });
    };
    app.get<ByNumber>(paths.verb("request", ":number", "edit"), (http, reply) => showEdit(http, reply));

    app.post<ByNumber>(paths.verb("request", ":number", "edit"), async (http, reply) => {
      const number = numberIn(http);
      const { state, record } = await getRequest(db, personOf(http), number);
      const isDraft = keepsDraft(http.body);
      return answerPost(deps, http, reply, {
        schema: isDraft ? draftForm : requestFormOn(deedOf(http).today, record.due),
        again: failed => showEdit(http, reply, failed),
        async verb(tx, deed, values, { version }) {
          await editRequest(tx, deed, { number, version }, values);
          const to = paths.record("request", number);
          if (isDraft || state !== "draft") return { to, flash: "Your changes are kept." };
          return { to, flash: sentWords(await submitRequest(tx, deed, { number, version: null })) };
        },
      });
    });
  };

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** What a new form holds already: one's school, and what the link that led here says. */
async function startOf(db: Read, actor: Actor, query: Record<string, unknown>): Promise<Values> {
  const goal = await findGoal(db, actor, readWord(query.goal) ?? "");
  return {
    title: readWord(query.title) ?? "",
    kind: readWord(query.kind) ?? "",
    neededBy: readWord(query.neededBy) ?? "",
    goals: goal ? [goal.id] : [],
    school: actor.id ? await schoolOf(db, actor.id) : "",
  };
}

async function storedOf(db: Read, actor: Actor, request: Request): Promise<Values> {
  const { record, row } = request;
  const goals = await listTied(db, actor, request.id, "above", "goal");
  return valuesOf(
    { title: record.title, due: record.due, ...row },
    goals.map(goal => goal.id),
  );
}
