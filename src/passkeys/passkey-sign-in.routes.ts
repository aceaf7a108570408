import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { spendAttempt } from "../people/attempts.actions.ts";
import { type Attempt, attemptIn, beginAttempt, clearAttempt, derived } from "../web/attempts.ts";
import { deviceOf } from "../web/device.ts";
import { readForm } from "../web/forms.ts";
import { ownPath } from "../web/own-path.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { deedOf, setSession } from "../web/session.ts";
import { type SignedIn, signInWithPasskey } from "./passkeys.actions.ts";
import { passkeyRefusedPage } from "./passkeys.pages.ts";
import { findPasskey } from "./passkeys.queries.ts";
import { passkeySignInForm, readAnswer, signedChallenge } from "./passkeys.rules.ts";
import { askForAny, checkSigned } from "./webauthn.ts";

const purpose = "use a passkey";

/** Public: the browser's script fetches a challenge and posts the form with what the passkey signed. */
export const passkeySignInRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.post(paths.passkeyChallenge, async (request, reply) =>
      askForAny(deps.config, derived(beginAttempt(deps, request, reply, { purpose }), purpose)),
    );

    app.post(paths.passkeySignIn, async (request, reply) => {
      const form = readForm(passkeySignInForm, request.body);
      const attempt = attemptIn(deps, request, purpose);
      if (attempt) clearAttempt(reply, purpose);
      if (!form.ok || !attempt) return refuse(request, reply, "refused");
      const answer = await signedIn(request, attempt, form.values.answer);
      if (typeof answer === "string") return refuse(request, reply, answer);
      setSession(reply, answer.secret);
      return reply.redirect(ownPath(form.values.next), 303);
    });

    const refuse = (request: FastifyRequest, reply: FastifyReply, why: "refused" | "copied") =>
      sendPage(request, reply, "people/not-signed-in", passkeyRefusedPage(why), 403);

    /** A challenge is spent by the first answer to it, right or wrong. */
    async function signedIn(request: FastifyRequest, attempt: Attempt, text?: string): Promise<SignedIn> {
      const deed = deedOf(request);
      const answer = readAnswer(signedChallenge, text);
      const seen = answer && (await findPasskey(deps.db.read, answer.id));
      const isFirst = await deps.db.write(tx => spendAttempt(tx, deed.now, attempt));
      if (!seen || !isFirst || answer.response.userHandle !== seen.handle) return "refused";
      const signed = await checkSigned(deps.config, answer, {
        challenge: derived(attempt, purpose),
        passkey: seen,
      });
      if (!signed) return "refused";
      const device = deviceOf(request);
      const instead = request.sessionSecret;
      return deps.db.write(tx => signInWithPasskey(tx, deed, { seen, ...signed, device, instead }));
    }
  };
