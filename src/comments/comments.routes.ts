import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { nextDigestDay } from "../digest/periods.rules.ts";
import { getRecord } from "../records/records.queries.ts";
import { type NumberedKind, numberedKinds, thisWords } from "../records/records.rules.ts";
import { isUuid } from "../shared/ids.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { addComment } from "./comments.actions.ts";
import { talkPage } from "./comments.pages.ts";
import { findPlace, listComments, toldOf } from "./comments.queries.ts";
import { canComment, commentForm } from "./comments.rules.ts";
import { toldWords } from "./told.pages.ts";

type Asked = FastifyRequest<ByNumber & { Querystring: Record<string, unknown> }>;

const pageSize = 30;

/** What people say of a record: every kind that has a page. */
export const commentRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (kind: NumberedKind, request: Asked, reply: FastifyReply, failed?: FailedForm) => {
      const deed = deedOf(request);
      const actor = personOf(request);
      const record = await getRecord(db, actor, kind, numberIn(request));
      const before = readWord(request.query.before) ?? "";
      const place = isUuid(before) ? await findPlace(db, record.id, before) : null;
      const words = failed?.typed.words;
      const { today, district } = deed;
      const view = talkPage(
        {
          ...{ kind, record, today, failed, zone: district.timeZone },
          comments: await listComments(db, record.id, pageSize + 1, place),
          told: canComment(actor)
            ? await toldOf(db, deed, record, typeof words === "string" ? words : "")
            : null,
          digestOn: nextDigestDay(deed.now, district),
        },
        pageSize,
      );
      return sendPage(request, reply, "comments/list", view, failed?.status ?? 200);
    };

    for (const kind of numberedKinds) {
      const path = paths.comments(kind, ":number");
      app.get<ByNumber & { Querystring: Record<string, unknown> }>(path, (request, reply) =>
        show(kind, request, reply),
      );

      app.post<ByNumber & { Querystring: Record<string, unknown> }>(path, (request, reply) =>
        answerPost(deps, request, reply, {
          schema: commentForm,
          again: failed => show(kind, request, reply, failed),
          async verb(tx, deed, values) {
            const number = numberIn(request);
            const told = await addComment(tx, deed, { kind, number }, values);
            const { today, district } = deed;
            const words = toldWords(told, thisWords[kind], {
              digestOn: nextDigestDay(deed.now, district),
              today,
            });
            return { to: paths.record(kind, number), flash: `Your comment is there. ${words}` };
          },
        }),
      );
    }
  };
