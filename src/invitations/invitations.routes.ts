import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { summaryOf } from "../web/form-view.ts";
import { readForm } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize, readWords } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf } from "../web/session.ts";
import { checkInvitees, invite, resend, withdraw } from "./invitations.actions.ts";
import {
  invitationStates,
  invitationsPage,
  invitePage,
  lookOverPage,
  problemWords,
} from "./invitations.pages.ts";
import { listInvitations } from "./invitations.queries.ts";
import { inviteForm, noFields } from "./invitations.rules.ts";

type ById = { Params: { id: string } };

/** A mail is composed for each of up to 500. */
const inviteLimitMs = 20_000;

/** Administrators: who is asked to come. */
export const invitationRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.invitations, (request, reply) => showList(deps, request, reply));

    const showForm = (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) =>
      sendPage(request, reply, "invitations/form", invitePage(failed), failed?.status ?? 200);

    app.get(paths.newInvitations, async (request, reply) => showForm(request, reply));

    app.post(paths.invitationChecks, async (request, reply) => {
      const form = readForm(inviteForm, request.body);
      if (!form.ok) return showForm(request, reply, form);
      const { people, problems } = await checkInvitees(deps.db.read, form.values.people);
      if (problems.length > 0) {
        const errors = [{ field: "people", message: problemWords(problems) }];
        return showForm(request, reply, { typed: form.typed, errors, status: 422 });
      }
      const view = lookOverPage(form.values, people, deps.config.smtpUrl !== null);
      return sendPage(request, reply, "invitations/look-over", view);
    });

    app.post(paths.invitations, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: inviteForm,
        limitMs: inviteLimitMs,
        again: async failed => showForm(request, reply, failed),
        async verb(tx, deed, values) {
          const count = await invite(tx, deed, values);
          const flash = `${count === 1 ? "One invitation is" : `${count} invitations are`} on the way.`;
          return { to: paths.invitations, flash };
        },
      }),
    );

    app.post<ById>(paths.invitationVerb(":id", "resending"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: noFields,
        again: failed => showList(deps, request, reply, failed),
        async verb(tx, deed) {
          const { name } = await resend(tx, deed, request.params.id);
          return { to: paths.invitations, flash: `A fresh link is on the way to ${name}.` };
        },
      }),
    );

    app.post<ById>(paths.invitationVerb(":id", "withdrawal"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: noFields,
        again: failed => showList(deps, request, reply, failed),
        async verb(tx, deed) {
          const { name } = await withdraw(tx, deed, request.params.id);
          return { to: paths.invitations, flash: `The link of ${name} works no more.` };
        },
      }),
    );
  };

async function showList(deps: Deps, request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) {
  const { now, today } = deedOf(request);
  const paging = pagingIn(request, ["changed"]);
  const [state = null] = readWords((request.query as { state?: unknown }).state, invitationStates);
  const before = paging.after && { at: new Date(Number(paging.after.key)), id: paging.after.id };
  const { rows, pager } = pageOfRows(
    await listInvitations(deps.db.read, { state, before }, now, pageSize + 1),
    ({ invitation }) => ({ id: invitation.id, changedAt: invitation.madeAt, due: null, number: 0 }),
    { path: paths.invitations, query: { state }, paging },
  );
  const view = invitationsPage({
    ...{ rows, pager, state, now, today, zone: districtOf(request).timeZone },
    form: { summary: failed ? summaryOf(failed.errors) : null },
  });
  return sendPage(request, reply, "invitations/list", view, failed?.status ?? 200);
}
