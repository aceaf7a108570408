import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import type { Refused } from "./single-sign-on.actions.ts";

export type Failure = Refused | "no answer" | "not confirmed";

type Told = {
  why: Failure;
  /** What people call the provider, and the district. */
  name: string;
  district: string;
  verifiedAddress: string | null;
};

/** Words for somebody who stands before the door. None of them says whether an unproven address is known. */
const words: Record<Failure, (told: Told) => string> = {
  "no answer": ({ name }) =>
    `${name} does not answer now. Try again in a few minutes, or ask for a link by mail.`,
  "not confirmed": ({ name }) =>
    `${name} did not confirm who you are, or too much time went by. Try again. If it goes on, ask for a link by mail and tell your administrator.`,
  "not vouched for": ({ name }) =>
    `${name} does not say that your e-mail address is yours. Ask for a link by mail, or ask whoever runs ${name} to confirm the address.`,
  "no account": ({ verifiedAddress, district }) =>
    `Nobody can sign in here as ${verifiedAddress ?? "you"}. Ask an administrator of Crosswalk at ${district} to add you.`,
  "another identity": ({ verifiedAddress, name, district }) =>
    `The address ${verifiedAddress} is connected with another account of ${name}. Ask for a link by mail, or ask an administrator of Crosswalk at ${district}.`,
};

const sentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

export const failurePage = (told: Told) => ({
  head: pageHead({ heading: "You are not signed in", standing: say(sentence(words[told.why](told))) }),
  again: paths.signIn,
  label: "Sign in another way",
});
