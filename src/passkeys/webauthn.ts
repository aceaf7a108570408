import type { z } from "zod";
import type { newCredential, signedChallenge } from "./passkeys.rules.ts";

/** The library takes 100 ms and 28 MB: it is there from the first passkey on. */
const library = () => import("@simplewebauthn/server");

/** Passkeys belong to the address that people type, never to the one that a request came to. */
type Site = { baseUrl: string };
const domainOf = ({ baseUrl }: Site) => new URL(baseUrl).hostname;

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

const timeoutMs = 5 * 60_000;

/** What a passkey calls its person: no name, no address. */
export const handleOf = (personId: string): string =>
  Buffer.from(personId.replaceAll("-", ""), "hex").toString("base64url");

export async function askForNew(
  site: Site,
  { challenge, person, known }: NewAsked,
): Promise<Record<string, unknown>> {
  const { generateRegistrationOptions } = await library();
  return {
    ...(await generateRegistrationOptions({
      rpName: "Crosswalk",
      rpID: domainOf(site),
      userName: person.email,
      userDisplayName: person.name,
      userID: bytesOf(handleOf(person.id)),
      challenge: bytesOf(challenge),
      timeout: timeoutMs,
      attestationType: "none",
      excludeCredentials: known,
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    })),
  };
}

type NewAsked = {
  challenge: string;
  person: { id: string; name: string; email: string };
  known: { id: string; transports: string[] }[];
};

export async function askForAny(site: Site, challenge: string): Promise<Record<string, unknown>> {
  const { generateAuthenticationOptions } = await library();
  return {
    ...(await generateAuthenticationOptions({
      rpID: domainOf(site),
      challenge: bytesOf(challenge),
      timeout: timeoutMs,
      userVerification: "required",
    })),
  };
}

export type NewCredential = {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
  isBackedUp: boolean;
};

/** The passkey that was made for this challenge; null for an answer to anything else. */
export async function checkNew(
  site: Site,
  response: z.output<typeof newCredential>,
  challenge: string,
): Promise<NewCredential | null> {
  const { verifyRegistrationResponse } = await library();
  const found = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.baseUrl,
    expectedRPID: domainOf(site),
    requireUserVerification: true,
  }).catch(() => null);
  if (!found?.verified) return null;
  const { credential, credentialBackedUp } = found.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: textOf(credential.publicKey),
    counter: credential.counter,
    transports: response.response.transports,
    isBackedUp: credentialBackedUp,
  };
}

/** The counter that a rightly signed challenge carries; null for an answer that is not one. */
export async function checkSigned(
  site: Site,
  response: z.output<typeof signedChallenge>,
  { challenge, passkey }: { challenge: string; passkey: { credentialId: string; publicKey: string } },
): Promise<{ counter: number } | null> {
  const { verifyAuthenticationResponse } = await library();
  const found = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.baseUrl,
    expectedRPID: domainOf(site),
    requireUserVerification: true,
    // A rule of ours looks at the counter, where it can be told in words.
    credential: { id: passkey.credentialId, publicKey: bytesOf(passkey.publicKey), counter: -1 },
  }).catch(() => null);
  return found?.verified ? { counter: found.authenticationInfo.newCounter } : null;
}
