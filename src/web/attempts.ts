import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { newSecret, sha256 } from "../shared/ids.ts";
import { clearOwnCookie, ownCookie, setOwnCookie } from "./cookies.ts";
import { ownPath } from "./own-path.ts";

const purposes = ["use a passkey", "add a passkey", "single sign-on"] as const;
export type Purpose = (typeof purposes)[number];

/**
 * A sign-in that somebody began and has not ended: its cookie binds the end to the browser, and to the session, of the
 * beginning. The database knows only those that were used, so that a stranger who begins thousands fills nothing.
 */
export type Attempt = { secret: string; endsAt: Date; next: string };

const attemptMinutes = 15;
/** A browser keeps no cookie of more than 4,096 bytes. */
const longestNext = 1000;

const kept = z.strictObject({
  secret: z.string().length(43),
  purpose: z.enum(purposes),
  session: z.string(),
  next: z.string().max(longestNext),
  ends: z.int(),
});

/** A key of its own, so that nothing else signed by the house's secret can stand for one of these. */
const macOf = (secret: string, text: string): Buffer => {
  const key = createHmac("sha256", secret).update("crosswalk attempt v1").digest();
  return createHmac("sha256", key).update(text).digest();
};

const cookieOf = (purpose: Purpose): string => `crosswalk-${purpose.replaceAll(" ", "-")}`;

const sessionOf = (request: FastifyRequest): string =>
  request.sessionSecret ? sha256(`attempt:${request.sessionSecret}`) : "";

/** Begins one; what the other side must give back is derived from its secret. */
export function beginAttempt(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { purpose, next: asked = "/" }: { purpose: Purpose; next?: string },
): Attempt {
  const next = asked.length > longestNext ? "/" : asked;
  const secret = newSecret();
  const endsAt = new Date(request.startedAt.getTime() + attemptMinutes * 60_000);
  const text = Buffer.from(
    JSON.stringify({ secret, purpose, session: sessionOf(request), next, ends: endsAt.getTime() }),
  ).toString("base64url");
  const signature = macOf(deps.secret, text).toString("base64url");
  setOwnCookie(reply, cookieOf(purpose), `${text}.${signature}`, attemptMinutes * 60);
  return { secret, endsAt, next };
}

/** The attempt that this browser began for this purpose and in this session; null where it is over or none. */
export function attemptIn(deps: Deps, request: FastifyRequest, purpose: Purpose): Attempt | null {
  const [text = "", signature = "", ...more] = (ownCookie(request, cookieOf(purpose)) ?? "").split(".");
  const given = Buffer.from(signature, "base64url");
  const own = macOf(deps.secret, text);
  if (more.length > 0 || given.length !== own.length || !timingSafeEqual(given, own)) return null;
  const found = kept.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  const left = found.ends - request.startedAt.getTime();
  // A clock that was set back must not lengthen an attempt.
  const runs = left > 0 && left <= attemptMinutes * 60_000;
  if (found.purpose !== purpose || found.session !== sessionOf(request) || !runs) return null;
  return { secret: found.secret, endsAt: new Date(found.ends), next: ownPath(found.next) };
}

export const clearAttempt = (reply: FastifyReply, purpose: Purpose): void =>
  clearOwnCookie(reply, cookieOf(purpose));

/** Challenge, state, nonce or verifier: 256 bits each, none of which tells another. */
export const derived = ({ secret }: Attempt, what: string): string =>
  createHmac("sha256", secret).update(what).digest("base64url");
