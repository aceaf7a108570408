import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Tx } from "../db/database.ts";
import { isUniqueViolation } from "../db/errors.ts";
import type { Deps } from "../deps.ts";
import { findAnswer, keepAnswer } from "../people/answered-forms.queries.ts";
import { AppError } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { forgetUnsent } from "../unsent/unsent.actions.ts";
import { fieldsOf } from "./form-fields.ts";
import { type FieldError, readForm, type Typed } from "./form-read.ts";
import { setFlash } from "./page.ts";
import { deedOf, personOf } from "./session.ts";
import { unsentSecret } from "./unsent-cookie.ts";

/** A form to show again: the person's own words, and what is wrong with them. */
export type FailedForm = {
  typed: Typed;
  errors: FieldError[];
  status: 200 | 409 | 413 | 422;
  /** What the pressed button carried, so that the form sent again leads where the first would have. */
  deed?: string | null;
};

/** Where the answer leads, and the sentence that the next page shows. */
export type Answer = { to: string; flash?: string };

export type Posted<S extends z.ZodObject> = {
  schema: S;
  /** For a verb that writes thousands of rows. */
  limitMs?: number;
  /** Runs inside the one transaction of the post. `version` is the one that the form was made from. */
  verb(
    tx: Tx,
    deed: Deed,
    values: z.output<S>,
    form: { version: number | null; deed: string | null; inPlaceOf: string | null },
  ): Promise<Answer>;
  /** What must happen outside of the transaction, once it is kept and before the person is told. */
  after?(): Promise<void>;
  /** Shows the page again with what was typed. */
  again(form: FailedForm): Promise<FastifyReply>;
};

/**
 * Answers a posted form: reads it, runs the verb in one transaction together with the form's key, and redirects.
 * The same key again leads to the same place and does nothing.
 */
export async function answerPost<S extends z.ZodObject>(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { schema, verb, again, after, limitMs }: Posted<S>,
): Promise<FastifyReply> {
  const form = readForm(schema, request.body);
  if (!form.ok) return againOrWords(schema, again, form);
  const { id: personId } = personOf(request);
  const secret = unsentSecret(request);
  const sentTo = request.url;
  try {
    const write = async (tx: Tx) => {
      const before = form.key && (await findAnswer(tx, personId, form.key));
      if (before) return { to: before };
      const made = await verb(tx, deedOf(request), form.values, form);
      if (form.key)
        await keepAnswer(tx, { key: form.key, personId, location: made.to, at: request.startedAt });
      if (secret !== undefined)
        await forgetUnsent(tx, { secret, personId, paths: [sentTo, sentTo.split("?")[0] ?? ""] });
      return made;
    };
    const answer = await deps.db.write(write, limitMs === undefined ? {} : { limitMs });
    await after?.();
    if (answer.flash) setFlash(reply, answer.flash);
    return reply.redirect(answer.to, 303);
  } catch (error) {
    const first =
      form.key && isUniqueViolation(error) && (await findAnswer(deps.db.read, personId, form.key));
    if (first) return reply.redirect(first, 303);
    if (!(error instanceof AppError) || !(error.code === "invalid" || error.code === "conflict"))
      throw keepingWords(error, schema, form.typed);
    return await againOrWords(schema, again, {
      typed: form.typed,
      errors: [{ field: fieldOf(error, schema), message: error.message }],
      status: error.code === "conflict" ? 409 : 422,
      deed: form.deed,
    });
  }
}

const fieldOf = ({ field }: AppError, schema: z.ZodObject): string | null =>
  fieldsOf(schema).find(({ name }) => name === field)?.name ?? null;

/** The page of a deed that nobody can do any more is not to be had: then what was typed stands on the error's. */
async function againOrWords(
  schema: z.ZodObject,
  again: (form: FailedForm) => Promise<FastifyReply>,
  form: FailedForm,
): Promise<FastifyReply> {
  try {
    return await again(form);
  } catch (error) {
    throw keepingWords(error, schema, form.typed);
  }
}

function keepingWords(error: unknown, schema: z.ZodObject, typed: Typed): unknown {
  if (error instanceof AppError)
    error.wrote = fieldsOf(schema).flatMap(({ name, meta }) => {
      const text = typed[name];
      const isWritten = meta.control === "text" || meta.control === "area";
      return isWritten && typeof text === "string" && text !== "" ? [{ label: meta.label, text }] : [];
    });
  return error;
}
