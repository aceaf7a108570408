import type { FastifyRequest } from "fastify";
import type { Read } from "../db/database.ts";
import { formatInstant } from "../shared/dates.ts";
import { findUnsentAt } from "../unsent/unsent.queries.ts";
import { paths } from "./paths.ts";
import { type Part, say, time } from "./sentence.ts";
import { deedOf, personOf } from "./session.ts";
import { unsentSecret } from "./unsent-cookie.ts";

export type UnsentThere = { said: Part[]; href: string } | null;

/** On a form that is opened anew: what this person typed into it here and did not send. */
export async function unsentThere(db: Read, request: FastifyRequest, path: string): Promise<UnsentThere> {
  if (request.method !== "GET") return null;
  const { now, today, district } = deedOf(request);
  const at = await findUnsentAt(db, {
    secret: unsentSecret(request),
    personId: personOf(request).id,
    now,
    path,
  });
  return (
    at && {
      said: say(time(at.toISOString(), formatInstant(at, district.timeZone, today))),
      href: paths.unsent,
    }
  );
}
