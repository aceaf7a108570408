import { join } from "node:path";
import { Readable } from "node:stream";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { placeAt } from "../estimates/papers.actions.ts";
import { getRecord } from "../records/records.queries.ts";
import { type NumberedKind, numberedKinds } from "../records/records.rules.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { withUpload, writingFiles } from "../web/spool.ts";
import { takeUploads } from "../web/upload.ts";
import { addFile, newFileOf, recordToAddTo, takeOutFile } from "./files.actions.ts";
import { filesPage } from "./files.pages.ts";
import { contentOf, getFile, listFiles } from "./files.queries.ts";
import { mostBytes, writeLimitMs } from "./files.rules.ts";
import { problemIn } from "./scan.ts";

/** The version of the estimate that something is added to, as the address has it. */
const estimateIn = ({ query }: FastifyRequest): unknown =>
  typeof query === "object" && query !== null && "estimate" in query ? query.estimate : undefined;

type ById = { Params: { number: string; id: string } };

const plainForm = z.strictObject({});

/** Nothing of ours runs in it, and a browser asks where to put it instead of showing it. */
const downloadPolicy = "sandbox; default-src 'none'";

const dispositionOf = (name: string): string => {
  const plain = name.normalize("NFKD").replace(/[^\w .()-]+/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};

/** What lies at a record: every kind that has a page. */
export const fileRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;
    await takeUploads(app, mostBytes);

    const show = async (
      kind: NumberedKind,
      request: FastifyRequest<ByNumber>,
      reply: FastifyReply,
      error: string | null = null,
      status = 422,
    ) => {
      const actor = personOf(request);
      const record = await getRecord(db, actor, kind, numberIn(request));
      const { today, district } = deedOf(request);
      const files = await listFiles(db, record.id);
      const { estimate } = await placeAt(db, actor, record.id, estimateIn(request));
      const view = filesPage({ kind, record, files, estimate, actor, today, zone: district.timeZone, error });
      return sendPage(request, reply, "files/list", view, error === null ? 200 : status);
    };

    const upload = async (kind: NumberedKind, request: FastifyRequest<ByNumber>, reply: FastifyReply) => {
      const about = { kind, number: numberIn(request) };
      // Who may not add one is told before twenty megabytes are read.
      const { record } = await recordToAddTo(db, deedOf(request), about);
      const place = await placeAt(db, personOf(request), record.id, estimateIn(request));
      return withUpload(request, join(deps.config.dataDir, "uploads"), async ({ fields, file }) => {
        if (!file) return show(kind, request, reply, "Choose a file to add.");
        const problem = await problemIn(deps.config.scanner, file);
        if (problem) return show(kind, request, reply, problem, file.isWhole ? 422 : 413);
        request.body = fields;
        return writingFiles.take(() =>
          answerPost(deps, request, reply, {
            schema: plainForm,
            limitMs: writeLimitMs,
            again: ({ errors, status }) => show(kind, request, reply, errors[0]?.message ?? null, status),
            async verb(tx, deed) {
              await addFile(tx, deed, about, newFileOf(file), place);
              const to = place.estimate
                ? paths.estimate(kind, about.number)
                : paths.files(kind, about.number);
              return { to, flash: `“${file.name}” is there.` };
            },
          }),
        );
      });
    };

    for (const kind of numberedKinds) {
      const path = paths.files(kind, ":number");
      app.get<ByNumber>(path, (request, reply) => show(kind, request, reply));
      app.post<ByNumber>(path, (request, reply) => upload(kind, request, reply));

      app.get<ById>(paths.file(kind, ":number", ":id"), async (request, reply) => {
        const record = await getRecord(db, personOf(request), kind, numberIn(request));
        const file = await getFile(db, record.id, request.params.id);
        return reply
          .type(file.mediaType)
          .headers({
            "content-disposition": dispositionOf(file.name),
            "content-security-policy": downloadPolicy,
            "x-content-type-options": "nosniff",
            "cache-control": "private, no-store",
            "content-length": file.bytes,
          })
          .send(Readable.from(contentOf(db, file), { objectMode: false }));
      });

      app.post<ById>(paths.fileEnd(kind, ":number", ":id"), (request, reply) =>
        answerPost(deps, request, reply, {
          schema: plainForm,
          again: ({ errors, status }) => show(kind, request, reply, errors[0]?.message ?? null, status),
          async verb(tx, deed) {
            const number = numberIn(request);
            await takeOutFile(tx, deed, { kind, number }, request.params.id);
            return { to: paths.files(kind, number), flash: "The file is taken out." };
          },
        }),
      );
    }
  };
