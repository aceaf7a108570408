import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say } from "../web/sentence.ts";
import { mailedLinkMinutes, signInForm } from "./people.rules.ts";

/** The other ways in: what the provider is called, if there is one, and whether passkeys work at this address. */
export type OtherWays = { provider: string | null; hasPasskeys: boolean };

export function signInPage({ next, ways, failed }: { next: string; ways: OtherWays; failed?: FailedForm }) {
  const form = formView(signInForm, {
    action: paths.signIn,
    submit: "Mail me a link",
    values: { next },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Sign in",
      standing: say(
        next === paths.unsent
          ? "You were signed out while you wrote. Nothing was sent and nothing is lost: sign in, open the link in this browser, and go on with it."
          : "There is no password. You get a link by e-mail, and it signs you in.",
      ),
      form,
    }),
    form,
    provider: ways.provider && {
      label: `Sign in with ${ways.provider}`,
      href: withQuery(paths.singleSignOn, { next: next === paths.desk ? null : next }),
    },
    passkey: ways.hasPasskeys
      ? { action: paths.passkeySignIn, challenge: paths.passkeyChallenge, next }
      : null,
  };
}

/** The same words for an address that is known and one that is not. */
export const linkSentPage = () => ({
  head: pageHead({
    heading: "Look into your mail",
    standing: say(
      `If the address is known here, a link is on its way. It works once, for ${mailedLinkMinutes} minutes.`,
    ),
  }),
  again: paths.signIn,
});

export const signInLinkPage = ({ secret, next }: { secret: string; next: string }) => ({
  head: pageHead({
    heading: "Sign in to Crosswalk",
    standing: say("The link works once. Sign in to use it."),
  }),
  action: paths.signInWith(secret),
  next,
});

export const deadLinkPage = () => ({
  head: pageHead({
    heading: "This link no longer works",
    standing: say("It was used, it ran out, or it is cut short. Ask for a new one."),
  }),
  again: paths.signIn,
});
