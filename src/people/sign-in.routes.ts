import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { queueSignInMail } from "../mail/sign-in-mail.ts";
import { readForm } from "../web/forms.ts";
import { ownPath } from "../web/own-path.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { clearSession, deedOf, setSession } from "../web/session.ts";
import { findPersonByEmail } from "./people.queries.ts";
import { signInForm } from "./people.rules.ts";
import { countLinks, linkWorks, makeSignInLink, mayHaveLink, signIn, signOut } from "./sign-in.actions.ts";
import { deadLinkPage, linkSentPage, signInLinkPage, signInPage } from "./sign-in.pages.ts";

type WithSecret = { Params: { secret: string }; Querystring: { next?: string }; Body: { next?: string } };

const wordIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Public: asking for a link, and using one. GET shows a button, because mail scanners follow links. */
export const signInRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get<{ Querystring: { next?: string } }>(paths.signIn, async (request, reply) => {
      const next = ownPath(wordIn(request.query.next));
      if (request.person) return reply.redirect(next, 303);
      return sendPage(request, reply, "people/sign-in", signInPage({ next }));
    });

    app.post(paths.signIn, async (request, reply) => {
      const form = readForm(signInForm, request.body);
      if (!form.ok) {
        const next = ownPath(wordIn(form.typed.next));
        return sendPage(request, reply, "people/sign-in", signInPage({ next, failed: form }), form.status);
      }
      await sendLink(deps, request, form.values);
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
      const { secret } = request.params;
      const session = await deps.db.write(tx =>
        signIn(tx, deedOf(request), { secret, device: deviceOf(request) }),
      );
      if (!session) return sendPage(request, reply, "people/link-sent", deadLinkPage(), 410);
      setSession(deps, reply, session.secret);
      return reply.redirect(ownPath(wordIn(request.body?.next)), 303);
    });

    app.post(paths.signOut, async (request, reply) => {
      const { sessionSecret } = request;
      if (sessionSecret) await deps.db.write(tx => signOut(tx, deedOf(request), sessionSecret));
      clearSession(deps, reply);
      return reply.redirect(paths.signIn, 303);
    });
  };

/** Known or not, the answer is the same and does not wait for mail. */
async function sendLink(deps: Deps, request: FastifyRequest, asked: { email: string; next?: string }) {
  await deps.db.write(async tx => {
    const deed = deedOf(request);
    const person = await findPersonByEmail(tx, asked.email);
    if (!person || person.disabledAt) return;
    if (!mayHaveLink(await countLinks(tx, person.id, deed.now))) return;
    const secret = await makeSignInLink(tx, deed, person.id, "mailed");
    await queueSignInMail(tx, deed, { person, secret, next: ownPath(asked.next) });
  });
}

/** "Firefox on Windows", as far as the browser says. */
function deviceOf(request: FastifyRequest): string {
  const agent = request.headers["user-agent"] ?? "";
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent)?.[1] ?? "";
  const system = /(Windows|iPhone|iPad|Android|Mac OS X|CrOS|Linux)/.exec(agent)?.[1] ?? "";
  const named = browser.replace("Edg", "Edge").replace("OPR", "Opera");
  return [named, system && `on ${system}`].filter(Boolean).join(" ").slice(0, 60);
}
