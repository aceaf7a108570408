import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { summaryOf } from "../web/form-view.ts";
import { sendPage } from "../web/page.ts";
import { type Answer, answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { readUpload, takeUploads } from "../web/upload.ts";
import { type CheckPage, type CheckWords, checkPage } from "./check.pages.ts";
import { bytesOf, keepChecked } from "./checked-files.actions.ts";
import { asksForEncoding } from "./csv-file.ts";
import { checkedFile, type FileCheck, type FileKind, type FileReading } from "./file-kind.ts";
import { type CheckedFile, changeEncoding, deleteCheckedFile, findCheckedFile } from "./imports.queries.ts";
import { encodingForm, importForm, uploadBytes, uploadFields } from "./imports.rules.ts";
import { importLimitMs } from "./plan.rules.ts";

type ById = { Params: { id: string } };

/** A kind of file and its pages. */
export type FilePlace<R extends FileReading, C extends FileCheck> = {
  kind: FileKind<R, C>;
  words: CheckWords<R, C>;
  /** The page with the form for a file, and what was wrong with the last try. */
  showStart(request: FastifyRequest, reply: FastifyReply, error: string | null): Promise<FastifyReply>;
  /** Where a finished import leads; `id` is null where nothing was new. */
  done(made: { id: string | null; imported: number; fileName: string }): Answer;
};

const gone = "This check is over: its file was imported or is a day old. Check the file again.";

/** From a file to its check, and from there to its import: for every kind alike. */
export const fileCheckRoutes =
  <R extends FileReading, C extends FileCheck>(deps: Deps, place: FilePlace<R, C>): FastifyPluginAsync =>
  async app => {
    const { words, kind } = place;
    await takeUploads(app, uploadBytes);

    app.post(words.checks, (request, reply) => answerUpload(deps, place, request, reply));

    app.get<ById>(words.check(":id"), (request, reply) =>
      showCheck(deps, place, request, reply, request.params.id),
    );

    app.post<ById>(words.encoding(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: encodingForm,
        again: failed => showCheck(deps, place, request, reply, request.params.id, failed),
        async verb(tx, deed, { encoding }) {
          const file = deed.by.id && (await findCheckedFile(tx, deed.by.id, request.params.id, kind.kind));
          if (!file) throw notFound(gone);
          await changeEncoding(tx, file.id, encoding);
          return { to: words.check(file.id) };
        },
      }),
    );

    app.post(words.start.href, (request, reply) => answerImport(deps, place, request, reply));
  };

const readBytes = <R extends FileReading, C extends FileCheck>(
  { kind }: FilePlace<R, C>,
  request: FastifyRequest,
  { bytes, encoding }: { bytes: Buffer; encoding: string },
): Promise<R> =>
  kind.read(bytesOf(bytes), {
    today: deedOf(request).today,
    fiscalYearStart: districtOf(request).fiscalYearStart,
    encoding: encoding === "windows-1252" ? encoding : undefined,
  });

const bytesIn = ({ content, encoding }: CheckedFile) => ({
  bytes: Buffer.from(content, "base64"),
  encoding,
});

const sendCheck = <R extends FileReading, C extends FileCheck>(
  { words }: FilePlace<R, C>,
  request: FastifyRequest,
  reply: FastifyReply,
  page: CheckPage<R, C>,
  status: number,
) => sendPage(request, reply, "imports/check", checkPage(page, words), status);

/** Checks what was uploaded; a file that can go in, or be read another way, is kept for the next step. */
async function answerUpload<R extends FileReading, C extends FileCheck>(
  deps: Deps,
  place: FilePlace<R, C>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { fields, file } = await readUpload(request);
  if ([...fields.keys()].some(name => !uploadFields.includes(name)))
    return place.showStart(request, reply, "This form has a field that is not known. Open the page again.");
  if (!file) return place.showStart(request, reply, "Choose a file to check.");
  if (!file.isWhole) {
    const most = `${uploadBytes / 1e6} MB`;
    const words = `This file is larger than ${most}. Split it, or have it imported from the command line.`;
    return place.showStart(request, reply, words);
  }
  const { kind } = place;
  const reading = await readBytes(place, request, { bytes: file.bytes, encoding: "" });
  const result = await checkedFile(deps.db, kind, personOf(request), reading);
  const key = fields.get("key") ?? "";
  const canGoOn = result.problems.length === 0 || asksForEncoding(result.problems);
  const keptId = canGoOn && isUuid(key) ? key : null;
  if (keptId)
    await deps.db.write(tx => keepChecked(tx, deedOf(request), { id: keptId, kind: kind.kind, file }), {
      limitMs: 20_000,
    });
  if (keptId && result.problems.length === 0) return reply.redirect(place.words.check(keptId), 303);
  const page = { fileName: file.name, keptId, encoding: "", result, summary: null };
  return sendCheck(place, request, reply, page, 422);
}

async function showCheck<R extends FileReading, C extends FileCheck>(
  deps: Deps,
  place: FilePlace<R, C>,
  request: FastifyRequest,
  reply: FastifyReply,
  unsafeId: string,
  failed?: FailedForm,
) {
  const file = await findCheckedFile(deps.db.read, personOf(request).id, unsafeId, place.kind.kind);
  if (!file) throw notFound(gone);
  const reading = await readBytes(place, request, bytesIn(file));
  const result = await checkedFile(deps.db, place.kind, personOf(request), reading);
  const { id: keptId, fileName, encoding } = file;
  const summary = failed ? summaryOf(failed.errors) : null;
  const page = { fileName, keptId, encoding, result, summary };
  return sendCheck(place, request, reply, page, failed?.status ?? 200);
}

async function answerImport<R extends FileReading, C extends FileCheck>(
  deps: Deps,
  place: FilePlace<R, C>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { kind } = place;
  const unsafeId = String((request.body as { check?: unknown } | undefined)?.check ?? "");
  const file = await findCheckedFile(deps.db.read, personOf(request).id, unsafeId, kind.kind);
  // Read before the write begins: a file of thousands of rows takes a while.
  const reading = file && (await readBytes(place, request, bytesIn(file)));
  return answerPost(deps, request, reply, {
    schema: importForm,
    limitMs: importLimitMs.page,
    again: failed =>
      file
        ? showCheck(deps, place, request, reply, file.id, failed)
        : place.showStart(request, reply, failed.errors[0]?.message ?? gone),
    async verb(tx, deed) {
      if (!file || !reading) throw conflict(gone);
      const { id, check } = await kind.bringIn(tx, deed, reading, file.fileName);
      if (check.problems.length > 0)
        throw conflict("What is here has changed since the check. Look at what is wrong now.");
      await deleteCheckedFile(tx, file.id);
      return place.done({ id, imported: check.newRows, fileName: file.fileName });
    },
  });
}
