import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { redactFilePage } from "../files/files.pages.ts";
import { getFile } from "../files/files.queries.ts";
import { redactFileForm } from "../files/files.rules.ts";
import { getRecord } from "../records/records.queries.ts";
import { type NumberedKind, numberedKinds } from "../records/records.rules.ts";
import { sendPage } from "../web/page.ts";
import { numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { personOf } from "../web/session.ts";
import { forgetFiles } from "./forget-files.ts";
import { redactFile } from "./redaction.actions.ts";

type ById = { Params: { number: string; id: string } };

/** For administrators: a file that must not be here leaves for good. */
export const fileRedactionRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (
      kind: NumberedKind,
      request: FastifyRequest<ById>,
      reply: FastifyReply,
      failed?: FailedForm,
    ) => {
      const record = await getRecord(db, personOf(request), kind, numberIn(request));
      const file = await getFile(db, record.id, request.params.id);
      const view = redactFilePage(kind, record, file, failed);
      return sendPage(request, reply, "files/redaction", view, failed?.status ?? 200);
    };

    for (const kind of numberedKinds) {
      const path = paths.fileRedaction(kind, ":number", ":id");
      app.get<ById>(path, (request, reply) => show(kind, request, reply));

      app.post<ById>(path, (request, reply) =>
        answerPost(deps, request, reply, {
          schema: redactFileForm,
          again: failed => show(kind, request, reply, failed),
          async verb(tx, deed, values) {
            const number = numberIn(request);
            await redactFile(tx, deed, { kind, number }, request.params.id, values);
            return { to: paths.files(kind, number), flash: "The file is removed for good." };
          },
          after: () => forgetFiles(deps, { messageIds: [] }),
        }),
      );
    }
  };
