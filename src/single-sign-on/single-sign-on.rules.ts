import { z } from "zod";
import { emailText } from "../people/people.rules.ts";

/** What is read of an ID token whose signature, issuer, audience, nonce and end were checked. */
const idClaims = z.looseObject({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  iat: z.number(),
  azp: z.string().optional(),
});

/** How far the provider's clock may be from ours, and how old an answer to a fresh question may be. */
const slackSeconds = 5 * 60;
const oldestSeconds = 15 * 60;

export type Identity = { issuer: string; subject: string };

/** Whose token it is; null where it was made for another program, or at no time that can be. */
export function identityIn(
  claims: unknown,
  { clientId, now }: { clientId: string; now: Date },
): Identity | null {
  const read = idClaims.safeParse(claims);
  if (!read.success) return null;
  const { iss: issuer, sub: subject, iat, azp } = read.data;
  const age = now.getTime() / 1000 - iat;
  if (azp !== undefined && azp !== clientId) return null;
  return age < -slackSeconds || age > oldestSeconds ? null : { issuer, subject };
}

const address = z.looseObject({ email: emailText, email_verified: z.literal(true) });

/** The address that the provider vouches for: the word true and nothing like it. */
export const verifiedAddressIn = (claims: unknown): string | null =>
  address.safeParse(claims).data?.email ?? null;
