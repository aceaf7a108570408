import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { conflict, notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { summaryOf } from "../web/form-view.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { readUpload, takeUploads } from "../web/upload.ts";
import { bytesOf, keepChecked } from "./checked-files.actions.ts";
import { asksForEncoding } from "./csv-file.ts";
import { type CheckedFile, changeEncoding, deleteCheckedFile, findCheckedFile } from "./imports.queries.ts";
import { encodingForm, importForm, uploadBytes, uploadFields } from "./imports.rules.ts";
import { importPeople } from "./people.actions.ts";
import { type PeopleCheckPage, peopleCheckPage, peopleUploadPage } from "./people.pages.ts";
import { readPeople } from "./people-file.ts";
import { checkedPeople } from "./people-import.ts";
import { importLimitMs } from "./plan.rules.ts";

type ById = { Params: { id: string } };

const gone = "This check is over: its file was brought in or is a day old. Check the file again.";

/** Administrators: people from a CSV file, a check first, then all or nobody. */
export const peopleImportRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    await takeUploads(app, uploadBytes);

    app.get(paths.peopleImports, (request, reply) => showUpload(request, reply));

    app.post(paths.peopleChecks, (request, reply) => answerUpload(deps, request, reply));

    app.get<ById>(paths.peopleCheck(":id"), (request, reply) =>
      showCheck(deps, request, reply, request.params.id),
    );

    app.post<ById>(paths.peopleEncoding(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: encodingForm,
        again: failed => showCheck(deps, request, reply, request.params.id, failed),
        async verb(tx, deed, { encoding }) {
          const file = deed.by.id && (await findCheckedFile(tx, deed.by.id, request.params.id, "people"));
          if (!file) throw notFound(gone);
          await changeEncoding(tx, file.id, encoding);
          return { to: paths.peopleCheck(file.id) };
        },
      }),
    );

    app.post(paths.peopleImports, (request, reply) => answerImport(deps, request, reply));
  };

const showUpload = async (request: FastifyRequest, reply: FastifyReply, error: string | null = null) =>
  sendPage(request, reply, "imports/people", peopleUploadPage(error), error === null ? 200 : 422);

const readKept = (file: Pick<CheckedFile, "encoding"> & { bytes: Buffer }) =>
  readPeople(bytesOf(file.bytes), {
    encoding: file.encoding === "windows-1252" ? file.encoding : undefined,
  });

const sendCheck = (request: FastifyRequest, reply: FastifyReply, page: PeopleCheckPage, status: number) =>
  sendPage(request, reply, "imports/check", peopleCheckPage(page), status);

/** Checks what was uploaded; a file that can go in, or be read another way, is kept for the next step. */
async function answerUpload(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const { fields, file } = await readUpload(request);
  if ([...fields.keys()].some(name => !uploadFields.includes(name)))
    return showUpload(request, reply, "This form has a field that is not known. Open the page again.");
  if (!file) return showUpload(request, reply, "Choose a file to check.");
  if (!file.isWhole)
    return showUpload(
      request,
      reply,
      `This file is larger than ${uploadBytes / 1e6} MB. Split it, or bring it in from the command line.`,
    );
  const result = await checkedPeople(deps.db, await readKept({ bytes: file.bytes, encoding: "" }));
  const key = fields.get("key") ?? "";
  const canGoOn = result.problems.length === 0 || asksForEncoding(result.problems);
  const keptId = canGoOn && isUuid(key) ? key : null;
  if (keptId)
    await deps.db.write(tx => keepChecked(tx, deedOf(request), { id: keptId, kind: "people", file }), {
      limitMs: 20_000,
    });
  if (keptId && result.problems.length === 0) return reply.redirect(paths.peopleCheck(keptId), 303);
  return sendCheck(request, reply, { fileName: file.name, keptId, encoding: "", result, summary: null }, 422);
}

const bytesIn = ({ content }: CheckedFile): Buffer => Buffer.from(content, "base64");

async function showCheck(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  unsafeId: string,
  failed?: FailedForm,
) {
  const file = await findCheckedFile(deps.db.read, personOf(request).id, unsafeId, "people");
  if (!file) throw notFound(gone);
  const { id: keptId, fileName, encoding } = file;
  const result = await checkedPeople(deps.db, await readKept({ encoding, bytes: bytesIn(file) }));
  const summary = failed ? summaryOf(failed.errors) : null;
  return sendCheck(request, reply, { fileName, keptId, encoding, result, summary }, failed?.status ?? 200);
}

async function answerImport(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const unsafeId = String((request.body as { check?: unknown } | undefined)?.check ?? "");
  const file = await findCheckedFile(deps.db.read, personOf(request).id, unsafeId, "people");
  // Read before the write begins.
  const reading = file && (await readKept({ encoding: file.encoding, bytes: bytesIn(file) }));
  return answerPost(deps, request, reply, {
    schema: importForm,
    limitMs: importLimitMs.page,
    again: failed =>
      file
        ? showCheck(deps, request, reply, file.id, failed)
        : showUpload(request, reply, failed.errors[0]?.message ?? gone),
    async verb(tx, deed) {
      if (!file || !reading) throw conflict(gone);
      const { newRows } = await importPeople(tx, deed, reading, file.fileName);
      await deleteCheckedFile(tx, file.id);
      const came = `${newRows.toLocaleString("en-US")} ${newRows === 1 ? "person came" : "people came"} in`;
      return {
        to: paths.people,
        flash: newRows === 0 ? "All of them are here already." : `${came} from ${file.fileName}.`,
      };
    },
  });
}
