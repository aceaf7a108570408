import type { FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { readUnsubscribeToken } from "../mail/unsubscribe.ts";
import { notFound } from "../shared/app-error.ts";
import { pageHead } from "../web/head.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import { deedOf } from "../web/session.ts";
import { chooseDigest } from "./choice.actions.ts";

type ByToken = { Params: { token: string } };

const askPage = (token: string) => ({
  head: pageHead({
    heading: "Stop the weekly digest",
    standing: say("You will get no more digests. Sign-in links and what cannot wait still come by mail."),
  }),
  action: paths.unsubscribe(token),
  digestHref: null,
});

const stoppedPage = () => ({
  head: pageHead({
    heading: "The weekly digest is stopped",
    standing: say("You get no more digests. You can turn it on again at any time."),
  }),
  action: null,
  digestHref: paths.digest,
});

/**
 * Public: the signed address is the authority (RFC 8058). A mail program posts here by itself, with no cookie, no Origin
 * and whatever body it likes; a person gets a button, because scanners follow links.
 */
export const unsubscribeRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_, body, done) => {
      body.on("end", () => done(null)).on("error", done);
      body.resume();
    });

    const personIn = (token: string): string => {
      const personId = readUnsubscribeToken(deps.secret, token);
      if (!personId) throw notFound("This link is cut short. Copy it whole from the mail.");
      return personId;
    };

    app.get<ByToken>(paths.unsubscribe(":token"), async (request, reply) => {
      const { token } = request.params;
      personIn(token);
      return sendPage(request, reply, "digest/unsubscribe", askPage(token));
    });

    app.post<ByToken>(
      paths.unsubscribe(":token"),
      { config: { crossSite: true } },
      async (request, reply) => {
        const personId = personIn(request.params.token);
        const deed = deedOf(request);
        // Whoever is signed in on this device: who holds the mail stops the digest.
        const byThem = { ...deed, by: { ...deed.by, id: personId } };
        await deps.db.write(tx => chooseDigest(tx, byThem, personId, { digest: "off" }));
        return sendPage(request, reply, "digest/unsubscribe", stoppedPage());
      },
    );
  };
