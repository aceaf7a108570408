import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { notFound } from "../shared/app-error.ts";
import { summaryOf } from "../web/form-view.ts";
import { sendPage } from "../web/page.ts";
import { pageOfRows, pagingIn } from "../web/pager.ts";
import { pageSize, readWords } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { mailFramePolicy } from "../web/security.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { mailListPage, mailPage, mailStates } from "./mail.pages.ts";
import { retryMail } from "./outbox.actions.ts";
import { getMail, listBounced, listMails } from "./outbox.queries.ts";
import { mayRead, readableMails } from "./reading.ts";
import { queueTestMail } from "./test-mail.ts";

type ById = { Params: { id: string } };
type Listed = { Querystring: { state?: unknown } };

const noFields = z.strictObject({});
const mostBounced = 50;

/** The administrators' page of what was sent, what was not, and why. */
export const mailRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    app.get<Listed>(paths.mail, (request, reply) => showList(deps, request, reply));

    app.post(paths.mailTests, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: noFields,
        again: failed => showList(deps, request, reply, failed),
        async verb(tx, deed) {
          await queueTestMail(tx, deed);
          return {
            to: paths.mail,
            flash: "A test mail to you is on its way. Load the page again to see it go.",
          };
        },
      }),
    );

    const show = async (request: FastifyRequest<ById>, reply: FastifyReply, failed?: FailedForm) => {
      const mail = await getMail(db, request.params.id);
      const isReadable = await mayRead(db, personOf(request), mail);
      const form = { summary: failed ? summaryOf(failed.errors) : null };
      const view = mailPage({ mail, isReadable, form, ...when(request) });
      return sendPage(request, reply, "mail/show", view, failed?.status ?? 200);
    };

    app.get<ById>(paths.mailOne(":id"), (request, reply) => show(request, reply));

    app.get<ById>(paths.mailDocument(":id"), async (request, reply) => {
      const mail = await getMail(db, request.params.id);
      if (!(await mayRead(db, personOf(request), mail))) throw notFound();
      return reply
        .type("text/html; charset=utf-8")
        .header("content-security-policy", mailFramePolicy)
        .header("cache-control", "no-store")
        .send(mail.html);
    });

    app.post<ById>(paths.mailRetries(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: noFields,
        again: failed => show(request, reply, failed),
        async verb(tx) {
          const { id } = request.params;
          await retryMail(tx, await getMail(tx, id));
          return {
            to: paths.mailOne(id),
            flash: "It is tried again now. Load the page again to see the answer.",
          };
        },
      }),
    );
  };

const when = (request: FastifyRequest) => ({
  today: deedOf(request).today,
  zone: districtOf(request).timeZone,
});

async function showList(deps: Deps, request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) {
  const db = deps.db.read;
  const paging = pagingIn(request, ["changed"]);
  const [state = null] = readWords((request.query as Listed["Querystring"]).state, mailStates);
  const before = paging.after && { date: new Date(Number(paging.after.key)), id: paging.after.id };
  const filter = { state, before };
  const { rows, pager } = pageOfRows(
    await listMails(db, filter, pageSize + 1),
    mail => ({ id: mail.id, changedAt: mail.date, due: null, number: 0 }),
    { path: paths.mail, query: { state }, paging },
  );
  const view = mailListPage({
    ...when(request),
    rows,
    pager,
    filter,
    readable: await readableMails(db, personOf(request), rows),
    bounced: await listBounced(db, mostBounced),
    server: deps.config.smtpUrl && new URL(deps.config.smtpUrl).host,
    form: { summary: failed ? summaryOf(failed.errors) : null },
  });
  return sendPage(request, reply, "mail/list", view, failed?.status ?? 200);
}
