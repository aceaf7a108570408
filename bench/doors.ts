import Fastify, { type FastifyRequest } from "fastify";
import { emailOf } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import { findActor, findDistrict } from "../src/people/people.queries.ts";
import { findSession } from "../src/people/sessions.actions.ts";
import { canDo } from "../src/requests/requests.rules.ts";
import { mayEver, permissionNames } from "../src/shared/permissions.ts";
import { refuseForeign } from "../src/web/security.ts";
import { districtOf, signedIn } from "./district.ts";
import { inTurn, line, repeated, visitorOf } from "./measure.ts";

/**
 * What session, permission and cross-site work costs a page, beside the page, on SQLite:
 * node --import ./src/preload.js bench/doors.ts
 */
const who = "dana";

/** A form sent by a browser too old for Sec-Fetch-Site, which is the dearest to look at. */
async function sentForm(host: string): Promise<FastifyRequest> {
  const app = Fastify();
  let kept: FastifyRequest | null = null;
  app.post("/requests", async request => {
    kept = request;
    return "";
  });
  await app.inject({ method: "POST", url: "/requests", headers: { host, origin: `http://${host}` } });
  if (!kept) throw new Error("The form did not arrive.");
  return kept;
}

const district = await districtOf(1000);
const { db, clock } = district.deps;
const { app, headers } = await signedIn(district, who);
const visitor = await visitorOf(app);
const deed = await district.deed();
const id = (await findPersonId(db.read, emailOf(who))) ?? "";
const actor = await findActor(db.read, id, deed.today);
if (!actor) throw new Error(`${who} is not here`);
const cookie = String(headers.cookie).split("=")[1] ?? "";
const { sid } = app.jwt.verify<{ sid: string }>(cookie);
const now = clock.now();
const form = await sentForm(new URL(district.deps.config.baseUrl).host);
const thing = { state: "submitted", authorId: id, requesterId: null };

const times = await inTurn(
  {
    page: count => visitor.visit("/requests", headers, count),
    bare: count => visitor.visit("/healthz", headers, count),
    foreign: repeated(() => refuseForeign(form, district.deps.config)),
    cookie: repeated(() => app.jwt.verify(cookie)),
    session: repeated(() => findSession(db.read, sid, now)),
    rights: repeated(() => findActor(db.read, id, deed.today)),
    district: repeated(() => findDistrict(db.read)),
    table: repeated(() => {
      for (const name of permissionNames) mayEver(actor, name);
      return canDo(actor, "confirm", thing);
    }),
  },
  40,
);
const all = times.foreign + times.cookie + times.session + times.rights + times.district + times.table;
line("The list of requests, whole", times.page);
line("An empty answer: HTTP, headers and the next line", times.bare);
line("Host and cross-site checks of a form", times.foreign, times.page);
line("The cookie's signature", times.cookie, times.page);
line("The session's row", times.session, times.page);
line("The person with role, term, flags and whom they stand in for", times.rights, times.page);
line("The district", times.district, times.page);
line("The whole table of permissions, and one record's rule", times.table, times.page);
line("Session, permissions and cross-site together (aim: under 0.15 x)", all, times.page);
visitor.leave();
await app.close();
await db.close();
