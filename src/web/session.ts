import cookie from "@fastify/cookie";
import jwt from "@fastify/jwt";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { findActor, findDistrict } from "../people/people.queries.ts";
import { sessionDays } from "../people/people.rules.ts";
import { findLastHolder, findSession, touchSession } from "../people/sessions.actions.ts";
import { forbidden, notFound } from "../shared/app-error.ts";
import { dayOf } from "../shared/dates.ts";
import { type Deed, type District, type Person, time } from "../shared/deed.ts";
import { clearOwnCookie, cookieName, ownCookie, setOwnCookie } from "./cookies.ts";
import { paths, withQuery } from "./paths.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who is signed in, with the rights of this moment. */
    person: Person | null;
    district: District | null;
    sessionSecret: string | null;
    /** When this session began. */
    signedInAt: Date | null;
    startedAt: Date;
    /** Whose session this browser had until it ran out; null where one runs, and for strangers. */
    lastPersonId: string | null;
  }
}

declare module "@fastify/jwt" {
  interface FastifyJWT {
    payload: { sid: string };
    user: { sid: string };
  }
}

const issuer = "crosswalk";
const audience = "crosswalk session";
const touchEveryMs = 60 * 60 * 1000;
/** Longer than the session, so that a form that is sent after its end is known for whose it was. */
const cookieDays = sessionDays + 1;
const freshMs = 60 * 60 * 1000;

const cookieOfSession = "crosswalk";

/** Reads the session at each request, so that its end, a disabling or a change of role counts at once. */
export async function sessions(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(cookie);
  await app.register(jwt, {
    secret: deps.secret,
    cookie: { cookieName: cookieName(deps.config.secure, cookieOfSession), signed: false },
    sign: { algorithm: "HS256", iss: issuer, aud: audience, expiresIn: `${cookieDays}d` },
    verify: { algorithms: ["HS256"], allowedIss: issuer, allowedAud: audience, onlyCookie: true },
  });
  app.decorateRequest("person", null);
  app.decorateRequest("district", null);
  app.decorateRequest("sessionSecret", null);
  app.decorateRequest("signedInAt", null);
  app.decorateRequest("lastPersonId", null);
  app.decorateRequest("startedAt");
  app.addHook("onRequest", async request => {
    request.startedAt = deps.clock.now();
    if (!request.url.startsWith("/assets/")) await recognise(deps, request);
  });
}

async function recognise(deps: Deps, request: FastifyRequest): Promise<void> {
  const district = await findDistrict(deps.db.read);
  request.district = district ?? null;
  const secret = secretIn(request);
  if (!district || secret === null) return;
  const now = request.startedAt;
  const session = await findSession(deps.db.read, secret, now);
  if (!session) {
    if (request.method === "POST") request.lastPersonId = await findLastHolder(deps.db.read, secret);
    return;
  }
  request.person = (await findActor(deps.db.read, session.personId, dayOf(now, district.timeZone))) ?? null;
  request.sessionSecret = secret;
  request.signedInAt = session.madeAt;
  // A clock that ran ahead and was set back has left a moment that is still to come.
  if (Math.abs(now.getTime() - session.seenAt.getTime()) > touchEveryMs)
    await deps.db.write(tx => touchSession(tx, secret, now));
}

/** From the cookie alone: an Authorization header counts for nothing. */
function secretIn(request: FastifyRequest): string | null {
  const token = ownCookie(request, cookieOfSession);
  if (!token) return null;
  try {
    return request.server.jwt.verify<{ sid: string }>(token).sid;
  } catch {
    return null;
  }
}

export const setSession = (reply: FastifyReply, secret: string): void =>
  setOwnCookie(reply, cookieOfSession, reply.server.jwt.sign({ sid: secret }), cookieDays * 24 * 60 * 60);

export const clearSession = (reply: FastifyReply): void => clearOwnCookie(reply, cookieOfSession);

/** Whether the person proved who they are within the hour: what opens further doors asks for it. */
export const isFresh = ({ signedInAt, startedAt }: FastifyRequest): boolean =>
  signedInAt !== null && startedAt.getTime() - signedInAt.getTime() < freshMs;

/** The guard of the signed-in scope: strangers are led to sign in and back. */
export async function requirePerson(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  // What somebody wrote whose session ran out is read first: the second guard keeps it and leads to the same place.
  if (request.person || request.lastPersonId) return;
  return leadToSignIn(request, reply);
}

export async function leadToSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  next = request.method === "GET" && request.url !== paths.desk ? request.url : null,
): Promise<unknown> {
  return reply.redirect(withQuery(paths.signIn, { next }), 303);
}

/** The guard of the administrators' scope, inside the signed-in one. */
export async function requireAdmin(request: FastifyRequest): Promise<void> {
  if (request.lastPersonId) return;
  if (!request.person?.isAdmin) throw forbidden("Only an administrator can open this page.");
}

/** Who is signed in. @throws where no guard stands before the route */
export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw notFound();
  return request.person;
}

export function districtOf(request: FastifyRequest): District {
  if (!request.district) throw notFound("No district is set up yet.");
  return request.district;
}

/** What a verb called by this request works with. */
export function deedOf(request: FastifyRequest): Deed {
  const district = districtOf(request);
  return {
    by: request.person ?? time,
    now: request.startedAt,
    today: dayOf(request.startedAt, district.timeZone),
    district,
  };
}
