import { Writable } from "node:stream";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { engine } from "../../src/config.ts";
import type { Deps } from "../../src/deps.ts";
import { serializers } from "../../src/log.ts";
import { sendDue } from "../../src/mail/sender.ts";
import { unsubscribeToken } from "../../src/mail/unsubscribe.ts";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { makeSetupToken } from "../../src/setup/setup.actions.ts";
import { allRows } from "../support/all-rows.ts";
import { type House, makeHouse } from "../support/app.ts";
import { callerFor } from "../support/caller.ts";

let house: House;
let app: FastifyInstance;
let broken: FastifyInstance;
let logged = "";
let answered = "";
const secrets: Record<string, string> = {};

const canary = (name: string) => `canary-${name.replaceAll(" ", "-")}-0123456789abcdef0123456789`;
const typed = [
  "forged session",
  "foreign link",
  "foreign invitation",
  "foreign set-up",
  "foreign unsubscribe",
];
const carried = [
  "bearer token",
  "api key",
  "proxy password",
  "flash",
  "attempt",
  "form key",
  "search",
  "next",
];
const settings = {
  smtp: canary("smtp password"),
  oidc: canary("oidc secret"),
  database: canary("database password"),
};

beforeAll(async () => {
  house = await makeHouse({
    SMTP_URL: `smtp://mailer:${settings.smtp}@127.0.0.1:1`,
    ...(engine === "postgres"
      ? { DATABASE_URL: `postgres://crosswalk:${settings.database}@127.0.0.1:1/x` }
      : {}),
    OIDC_ISSUER: "http://127.0.0.1:1",
    OIDC_CLIENT_ID: "crosswalk",
    OIDC_CLIENT_SECRET: settings.oidc,
  });
  const stream = new Writable({
    write(chunk, _, done) {
      logged += chunk;
      done();
    },
  });
  const log = pino({ level: "trace", serializers }, stream);
  const deps: Deps = { ...house.deps, log };
  app = await buildApp(deps);
  const { db } = deps;
  const fails = () => Promise.reject(new Error("disk"));
  broken = await buildApp({
    ...deps,
    db: { ...db, write: fails, read: { ...db.read, select: brokenSelect } },
  });
  const { cast } = house;
  const deed = await cast.deed("ada");
  const link = (who: "ana" | "mai") => db.write(tx => makeSignInLink(tx, deed, cast.id[who], "handed"));
  Object.assign(secrets, {
    "house secret": deps.secret,
    "used sign-in link": await link("ana"),
    "unused sign-in link": await link("mai"),
    "set-up token": (await db.write(tx => makeSetupToken(tx, deed.now))) ?? canary("set-up"),
    "smtp password": settings.smtp,
    "oidc secret": settings.oidc,
    "database password": settings.database,
    ...Object.fromEntries([...typed, ...carried].map(name => [name, canary(name)])),
  });
});
afterAll(() => Promise.all([app.close(), broken.close()]));

const brokenSelect = (): never => {
  throw new Error("disk");
};

type Sent = { method: "GET" | "POST"; url: string; headers?: Record<string, string>; payload?: string };

/** Everywhere that a secret can be put by whoever holds it, or guesses. */
const ways = (secret: string): Sent[] => [
  ...["sign-in", "join", "setup", "unsubscribe", "assets/x", "nowhere"].flatMap((place): Sent[] => [
    { method: "GET", url: `/${place}/${secret}` },
    { method: "POST", url: `/${place}/${secret}`, payload: `key=${secret}` },
  ]),
  { method: "GET", url: `/goals?secret=${secret}&after=${secret}&sort=${secret}` },
  { method: "GET", url: "/goals", headers: { authorization: `Bearer ${secret}`, "x-api-key": secret } },
  { method: "GET", url: "/goals", headers: { cookie: `crosswalk=${secret}; crosswalk-attempt=${secret}` } },
  { method: "GET", url: "/goals", headers: { "proxy-authorization": secret, "x-forwarded-for": secret } },
  { method: "GET", url: "/goals", headers: { host: `${secret}.example` } },
  { method: "POST", url: "/theme", payload: `theme=${secret}&back=/${secret}` },
  { method: "POST", url: `/goals/1/confirmation?x=${secret}`, payload: `key=${secret}&unknown=${secret}` },
  { method: "POST", url: "/sign-in", payload: `email=${secret}` },
  {
    method: "POST",
    url: "/theme",
    payload: `%E0%A4%A=${secret}`,
    headers: { "content-type": `text/${secret}` },
  },
];

async function drive(at: FastifyInstance, secret: string, cookie: string): Promise<void> {
  for (const { method, url, headers, payload } of ways(secret)) {
    const { statusCode, body } = await at.inject({
      method,
      url,
      headers: {
        host: "localhost:3000",
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
        cookie,
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    // A page may give a person's own words back to them; an error never.
    if (statusCode >= 400 && statusCode !== 409 && statusCode !== 422) answered += body;
  }
}

describe("twenty secrets, driven through every address, header, cookie and form, and through faults:", () => {
  beforeAll(async () => {
    expect(Object.keys(secrets).length).toBe(20);
    const ana = await callerFor(house, house.cast.id.ana);
    const { headers } = await app.inject({
      method: "POST",
      url: `/sign-in/${secrets["used sign-in link"]}`,
      headers: { host: "localhost:3000", "sec-fetch-site": "same-origin" },
    });
    const cookie = String(headers["set-cookie"]).split(";")[0] ?? "";
    secrets["session cookie"] = cookie.split("=")[1] ?? "";
    const sid = JSON.parse(Buffer.from(cookie.split(".")[1] ?? "", "base64url").toString()).sid;
    secrets["session secret"] = String(sid);
    secrets["unsubscribe token"] = unsubscribeToken(house.deps.secret, house.cast.id.ana);
    for (const secret of Object.values(secrets)) {
      await drive(app, secret, "");
      await drive(broken, secret, cookie);
    }
    expect((await ana.get("/")).status).toBe(200);
    await app.inject({ url: "/admin/people", headers: { host: "localhost:3000", cookie } });
    await sendDue(house.deps);
  }, 120_000);

  test("none stands in a line of the log, though it was written", () => {
    expect(logged.split("\n").length).toBeGreaterThan(500);
    // Control: the log's own words are found.
    expect(logged).toContain('"route":"/goals/:number/confirmation"');
    expect(found(logged)).toEqual([]);
  });

  test("each door that stayed shut is a line of the log, with who tried it", () => {
    const refused = logged.split("\n").filter(line => line.includes('"msg":"refused"'));
    const said = (route: string, status: number, person: string | null) =>
      refused.some(
        line =>
          line.includes(`"route":"${route}","status":${status}`) &&
          line.includes(`"person":${JSON.stringify(person)}`),
      );
    expect(said("/admin/people", 403, house.cast.id.ana)).toBe(true);
    expect(said("/sign-in/:secret", 410, null)).toBe(true);
    expect(said("/goals", 421, null)).toBe(true);
  });

  test("none stands in an error's page", () => {
    expect(answered.length).toBeGreaterThan(10_000);
    expect(found(answered)).toEqual([]);
  });

  test("none lies in the database, as it is or as a backup copies it", async () => {
    const rows = JSON.stringify(await allRows(house.deps.db.read));
    expect(rows).toContain("Ana Ruiz");
    expect(found(rows)).toEqual([]);
  });

  test("none is mailed", () => {
    expect(found(JSON.stringify(house.mails))).toEqual([]);
  });
});

const found = (text: string): string[] =>
  Object.entries(secrets)
    .filter(([, secret]) => secret.length > 10 && text.includes(secret))
    .map(([name]) => name);
