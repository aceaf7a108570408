import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { findPersonById } from "../people/people.queries.ts";
import { AppError } from "../shared/app-error.ts";
import { deviceOf } from "../web/device.ts";
import { readForm } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, setSession } from "../web/session.ts";
import { invitationHash, join } from "./invitations.actions.ts";
import { deadInvitationPage, joinPage } from "./invitations.pages.ts";
import { findByHash, type InvitationRow } from "./invitations.queries.ts";
import { joinForm, stateOf } from "./invitations.rules.ts";

type WithSecret = { Params: { secret: string } };

/** Public: an invitation. GET shows who invites, POST makes the account. */
export const joinRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (
      request: FastifyRequest<WithSecret>,
      reply: FastifyReply,
      row: InvitationRow,
      failed?: FailedForm,
    ) => {
      const by = (await findPersonById(db, row.byId))?.name ?? "Your district";
      const { name: district } = districtOf(request);
      const view = joinPage({ row, by, district, action: paths.join(request.params.secret), failed });
      return sendPage(request, reply, "invitations/form", view, failed?.status ?? 200);
    };

    const refuse = (request: FastifyRequest, reply: FastifyReply, row: InvitationRow | undefined) => {
      const state = row ? stateOf(row, request.startedAt) : "waiting";
      return sendPage(request, reply, "people/link-sent", deadInvitationPage(state), 410);
    };

    const find = (request: FastifyRequest<WithSecret>) =>
      findByHash(db, invitationHash(request.params.secret));

    app.get<WithSecret>(paths.join(":secret"), async (request, reply) => {
      const row = await find(request);
      if (!row || stateOf(row, request.startedAt) !== "waiting") return refuse(request, reply, row);
      return show(request, reply, row);
    });

    app.post<WithSecret>(paths.join(":secret"), async (request, reply) => {
      const row = await find(request);
      if (!row || stateOf(row, request.startedAt) !== "waiting") return refuse(request, reply, row);
      const form = readForm(joinForm, request.body);
      if (!form.ok) return show(request, reply, row, form);
      const { secret } = request.params;
      try {
        const { sessionSecret: instead } = request;
        const input = { ...form.values, secret, device: deviceOf(request), instead };
        const session = await deps.db.write(tx => join(tx, deedOf(request), input));
        if (!session) return refuse(request, reply, await find(request));
        setSession(reply, session);
        return reply.redirect(paths.desk, 303);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== "conflict") throw error;
        const errors = [{ field: null, message: error.message }];
        return show(request, reply, row, { typed: form.typed, errors, status: 409 });
      }
    });
  };
