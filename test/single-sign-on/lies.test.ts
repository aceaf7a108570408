import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions } from "../../src/people/people.table.ts";
import { identities } from "../../src/single-sign-on/single-sign-on.table.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, stranger, type Visitor } from "../support/page.ts";
import { addressLies, firstLies, lineLies, tokenLies } from "./lies.ts";
import { type Lie, LyingProvider } from "./lying-provider.ts";

const provider = new LyingProvider();
await provider.listen();
const house: House = await makeHouse({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET: provider.clientSecret,
  OIDC_NAME: "Sunrise",
});
const { db, clock, config } = house.deps;

const ana = { sub: "ana-1", email: "ana@sanjuan.example", email_verified: true };

beforeAll(() => {
  if (config.singleSignOn) config.singleSignOn.patienceMs = 1500;
  provider.now = () => clock.now();
});
afterAll(() => provider.close());

/** Settings and keys of a provider are kept for an hour: each lie is told to somebody who comes later. */
function tell(lie: Lie): void {
  clock.moveTo(new Date(clock.now().getTime() + 61 * 60_000));
  provider.lie = lie;
  provider.person = ana;
}

const begin = (visitor: Visitor) => visitor.see("/sign-in/single-sign-on?next=%2Fgoals");
const comeBack = (visitor: Visitor, query: string) => visitor.get(`/sign-in/single-sign-on/answer?${query}`);

async function signIn(visitor = stranger(house)): Promise<Page> {
  return comeBack(visitor, provider.meet((await begin(visitor)).location));
}

const doors = async () => ({
  sessions: (await db.read.select().from(sessions)).length,
  identities: (await db.read.select().from(identities)).length,
});

/** A program that reads the token and checks nothing. */
function believesAna(token: string): boolean {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).email === ana.email;
  } catch {
    return false;
  }
}
const believed: string[] = [];

describe.each([
  ["a token with", tokenLies],
  ["an answer with", addressLies],
  ["a provider that gives", lineLies],
])("%s", (_, lies) => {
  it.each(Object.entries(lies))("%s opens nothing, and says so in words", async (name, lie) => {
    tell(lie);
    const before = await doors();
    const visitor = stranger(house);
    const page = await signIn(visitor);
    expect([page.status, page.heading]).toEqual([403, "You are not signed in"]);
    expect(page.text).toMatch(/^You are not signed in Sunrise d(id|oes) not [^<>{}]+ Sign in another way$/);
    expect(page.text).not.toContain("ana@sanjuan.example");
    expect(await doors()).toEqual(before);
    expect((await visitor.get("/goals")).url).toContain("/sign-in");
    if (believesAna(provider.lastToken)) believed.push(name);
  });
});

describe("a provider that begins with", () => {
  it.each(Object.entries(firstLies))("%s is not visited, and the link by mail stays", async (_, lie) => {
    tell(lie);
    const visitor = stranger(house);
    const page = await begin(visitor);
    expect([page.status, page.heading, page.location]).toEqual([503, "You are not signed in", ""]);
    expect(page.text).toContain("Sunrise does not answer now.");
  });
});

describe("an honest answer", () => {
  it("opens a session and leads on: every test above could have", async () => {
    tell({});
    const before = await doors();
    const page = await signIn();
    expect([page.url, page.status]).toEqual(["/goals", 200]);
    expect(await doors()).toEqual({ sessions: before.sessions + 1, identities: before.identities + 1 });
  });

  it("is one in which a program that checks nothing would have believed most lies", () => {
    expect(believed.length).toBeGreaterThan(25);
    expect(believed).toEqual(
      expect.arrayContaining([
        "no signature",
        'algorithm "none"',
        "another audience",
        "the nonce of an older answer",
      ]),
    );
  });

  it("is believed once: not sent again, not in another browser, not an hour later", async () => {
    tell({});
    const visitor = stranger(house);
    const query = provider.meet((await begin(visitor)).location);
    const thief = stranger(house);
    expect((await comeBack(thief, query)).status).toBe(403);
    const twin = stranger(house);
    twin.takeCookie(visitor, "crosswalk-single-sign-on");
    expect((await comeBack(visitor, query)).url).toBe("/goals");
    expect((await comeBack(twin, query)).status).toBe(403);
    const late = stranger(house);
    const lateQuery = provider.meet((await begin(late)).location);
    clock.moveTo(new Date(clock.now().getTime() + 16 * 60_000));
    expect((await comeBack(late, lateQuery)).status).toBe(403);
  });

  it("answers this browser's question and no other's", async () => {
    tell({});
    const [one, two] = [stranger(house), stranger(house)];
    const first = provider.meet((await begin(one)).location);
    await begin(two);
    expect((await comeBack(two, first)).status).toBe(403);
  });

  it("that leads elsewhere, or too far, leads home", async () => {
    tell({});
    for (const next of ["//evil.example", "https://evil.example", `/goals?q=${"语".repeat(900)}`]) {
      const visitor = stranger(house);
      const { location } = await visitor.see(`/sign-in/single-sign-on?next=${encodeURIComponent(next)}`);
      expect((await comeBack(visitor, provider.meet(location))).url).toBe("/");
    }
  });
});
