import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { pathOf, paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { forgetFiles } from "./forget-files.ts";
import { type Redacted, redact } from "./redaction.actions.ts";
import { doneWords, redactionPage } from "./redaction.pages.ts";
import { redactionForm } from "./redaction.rules.ts";

type Http = FastifyRequest<{ Querystring: Record<string, unknown> }>;

/** For administrators: words that must not be here leave for good. */
export const redactionRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = (request: Http, reply: FastifyReply, failed?: FailedForm) =>
      sendPage(
        request,
        reply,
        "redaction/form",
        redactionPage({ record: readWord(request.query.record) ?? null, failed }),
        failed?.status ?? 200,
      );

    app.get<{ Querystring: Record<string, unknown> }>(paths.redactions, (request, reply) =>
      show(request, reply),
    );

    app.post<{ Querystring: Record<string, unknown> }>(paths.redactions, (request, reply) => {
      const done: Redacted[] = [];
      return answerPost(deps, request, reply, {
        schema: redactionForm,
        limitMs: 30_000,
        again: async failed => show(request, reply, failed),
        async verb(tx, deed, values) {
          const redacted = await redact(tx, deed, values);
          done.push(redacted);
          return { to: pathOf(redacted.record) ?? paths.redactions, flash: doneWords(redacted) };
        },
        async after() {
          const last = done.at(-1);
          if (last) await forgetFiles(deps, last);
        },
      });
    });
  };
