import type { FastifyReply, FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyInstance {
    /** Whether people come over https. */
    isSecure: boolean;
  }
}

/** `__Host-` binds a cookie to this host over https; a loopback http address can have neither it nor Secure. */
export const cookieName = (secure: boolean, name = "crosswalk") => (secure ? `__Host-${name}` : name);

const marks = (isSecure: boolean) =>
  ({ path: "/", httpOnly: true, sameSite: "lax", secure: isSecure }) as const;

/** Every cookie goes by these three, so that none forgets a mark. */
export function setOwnCookie(reply: FastifyReply, name: string, value: string, maxAge: number): void {
  const { isSecure } = reply.server;
  reply.setCookie(cookieName(isSecure, name), value, { ...marks(isSecure), maxAge });
}

export function clearOwnCookie(reply: FastifyReply, name: string): void {
  const { isSecure } = reply.server;
  reply.clearCookie(cookieName(isSecure, name), marks(isSecure));
}

export const ownCookie = (request: FastifyRequest, name: string): string | undefined =>
  request.cookies[cookieName(request.server.isSecure, name)];
