import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { getPersonRow } from "../people/people.queries.ts";
import { forbidden } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { disconnect } from "../single-sign-on/single-sign-on.actions.ts";
import { findIdentity } from "../single-sign-on/single-sign-on.queries.ts";
import { attemptIn, beginAttempt, clearAttempt, derived } from "../web/attempts.ts";
import { deviceOf } from "../web/device.ts";
import { readForm } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, isFresh, personOf } from "../web/session.ts";
import { isTypedAddress } from "../web/typed-address.ts";
import { addPasskey, removePasskey } from "./passkeys.actions.ts";
import { passkeysPage } from "./passkeys.pages.ts";
import { listPasskeys } from "./passkeys.queries.ts";
import { newCredential, newPasskeyForm, readAnswer, removalForm } from "./passkeys.rules.ts";
import { askForNew, checkNew } from "./webauthn.ts";

const purpose = "add a passkey";

/** One's own passkeys: adding one takes a session, and the browser that began it. */
export const passkeyRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const { config, db } = deps;

    const show = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const { id } = personOf(request);
      const identity = config.singleSignOn && (await findIdentity(db.read, id));
      const view = passkeysPage({
        passkeys: await listPasskeys(db.read, id),
        connected: identity ? { name: config.singleSignOn?.name ?? "", at: identity.madeAt } : null,
        when: deedOf(request),
        isFresh: isFresh(request),
        elsewhere: isTypedAddress(request, config) ? null : config.baseUrl,
        failed,
      });
      return sendPage(request, reply, "passkeys/list", view, failed?.status ?? 200);
    };

    /** @throws forbidden where the person proved who they are too long ago */
    const requireFresh = (request: FastifyRequest) => {
      if (!isFresh(request))
        throw forbidden("Only somebody who signed in within the hour can change how they sign in.");
    };

    app.get(paths.passkeys, (request, reply) => show(request, reply));

    app.post(paths.newPasskeyChallenge, async (request, reply) => {
      requireFresh(request);
      const person = await getPersonRow(db.read, personOf(request).id);
      const known = await listPasskeys(db.read, person.id);
      const attempt = beginAttempt(deps, request, reply, { purpose });
      return askForNew(config, {
        challenge: derived(attempt, purpose),
        person,
        known: known.map(({ credentialId: id, transports }) => ({ id, transports })),
      });
    });

    app.post(paths.passkeys, async (request, reply) => {
      requireFresh(request);
      const form = readForm(newPasskeyForm, request.body);
      const answer = form.ok ? readAnswer(newCredential, form.values.answer) : null;
      const attempt = attemptIn(deps, request, purpose);
      const made = answer && attempt && (await checkNew(config, answer, derived(attempt, purpose)));
      if (attempt) clearAttempt(reply, purpose);
      return answerPost(deps, request, reply, {
        schema: newPasskeyForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed, { name }) {
          const by = { personId: personOf(request).id, device: deviceOf(request) };
          await addPasskey(tx, deed, { ...by, name, made, attempt });
          return { to: paths.passkeys, flash: `${name} can sign you in from now on.` };
        },
      });
    });

    app.post<{ Params: { id: string } }>(paths.passkeyRemoval(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: removalForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          requireFresh(request);
          const personId = personOf(request).id;
          const { id } = request.params;
          const unsafeId = isUuid(id) ? id : personId;
          await removePasskey(tx, deed, { personId, device: deviceOf(request), unsafeId });
          return { to: paths.passkeys, flash: "The passkey is removed." };
        },
      }),
    );

    app.post(paths.singleSignOnEnd, (request, reply) =>
      answerPost(deps, request, reply, {
        schema: removalForm,
        again: failed => show(request, reply, failed),
        async verb(tx, deed) {
          requireFresh(request);
          await disconnect(tx, deed, personOf(request).id, deviceOf(request));
          return { to: paths.passkeys, flash: "Single sign-on is disconnected." };
        },
      }),
    );
  };
