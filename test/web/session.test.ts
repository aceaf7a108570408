import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { unsubscribeToken } from "../../src/mail/unsubscribe.ts";
import { sessions } from "../../src/people/people.table.ts";
import { sessionHash } from "../../src/people/sessions.actions.ts";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { type House, makeHouse } from "../support/app.ts";
import { formType } from "../support/caller.ts";

const house = await makeHouse();
const { db, secret } = house.deps;

const linkFor = async ({ cast, deps }: House, name: "ana" | "ada") => {
  const deed = await cast.deed("ada");
  return deps.db.write(tx => makeSignInLink(tx, deed, cast.id[name], "handed"));
};

async function cookieOf(at: House, host: string, name: "ana" | "ada") {
  const url = `/sign-in/${await linkFor(at, name)}`;
  const { cookies } = await at.app.inject({ method: "POST", url, headers: { host } });
  const [cookie] = cookies;
  if (!cookie) throw new Error("nobody was signed in");
  return cookie;
}

const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString());
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

type Forged = { head?: object; claims?: object; key?: string; hash?: string };
let honest = { head: {}, claims: {} };
let mine = "";

/** A token with something else in it. */
function forge({ head = {}, claims = {}, key = secret, hash = "sha256" }: Forged = {}): string {
  const input = `${encode({ ...honest.head, ...head })}.${encode({ ...honest.claims, ...claims })}`;
  return `${input}.${createHmac(hash, key).update(input).digest("base64url")}`;
}

const statusWith = async (headers: Record<string, string>) =>
  (await house.app.inject({ url: "/goals", headers: { host: "localhost:3000", ...headers } })).statusCode;

beforeAll(async () => {
  mine = (await cookieOf(house, "localhost:3000", "ana")).value;
  const [head, claims] = mine.split(".");
  honest = { head: decode(head), claims: decode(claims) };
});

describe("the session's cookie", () => {
  it("carries a session's id and nothing of the person, and the database holds only its hash", async () => {
    expect(Object.keys(honest.claims).sort()).toEqual(["aud", "exp", "iat", "iss", "sid"]);
    const { sid } = honest.claims as { sid: string };
    const rows = await db.read.select().from(sessions);
    expect(rows.map(({ hash }) => hash)).toContain(sessionHash(sid));
    expect(JSON.stringify(rows)).not.toContain(sid);
  });

  it("is bound to the host over https, and has neither mark on a loopback address", async () => {
    const marks = { path: "/", httpOnly: true, sameSite: "Lax", maxAge: 31 * 86_400 };
    const plain = await cookieOf(house, "localhost:3000", "ana");
    expect(plain).toMatchObject({ name: "crosswalk", ...marks });
    expect(plain.secure).toBeUndefined();
    const safe = await makeHouse({ BASE_URL: "https://crosswalk.example.org" });
    const cookie = await cookieOf(safe, "crosswalk.example.org", "ana");
    expect(cookie).toMatchObject({ name: "__Host-crosswalk", secure: true, ...marks });
    expect(cookie.domain).toBeUndefined();
    const ask = (name: string) =>
      safe.app.inject({
        url: "/goals",
        headers: { host: "crosswalk.example.org", cookie: `${name}=${cookie.value}` },
      });
    expect([(await ask("__Host-crosswalk")).statusCode, (await ask("crosswalk")).statusCode]).toEqual([
      200, 303,
    ]);
    // The cookies that say less are marked the same: none can be set by a host beside or beneath this one.
    const post = (url: string, payload: string) =>
      safe.app.inject({
        ...{ method: "POST", url, payload },
        headers: {
          ...{ host: "crosswalk.example.org", "content-type": formType },
          cookie: `__Host-crosswalk=${cookie.value}`,
        },
      });
    const others = [await post("/theme", "theme=dark"), await post("/devices/others/end", "")];
    const { maxAge: _, ...shared } = marks;
    expect(others.flatMap(({ cookies }) => cookies)).toEqual([
      expect.objectContaining({ name: "__Host-theme", secure: true, ...shared }),
      expect.objectContaining({ name: "__Host-crosswalk-flash", secure: true, ...shared }),
    ]);
  });

  it("opens the door, also when made by hand: each forgery below could", async () => {
    expect(await statusWith({ cookie: `crosswalk=${mine}` })).toBe(200);
    expect(await statusWith({ cookie: `crosswalk=${forge()}` })).toBe(200);
  });

  const unsigned = ({ head, claims }: Forged) =>
    `${encode({ ...honest.head, ...head })}.${encode({ ...honest.claims, ...claims })}.`;
  const sidOf = () => String((honest.claims as { sid: string }).sid);
  const forgeries: [string, () => string | Promise<string>][] = [
    ["without a signature", () => unsigned({})],
    ["with the algorithm none", () => unsigned({ head: { alg: "none" } })],
    ["signed by another key", () => forge({ key: "another key" })],
    ["signed by an empty key", () => forge({ key: "" })],
    ["signed by HS384", () => forge({ head: { alg: "HS384" }, hash: "sha384" })],
    ["signed by HS512", () => forge({ head: { alg: "HS512" }, hash: "sha512" })],
    ["of another issuer", () => forge({ claims: { iss: "somebody" } })],
    ["for another audience", () => forge({ claims: { aud: "crosswalk invitation" } })],
    ["past its end", () => forge({ claims: { exp: Math.floor(Date.now() / 1000) - 60 } })],
    ["with a sign-in link's secret", async () => forge({ claims: { sid: await linkFor(house, "ana") } })],
    ["with the hash that the database holds", () => forge({ claims: { sid: sessionHash(sidOf()) } })],
    ["with a session that never was", () => forge({ claims: { sid: "x".repeat(43) } })],
    ["that is an unsubscribe link's token", () => unsubscribeToken(secret, house.cast.id.ana)],
    ["that is a begun sign-in", begunSignIn],
    ["that is empty", () => ""],
  ];
  it.each(forgeries)("%s opens nothing", async (_, made) => {
    expect(await statusWith({ cookie: `crosswalk=${await made()}` })).toBe(303);
  });

  async function begunSignIn(): Promise<string> {
    const url = "/sign-in/passkey/challenge";
    const { cookies } = await house.app.inject({ method: "POST", url, headers: { host: "localhost:3000" } });
    return cookies[0]?.value ?? "";
  }

  it("is the only way in: a header opens nothing, and outranks no cookie", async () => {
    const adas = (await cookieOf(house, "localhost:3000", "ada")).value;
    expect(await statusWith({ authorization: `Bearer ${mine}` })).toBe(303);
    const { body } = await house.app.inject({
      url: "/",
      headers: { host: "localhost:3000", cookie: `crosswalk=${mine}`, authorization: `Bearer ${adas}` },
    });
    expect(body).toContain("Ana Ruiz");
    expect(body).not.toContain("Ada Flynn");
  });

  it("is no sign-in link either: each secret has a room of its own", async () => {
    const url = `/sign-in/${sidOf()}`;
    const { statusCode } = await house.app.inject({
      method: "POST",
      url,
      headers: { host: "localhost:3000" },
    });
    expect(statusCode).toBe(410);
  });
});
