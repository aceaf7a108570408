import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError, type ErrorCode, type Wrote } from "../shared/app-error.ts";
import { pageHead } from "./head.ts";
import { type LayoutView, layoutView } from "./layout.ts";
import { renderPage } from "./render.ts";
import { say } from "./sentence.ts";

// Imported, node:http would load all of fetch with it, a tenth of a start.
const { STATUS_CODES } = process.getBuiltinModule("node:http");

const statusOf: Record<ErrorCode, number> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
  unavailable: 503,
};

/** What an error page says. */
type Told = {
  status: number;
  code: string;
  heading: string;
  message: string;
  wrote?: readonly Wrote[];
};

const headings: Record<number, string> = {
  400: "This address cannot be read",
  403: "This is not yours to do",
  404: "This page is not here",
  405: "This cannot be done here",
  408: "This took too long to arrive",
  409: "Somebody changed this before you",
  413: "This is too large",
  414: "This address is too long",
  415: "This is not a form",
  421: "This is another address",
  422: "This cannot be kept as it is",
  429: "This was too often",
  503: "Crosswalk is busy",
};

/** In our words, since a framework's own speak to programmers. */
const messages: Record<number, string> = {
  400: "Check the address, or begin at My desk.",
  404: "It does not exist, or you may not see it.",
  408: "Check your connection and send it again.",
  413: "Send less than 1 MB at a time.",
  415: "Send it with the form on the page.",
  429: "Wait a minute and try again.",
  503: "Try again in a few seconds. What you typed is still in the form when you go back.",
};

const ours: Told = {
  status: 500,
  code: "internal",
  heading: "Something broke on our side",
  message:
    "It is not your doing. Go back and try once more; if it breaks again, tell your administrator this number:",
};

function told(error: FastifyError | AppError): Told {
  const status = error instanceof AppError ? statusOf[error.code] : (error.statusCode ?? 500);
  if (status >= 500 && !(error instanceof AppError) && status !== 503) return ours;
  const isWorded = error instanceof AppError || error.name === "Refusal";
  return {
    status,
    code:
      error instanceof AppError
        ? error.code
        : (STATUS_CODES[status] ?? "refused").toLowerCase().replace(/\W+/g, "_"),
    heading: headings[status] ?? "This cannot be done",
    ...(error instanceof AppError ? { wrote: error.wrote } : {}),
    message: isWorded ? error.message : (messages[status] ?? "Go back and try it another way."),
  };
}

/** A database's message may hold a statement and its values, so only its cause is logged, and never what it was given. */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const hasQuery = "query" in error || "params" in error;
  return {
    name: error.name,
    code: "code" in error ? error.code : undefined,
    message: hasQuery ? undefined : error.message,
    at: error.stack
      ?.split("\n")
      .filter(line => /^\s+at /.test(line))
      .slice(0, 12),
    cause: error.cause === undefined ? undefined : loggable(error.cause),
  };
}

const wantsJson = (request: FastifyRequest): boolean => {
  const accept = request.headers.accept ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
};

/** A layout that asks nothing of a database: the errors' last resort. */
const bareLayout = (request: FastifyRequest): LayoutView =>
  layoutView({ person: null, district: null, path: request.url });

export type ErrorLayout = (request: FastifyRequest) => LayoutView | null;

/** An error may come before cookies and session are read, and must not fall over what is not there yet. */
function layoutFor(request: FastifyRequest, layoutOf: ErrorLayout): LayoutView {
  try {
    return layoutOf(request) ?? bareLayout(request);
  } catch {
    return bareLayout(request);
  }
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Told, layout: LayoutView): FastifyReply {
  reply.code(answer.status).header("cache-control", "no-store");
  if (answer.status === 503) reply.header("retry-after", "5");
  const number = answer.status === 500 ? request.id : null;
  if (wantsJson(request))
    return reply.send({
      error: { code: answer.code, message: answer.message, ...(number ? { request: number } : {}) },
    });
  try {
    const page = errorPage(answer, number, layout);
    return reply.type("text/html; charset=utf-8").send(page);
  } catch (error) {
    // The framework would answer with the error's own words.
    request.log.error({ error: loggable(error) }, "an error page failed");
    const words = [answer.heading, answer.message, number].filter(Boolean).join("\n\n");
    return reply.type("text/plain; charset=utf-8").send(`${words}\n`);
  }
}

function errorPage(answer: Told, number: string | null, layout: LayoutView): string {
  const head = pageHead({
    kicker: say(`Error ${answer.status}`),
    heading: answer.heading,
    standing: say(answer.message),
  });
  const isSignedIn = layout.person !== null;
  return renderPage("errors/error", { head, number, wrote: answer.wrote ?? [], isSignedIn }, layout);
}

/**
 * Error and not-found pages in the dress of all others.
 * @param layoutOf the layout of the person who asks, from what the request already knows: it must not ask a database
 */
export function registerErrors(app: FastifyInstance, layoutOf: ErrorLayout): void {
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    const answer = told(error);
    if (answer.status >= 500) request.log.error({ error: loggable(error) }, "request failed");
    return send(request, reply, answer, layoutFor(request, layoutOf));
  });
  app.setNotFoundHandler((request, reply) =>
    send(request, reply, told(new AppError("not_found", messages[404] ?? "")), layoutFor(request, layoutOf)),
  );
}

/** For the Fastify constructor: an address that cannot be decoded never reaches the error handler. */
export const frameworkErrors = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  send(request, reply, told(error), bareLayout(request));
};
