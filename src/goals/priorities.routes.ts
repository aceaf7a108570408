import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { forbidden } from "../shared/app-error.ts";
import { clashView } from "../web/clash.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { personOf } from "../web/session.ts";
import { canManagePriorities } from "./goals.rules.ts";
import { changePriority, makePriority, whoManages } from "./priorities.actions.ts";
import { prioritiesPage, priorityFormPage } from "./priorities.pages.ts";
import { getPriority, listPriorities, nextPriorityPosition } from "./priorities.queries.ts";
import { priorityForm, priorityName } from "./priorities.rules.ts";

/** Priorities: seen by all, managed by leaders, liaisons and administrators. */
export const priorityRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get(paths.priorities, async (request, reply) =>
      sendPage(
        request,
        reply,
        "goals/priorities",
        prioritiesPage(await listPriorities(db), personOf(request)),
      ),
    );

    const showNew = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      if (!canManagePriorities(personOf(request))) throw forbidden(whoManages);
      const values = { position: await nextPriorityPosition(db) };
      const view = priorityFormPage({ at: null, values, failed, clash: null });
      return sendPage(request, reply, "goals/form", view, failed?.status ?? 200);
    };

    app.get(paths.newPriority, (request, reply) => showNew(request, reply));

    app.post(paths.priorities, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: priorityForm,
        again: failed => showNew(request, reply, failed),
        async verb(tx, deed, values) {
          const row = await makePriority(tx, deed, values);
          return { to: paths.priorities, flash: `${priorityName(row)} is added.` };
        },
      }),
    );

    const showEdit = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const { record, row } = await getPriority(db, personOf(request), numberIn(request));
      if (!canManagePriorities(personOf(request))) throw forbidden(whoManages);
      const at = { number: record.number, version: record.version, name: priorityName(row) };
      const clash = failed?.status === 409 ? clashView(priorityForm, failed.typed, row) : null;
      const view = priorityFormPage({ at, values: row, failed, clash });
      return sendPage(request, reply, "goals/form", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.priority(":number"), (request, reply) => showEdit(request, reply));

    app.post<ByNumber>(paths.priority(":number"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: priorityForm,
        again: failed => showEdit(request, reply, failed),
        async verb(tx, deed, values, { version }) {
          await changePriority(tx, deed, { number: numberIn(request), version }, values);
          return { to: paths.priorities, flash: "Your changes are kept." };
        },
      }),
    );
  };
