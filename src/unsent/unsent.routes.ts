import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { loggable } from "../web/errors.ts";
import { readForm } from "../web/forms.ts";
import { ownPath } from "../web/own-path.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { deedOf, leadToSignIn, personOf } from "../web/session.ts";
import { renewUnsentSecret, unsentSecret } from "../web/unsent-cookie.ts";
import { wordsOf } from "../web/upload.ts";
import { forgetUnsent, keepUnsent } from "./unsent.actions.ts";
import { unsentPage } from "./unsent.pages.ts";
import { listUnsent } from "./unsent.queries.ts";
import {
  autosaveForm,
  type Fields,
  isEmpty,
  keptHours,
  longestPath,
  mostCharacters,
  throwAwayForm,
} from "./unsent.rules.ts";

/** As Fastify parsed it, in order. */
const fieldsOf = (body: unknown): Fields =>
  typeof body !== "object" || body === null
    ? []
    : Object.entries(body).flatMap(([name, given]) =>
        [given].flat().map((value): [string, string] => [name, String(value)]),
      );

/** What a page keeps by itself says which form it is of. */
function fieldsKept(body: unknown): { path: string; fields: Fields } {
  const form = readForm(autosaveForm, body);
  return form.ok
    ? { path: ownPath(form.values.to), fields: [...new URLSearchParams(form.values.words)] }
    : { path: paths.unsent, fields: [] };
}

async function writtenIn(request: FastifyRequest): Promise<{ path: string; fields: Fields }> {
  const path = ownPath(request.url);
  if (path === paths.unsent) return fieldsKept(request.body);
  if (!request.isMultipart?.()) return { path, fields: fieldsOf(request.body) };
  // Of the forms with a file, a comment alone has words.
  return { path, fields: path.endsWith("/comments") ? await fieldsOfUpload(request) : [] };
}

/** The words of a form with a file; the file itself is chosen anew. */
async function fieldsOfUpload(request: FastifyRequest): Promise<Fields> {
  const fields: Fields = [];
  for await (const part of request.parts())
    if (part.type === "file") part.file.resume();
    else fields.push([part.fieldname, wordsOf(part)]);
  return fields;
}

const isSmall = (fields: Fields): boolean =>
  fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0) <= mostCharacters;

/**
 * The second guard of every address that is not open: a form that came after its session had run out is kept for whoever's session
 * it was, and nobody is signed in by it.
 */
export const keepWhatWasSent = (deps: Deps) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { rule = "open" } = request.routeOptions.config;
  if (rule === "open" || request.person) return;
  const personId = request.lastPersonId;
  if (!personId) return leadToSignIn(request, reply);
  try {
    const { path, fields } = await writtenIn(request);
    if (isEmpty(fields) || !isSmall(fields) || path.length > longestPath)
      return await leadToSignIn(request, reply);
    const secret = renewUnsentSecret(request, reply, keptHours);
    const kept = { secret, personId, path, fields, at: request.startedAt };
    await deps.db.write(tx => keepUnsent(tx, kept));
  } catch (error) {
    request.log.warn({ error: loggable(error) }, "a form could not be kept");
    return leadToSignIn(request, reply);
  }
  return leadToSignIn(request, reply, paths.unsent);
};

/** What was typed and not sent: to go on with, or to throw away. */
export const unsentRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const holderOf = (request: FastifyRequest) => ({
      secret: unsentSecret(request),
      personId: personOf(request).id,
      now: request.startedAt,
    });

    app.get(paths.unsent, async (request, reply) => {
      const { today, district } = deedOf(request);
      const kept = await listUnsent(deps.db.read, holderOf(request));
      return sendPage(request, reply, "unsent/list", unsentPage(kept, { zone: district.timeZone, today }));
    });

    app.post(paths.unsent, async (request, reply) => {
      const form = readForm(autosaveForm, request.body);
      if (!form.ok) return reply.code(422).send();
      const { path, fields } = fieldsKept(request.body);
      const { id: personId } = personOf(request);
      const secret = renewUnsentSecret(request, reply, keptHours);
      await deps.db.write(tx =>
        isEmpty(fields)
          ? forgetUnsent(tx, { secret, personId, paths: [path] })
          : keepUnsent(tx, { secret, personId, path, fields, at: request.startedAt }),
      );
      return reply.code(204).send();
    });

    app.post(paths.unsentEnd, async (request, reply) => {
      const form = readForm(throwAwayForm, request.body);
      const { secret, personId } = holderOf(request);
      if (form.ok && secret !== undefined)
        await deps.db.write(tx => forgetUnsent(tx, { secret, personId, paths: [form.values.path] }));
      return reply.redirect(paths.unsent, 303);
    });
  };
