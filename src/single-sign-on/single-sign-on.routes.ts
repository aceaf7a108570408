import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { spendAttempt } from "../people/attempts.actions.ts";
import { type Attempt, attemptIn, beginAttempt, clearAttempt, derived } from "../web/attempts.ts";
import { deviceOf } from "../web/device.ts";
import { ownPath } from "../web/own-path.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { deedOf, districtOf, setSession } from "../web/session.ts";
import { type Asked, type Identified, Provider } from "./provider.ts";
import { signInByProvider } from "./single-sign-on.actions.ts";
import { type Failure, failurePage } from "./single-sign-on.pages.ts";

const purpose = "single sign-on";

const askedOf = (attempt: Attempt): Asked => ({
  state: derived(attempt, "state"),
  nonce: derived(attempt, "nonce"),
  verifier: derived(attempt, "verifier"),
});

/** Public: to the district's provider and back. Both are GETs, as the protocol has it; the cookie is what they change. */
export const singleSignOnRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const settings = deps.config.singleSignOn;
    if (!settings) return;
    const provider = new Provider(settings, `${deps.config.baseUrl}${paths.singleSignOnAnswer}`);

    const fail = (
      request: FastifyRequest,
      reply: FastifyReply,
      why: Failure,
      verifiedAddress: string | null = null,
    ) => {
      const told = { why, name: settings.name, district: districtOf(request).name, verifiedAddress };
      return sendPage(
        request,
        reply,
        "people/not-signed-in",
        failurePage(told),
        why === "no answer" ? 503 : 403,
      );
    };

    /** An error may hold claims or codes: its kind alone is logged. */
    const note = (request: FastifyRequest, error: unknown) => {
      const code = error instanceof Error && "code" in error ? String(error.code) : "none";
      request.log.warn(
        { name: error instanceof Error ? error.name : "unknown", code },
        "single sign-on failed",
      );
    };

    app.get<{ Querystring: { next?: unknown } }>(paths.singleSignOn, async (request, reply) => {
      const { next } = request.query;
      const attempt = beginAttempt(deps, request, reply, {
        purpose,
        next: ownPath(typeof next === "string" ? next : undefined),
      });
      try {
        return reply.redirect(await provider.addressFor(askedOf(attempt), request.startedAt), 303);
      } catch (error) {
        note(request, error);
        return fail(request, reply, "no answer");
      }
    });

    app.get(paths.singleSignOnAnswer, async (request, reply) => {
      const attempt = attemptIn(deps, request, purpose);
      if (attempt) clearAttempt(reply, purpose);
      const who = attempt && (await identified(request, attempt));
      if (!attempt || !who) return fail(request, reply, "not confirmed");
      const coming = { who, device: deviceOf(request), instead: request.sessionSecret };
      const answer = await deps.db.write(tx => signInByProvider(tx, deedOf(request), coming));
      if (typeof answer === "string") return fail(request, reply, answer, who.verifiedAddress);
      setSession(reply, answer.secret);
      return reply.redirect(attempt.next, 303);
    });

    /** The answer to an attempt is used up before it is believed, so that it is never believed twice. */
    async function identified(request: FastifyRequest, attempt: Attempt): Promise<Identified | null> {
      const now = request.startedAt;
      if (!(await deps.db.write(tx => spendAttempt(tx, now, attempt)))) return null;
      try {
        return await provider.identify(request.url.replace(/^[^?]*\??/, ""), askedOf(attempt), now);
      } catch (error) {
        note(request, error);
        return null;
      }
    }
  };
