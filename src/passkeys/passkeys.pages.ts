import { formatInstant } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { formView } from "../web/forms.ts";
import { deedLink, deedPost, pageHead } from "../web/head.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say, strong, time } from "../web/sentence.ts";
import type { Passkey } from "./passkeys.queries.ts";
import { newPasskeyForm } from "./passkeys.rules.ts";

type PasskeysPage = {
  passkeys: Passkey[];
  when: Pick<Deed, "today" | "district">;
  /** The one address where passkeys work, where this is another. */
  elsewhere: string | null;
  /** Signed in within the hour: nobody adds a passkey at a desk that somebody left. */
  isFresh: boolean;
  /** Since when single sign-on knows them; the provider's name for people. */
  connected: { name: string; at: Date } | null;
  failed?: FailedForm;
};

export function passkeysPage({ passkeys, when, elsewhere, isFresh, connected, failed }: PasskeysPage) {
  const at = (instant: Date) =>
    time(instant.toISOString(), formatInstant(instant, when.district.timeZone, when.today));
  const form = formView(newPasskeyForm, {
    action: paths.passkeys,
    submit: "Add a passkey",
    // The answer of a browser is used once, so that it never comes back with the form.
    typed: failed && { ...failed.typed, answer: "" },
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Passkeys",
      standing: say(
        "A passkey signs you in with the fingerprint, face or PIN of your device, without a mail. The link by mail goes on working.",
      ),
      deeds: [deedLink("My devices", paths.devices)],
      form,
    }),
    passkeys: passkeys.map(passkey => ({
      said: say(strong(passkey.name), passkey.isBackedUp ? ", kept by your account on several devices" : ""),
      since: say(
        "Added ",
        at(passkey.madeAt),
        ...(passkey.usedAt ? [". Last used ", at(passkey.usedAt), "."] : [". Not used yet."]),
      ),
      removal: isFresh ? deedPost("Remove", paths.passkeyRemoval(passkey.id), { key: newId() }) : null,
    })),
    elsewhere,
    signInAgain: isFresh ? null : withQuery(paths.signIn, { again: "yes", next: paths.passkeys }),
    connected: connected && {
      said: say(`Connected with ${connected.name} since `, at(connected.at), "."),
      end: isFresh ? deedPost("Disconnect", paths.singleSignOnEnd, { key: newId() }) : null,
    },
    form,
    challenge: paths.newPasskeyChallenge,
  };
}

/** Why nobody is signed in now, in words that a person can act on. */
export const passkeyRefusedPage = (why: "refused" | "copied") => ({
  head: pageHead({
    heading: "The passkey did not sign you in",
    standing: say(
      why === "copied"
        ? "It looks like a copy of your passkey was used elsewhere. Ask for a link by mail, then remove the passkey."
        : "It was removed, or it answered too late or to another page. Try once more, or ask for a link by mail.",
    ),
  }),
  again: paths.signIn,
  label: "Sign in another way",
});
