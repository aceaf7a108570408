import type { FastifyReply, FastifyRequest } from "fastify";
import { newSecret } from "../shared/ids.ts";
import { ownCookie, setOwnCookie } from "./cookies.ts";

const name = "crosswalk-unsent";
const isSecret = (text: string | undefined): boolean => /^[\w-]{43}$/.test(text ?? "");

/** What opens the words that this browser has not sent. */
export function unsentSecret(request: FastifyRequest): string | undefined {
  const secret = ownCookie(request, name);
  return isSecret(secret) ? secret : undefined;
}

/** The same, made where there is none; kept for so many hours from now. */
export function renewUnsentSecret(request: FastifyRequest, reply: FastifyReply, hours: number): string {
  const secret = unsentSecret(request) ?? newSecret();
  setOwnCookie(reply, name, secret, hours * 3600);
  return secret;
}
