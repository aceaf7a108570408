import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { summaryOf } from "../web/form-view.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, districtOf, personOf } from "../web/session.ts";
import { readUpload, takeUploads } from "../web/upload.ts";
import { type CheckPage, checkPage } from "./check.pages.ts";
import { bytesOf, keepChecked } from "./checked-files.actions.ts";
import { asksForEncoding } from "./csv-file.ts";
import { type CheckedFile, changeEncoding, deleteCheckedFile, findCheckedFile } from "./imports.queries.ts";
import { encodingForm, importForm, uploadBytes, uploadFields } from "./imports.rules.ts";
import { showList } from "./imports-list.routes.ts";
import { importPlan } from "./plan.actions.ts";
import { importLimitMs } from "./plan.rules.ts";
import { readPlan } from "./plan-file.ts";
import { checkedPlan } from "./plan-import.ts";

type ById = { Params: { id: string } };

/** From a file to its check, and from there to its import. */
export const checkRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    await takeUploads(app, uploadBytes);

    app.post(paths.importChecks, (request, reply) => answerUpload(deps, request, reply));

    app.get<ById>(paths.importCheck(":id"), (request, reply) =>
      showCheck(deps, request, reply, request.params.id),
    );

    app.post<ById>(paths.importEncoding(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: encodingForm,
        again: failed => showCheck(deps, request, reply, request.params.id, failed),
        async verb(tx, deed, { encoding }) {
          const file = deed.by.id && (await findCheckedFile(tx, deed.by.id, request.params.id));
          if (!file) throw notFound(gone);
          await changeEncoding(tx, file.id, encoding);
          return { to: paths.importCheck(file.id) };
        },
      }),
    );

    app.post(paths.imports, (request, reply) => answerImport(deps, request, reply));
  };

const gone = "This check is over: its file was imported or is a day old. Check the file again.";

const readKept = (request: FastifyRequest, file: Pick<CheckedFile, "encoding"> & { bytes: Buffer }) =>
  readPlan(bytesOf(file.bytes), {
    today: deedOf(request).today,
    fiscalYearStart: districtOf(request).fiscalYearStart,
    encoding: file.encoding === "windows-1252" ? file.encoding : undefined,
  });

/** Checks what was uploaded; a file that can go in, or be read another way, is kept for the next step. */
async function answerUpload(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { fields, file } = await readUpload(request);
  const unknown = [...fields.keys()].find(name => !uploadFields.includes(name));
  if (unknown !== undefined)
    return showList(deps, request, reply, "This form has a field that is not known. Open the page again.");
  if (!file) return showList(deps, request, reply, "Choose a file to check.");
  if (!file.isWhole)
    return showList(
      deps,
      request,
      reply,
      `This file is larger than ${uploadBytes / 1e6} MB. Split it, or have it imported from the command line.`,
    );
  const reading = await readKept(request, { bytes: file.bytes, encoding: "" });
  const result = await checkedPlan(deps.db, personOf(request), reading);
  const key = fields.get("key") ?? "";
  const canGoOn = result.problems.length === 0 || asksForEncoding(result.problems);
  const keptId = canGoOn && isUuid(key) ? key : null;
  if (keptId)
    await deps.db.write(tx => keepChecked(tx, deedOf(request), { id: keptId, kind: "plan", file }), {
      limitMs: 20_000,
    });
  if (keptId && result.problems.length === 0) return reply.redirect(paths.importCheck(keptId), 303);
  return sendCheck(request, reply, { fileName: file.name, keptId, encoding: "", result, summary: null }, 422);
}

const sendCheck = (request: FastifyRequest, reply: FastifyReply, page: CheckPage, status: number) =>
  sendPage(request, reply, "imports/check", checkPage(page), status);

async function showCheck(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  unsafeId: string,
  failed?: FailedForm,
) {
  const file = await findCheckedFile(deps.db.read, personOf(request).id, unsafeId);
  if (!file) throw notFound(gone);
  const reading = await readKept(request, { ...file, bytes: Buffer.from(file.content, "base64") });
  const result = await checkedPlan(deps.db, personOf(request), reading);
  const { id: keptId, fileName, encoding } = file;
  const summary = failed ? summaryOf(failed.errors) : null;
  return sendCheck(request, reply, { fileName, keptId, encoding, result, summary }, failed?.status ?? 200);
}

async function answerImport(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const unsafeId = String((request.body as { check?: unknown } | undefined)?.check ?? "");
  const file = await findCheckedFile(deps.db.read, personOf(request).id, unsafeId);
  // Read before the write begins: a plan of thousands of rows takes a while.
  const reading = file && (await readKept(request, { ...file, bytes: Buffer.from(file.content, "base64") }));
  return answerPost(deps, request, reply, {
    schema: importForm,
    limitMs: importLimitMs.page,
    again: failed =>
      file
        ? showCheck(deps, request, reply, file.id, failed)
        : showList(deps, request, reply, failed.errors[0]?.message ?? gone),
    async verb(tx, deed) {
      if (!file || !reading) throw conflict(gone);
      const { fileName } = file;
      const { id, imported } = await importPlan(tx, deed, reading, { fileName, sha256: reading.sha256 });
      await deleteCheckedFile(tx, file.id);
      if (id === null)
        return { to: paths.imports, flash: `All of ${fileName} is here already. Nothing was changed.` };
      const rows = `${imported.toLocaleString("en-US")} ${imported === 1 ? "row was" : "rows were"}`;
      return { to: paths.importOne(id), flash: `${rows} imported from ${fileName}.` };
    },
  });
}
