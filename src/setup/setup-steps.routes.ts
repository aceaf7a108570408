import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { queueTestMail } from "../mail/test-mail.ts";
import { findPersonById, getDistrictRow } from "../people/people.queries.ts";
import { summaryOf } from "../web/form-view.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { firstStepsPage, mailStepPage } from "./setup.pages.ts";
import { findTestMail, gatherFirst } from "./setup.queries.ts";

const noFields = z.strictObject({});

/** The first run after its first page: for administrators, at any time. */
export const setupStepRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const showMail = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const { id } = personOf(request);
      const { today, district } = deedOf(request);
      const view = mailStepPage({
        server: deps.config.smtpUrl && new URL(deps.config.smtpUrl).host,
        test: await findTestMail(db, id),
        email: (await findPersonById(db, id))?.email ?? "",
        zone: district.timeZone,
        today,
        form: { summary: failed ? summaryOf(failed.errors) : null },
      });
      return sendPage(request, reply, "setup/mail", view, failed?.status ?? 200);
    };

    app.get(paths.setupMail, (request, reply) => showMail(request, reply));

    app.post(paths.setupMailTests, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: noFields,
        again: failed => showMail(request, reply, failed),
        async verb(tx, deed) {
          await queueTestMail(tx, deed);
          return { to: paths.setupMail, flash: "A test mail to you is on its way." };
        },
      }),
    );

    app.get(paths.setupFirst, async (request, reply) => {
      const { now, today } = deedOf(request);
      const { exampleAt } = await getDistrictRow(db);
      const gathered = await gatherFirst(db, now, today);
      const view = firstStepsPage({ ...gathered, isExample: exampleAt !== null });
      return sendPage(request, reply, "setup/first", view);
    });
  };
