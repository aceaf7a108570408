import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { keyedHash } from "../shared/ids.ts";
import { deviceOf } from "../web/device.ts";
import { loggable } from "../web/errors.ts";
import { readForm } from "../web/forms.ts";
import { ownPath } from "../web/own-path.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { clearSession, deedOf, setSession } from "../web/session.ts";
import { isTypedAddress } from "../web/typed-address.ts";
import { askForLink } from "./asks.actions.ts";
import { networkOf } from "./asks.rules.ts";
import { answerAsks } from "./asks.timers.ts";
import { emailKeyOf, signInForm } from "./people.rules.ts";
import { signOut } from "./sessions.actions.ts";
import { linkWorks, signIn } from "./sign-in.actions.ts";
import { deadLinkPage, linkSentPage, signInLinkPage, signInPage } from "./sign-in.pages.ts";

type WithSecret = { Params: { secret: string }; Querystring: { next?: string }; Body: { next?: string } };

const wordIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Public: asking for a link, and using one. GET shows a button, because mail scanners follow links. */
export const signInRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const show = (request: FastifyRequest, reply: FastifyReply, next: string, failed?: FailedForm) => {
      const provider = deps.config.singleSignOn?.name ?? null;
      const ways = { provider, hasPasskeys: isTypedAddress(request, deps.config) };
      return sendPage(request, reply, "people/sign-in", signInPage({ next, ways, failed }), failed?.status);
    };

    app.get<{ Querystring: { next?: string; again?: string } }>(paths.signIn, async (request, reply) => {
      const next = ownPath(wordIn(request.query.next));
      return request.person && request.query.again === undefined
        ? reply.redirect(next, 303)
        : show(request, reply, next);
    });

    /** Answers in the background, one round at a time: the browser's answer must not tell how long a mail takes. */
    let answering = Promise.resolve();
    const answerSoon = () => {
      answering = answering
        .then(() => answerAsks(deps))
        .catch(error => deps.log.error({ error: loggable(error) }, "those who asked wait for the timer"));
    };
    app.addHook("onClose", () => answering);

    app.post(paths.signIn, async (request, reply) => {
      const form = readForm(signInForm, request.body);
      if (!form.ok) return show(request, reply, ownPath(wordIn(form.typed.next)), form);
      const { email, next } = form.values;
      const ask = {
        ...{ email, next: ownPath(next) },
        address: keyedHash(deps.secret, `address ${emailKeyOf(email)}`),
        network: keyedHash(deps.secret, `network ${networkOf(request.ip)}`),
      };
      await deps.db.write(tx => askForLink(tx, deedOf(request), ask));
      reply.raw.once("finish", answerSoon);
      return sendPage(request, reply, "people/link-sent", linkSentPage());
    });

    app.get<WithSecret>(paths.signInWith(":secret"), async (request, reply) => {
      const { secret } = request.params;
      if (!(await linkWorks(deps.db.read, secret, request.startedAt)))
        return sendPage(request, reply, "people/link-sent", deadLinkPage(), 410);
      const next = ownPath(wordIn(request.query.next));
      return sendPage(request, reply, "people/sign-in-link", signInLinkPage({ secret, next }));
    });

    app.post<WithSecret>(paths.signInWith(":secret"), async (request, reply) => {
      const use = { ...request.params, device: deviceOf(request), instead: request.sessionSecret };
      const session = await deps.db.write(tx => signIn(tx, deedOf(request), use));
      if (!session) return sendPage(request, reply, "people/link-sent", deadLinkPage(), 410);
      setSession(reply, session.secret);
      return reply.redirect(ownPath(wordIn(request.body?.next)), 303);
    });

    app.post(paths.signOut, async (request, reply) => {
      const { sessionSecret } = request;
      if (sessionSecret) await deps.db.write(tx => signOut(tx, deedOf(request), sessionSecret));
      clearSession(reply);
      // Not the cache too: pages are never in it, and browsers take seconds to empty it.
      reply.header("clear-site-data", '"storage"');
      return reply.redirect(paths.signIn, 303);
    });
  };
