import { join } from "node:path";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { addFile, newFileOf } from "../files/files.actions.ts";
import { listFiles } from "../files/files.queries.ts";
import { mostBytes, writeLimitMs } from "../files/files.rules.ts";
import { problemIn } from "../files/scan.ts";
import { addLink } from "../links/links.actions.ts";
import { listLinks } from "../links/links.queries.ts";
import { getRecord } from "../records/records.queries.ts";
import { type NumberedKind, numberedKinds, thisWords } from "../records/records.rules.ts";
import { forbidden } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { digestDay, toldWords } from "../told/told.pages.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { type SpooledFile, withUpload, writingFiles } from "../web/spool.ts";
import { takeUploads } from "../web/upload.ts";
import { addComment } from "./comments.actions.ts";
import { talkPage } from "./comments.pages.ts";
import { findPlace, listComments, toldByWords } from "./comments.queries.ts";
import { canComment, commentWithLink, linkIn, whoComments } from "./comments.rules.ts";

type Asked = FastifyRequest<ByNumber & { Querystring: Record<string, unknown> }>;

const pageSize = 30;

/** What people say of a record: every kind that has a page. */
export const commentRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;
    await takeUploads(app, mostBytes);

    const show = async (kind: NumberedKind, request: Asked, reply: FastifyReply, failed?: FailedForm) => {
      const deed = deedOf(request);
      const actor = personOf(request);
      const record = await getRecord(db, actor, kind, numberIn(request));
      const before = readWord(request.query.before) ?? "";
      const place = isUuid(before) ? await findPlace(db, record.id, before) : null;
      const words = failed?.typed.words;
      const view = talkPage(
        {
          ...{ kind, record, failed, zone: deed.district.timeZone, ...digestDay(deed) },
          comments: await listComments(db, record.id, pageSize + 1, place),
          files: await listFiles(db, record.id),
          links: await listLinks(db, record.id),
          told: canComment(actor)
            ? (await toldByWords(db, deed, record, typeof words === "string" ? words : "")).told
            : null,
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

      const answer = (request: Asked, reply: FastifyReply, file: SpooledFile | null) =>
        answerPost(deps, request, reply, {
          schema: commentWithLink,
          ...(file && { limitMs: writeLimitMs }),
          again: failed => show(kind, request, reply, failed),
          async verb(tx, deed, values) {
            const about = { kind, number: numberIn(request) };
            const { id, told } = await addComment(tx, deed, about, values);
            const link = linkIn(values);
            if (link) await addLink(tx, deed, about, link, { commentId: id });
            if (file) await addFile(tx, deed, about, newFileOf(file), { commentId: id });
            const words = toldWords(told, thisWords[kind], digestDay(deed));
            return { to: paths.record(kind, about.number), flash: `Your comment is there. ${words}` };
          },
        });

      app.post<ByNumber & { Querystring: Record<string, unknown> }>(path, async (request, reply) => {
        // A form without its file is read like any other.
        if (!request.isMultipart()) return answer(request, reply, null);
        // Who may not comment is told before twenty megabytes are read.
        await getRecord(db, personOf(request), kind, numberIn(request));
        if (!canComment(personOf(request))) throw forbidden(whoComments);
        return withUpload(request, join(deps.config.dataDir, "uploads"), async ({ fields, file }) => {
          request.body = fields;
          const problem = file && (await problemIn(deps.config.scanner, file));
          if (problem)
            return show(kind, request, reply, withoutFile(fields, problem, file.isWhole ? 422 : 413));
          return file ? writingFiles.take(() => answer(request, reply, file)) : answer(request, reply, null);
        });
      });
    }
  };

const withoutFile = (fields: Record<string, string>, message: string, status: 413 | 422): FailedForm => ({
  typed: { words: fields.words ?? "", linkUrl: fields.linkUrl ?? "", linkTitle: fields.linkTitle ?? "" },
  errors: [{ field: null, message: `${message} Your words are still here.` }],
  status,
});
