import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { people } from "../../src/people/people.table.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { RealProvider } from "./real-provider.ts";

const redirectUri = "http://localhost:3000/sign-in/single-sign-on/answer";
const provider = new RealProvider();
// It warns that its memory and its keys are for tests.
const quiet = vi.spyOn(console, "warn").mockImplementation(() => {});
await provider.open(redirectUri);
quiet.mockRestore();
afterAll(() => provider.close());

const house = await makeHouse({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET: provider.clientSecret,
  OIDC_NAME: "Sunrise",
});
const { db, clock } = house.deps;
// The provider lives today, and a token of another day is refused.
clock.moveTo(new Date());

/** From the button on the sign-in page to the provider and back, as this account there. */
async function signInAs(account: string, next = "") {
  provider.at = account;
  const visitor = stranger(house);
  const page = await visitor.get(`/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
  const [href = ""] = page.links("Sign in with Sunrise");
  const back = await provider.visit((await visitor.see(href)).location, redirectUri);
  return { visitor, page: await visitor.get(back.slice("http://localhost:3000".length)) };
}

describe("single sign-on", () => {
  it("signs in whose address the provider vouches for, and leads on", async () => {
    provider.accounts.set("u-1", { email: "Ana@sanjuan.example", email_verified: true });
    const { page } = await signInAs("u-1", "/goals?state=active");
    expect([page.url, page.status]).toEqual(["/goals?state=active", 200]);
  });

  it("knows a person again by issuer and subject, whatever the address says by then", async () => {
    provider.accounts.set("u-1", { email: "ana.ruiz@elsewhere.example", email_verified: false });
    const { visitor, page } = await signInAs("u-1");
    expect(page.url).toBe("/");
    expect((await visitor.get("/devices")).text).toContain("this device");
    expect((await visitor.get("/passkeys")).text).toContain("Connected");
  });

  it("does not give the account to whoever holds the address at the provider later", async () => {
    provider.accounts.set("u-2", { email: "ana@sanjuan.example", email_verified: true });
    const { page } = await signInAs("u-2");
    expect(page.status).toBe(403);
    expect(page.text).toContain(
      "The address ana@sanjuan.example is connected with another account of Sunrise.",
    );
  });

  it("tells whom to ask when nobody has the address, and when they are disabled", async () => {
    provider.accounts.set("u-3", { email: "new@sanjuan.example", email_verified: true });
    const words = (await signInAs("u-3")).page.text;
    expect(words).toContain(
      "Nobody can sign in here as new@sanjuan.example. Ask an administrator of Crosswalk at San Juan Unified to add you.",
    );
    provider.accounts.set("u-4", { email: "mai@sanjuan.example", email_verified: true });
    await db.write(tx =>
      tx.update(people).set({ disabledAt: clock.now() }).where(eq(people.id, house.cast.id.mai)),
    );
    expect((await signInAs("u-4")).page.text).toBe(words.replace("new@", "mai@"));
  });

  it("says the same of a known and an unknown address that the provider does not vouch for", async () => {
    provider.accounts.set("u-5", { email: "tess@sanjuan.example", email_verified: false });
    provider.accounts.set("u-6", { email: "nobody@sanjuan.example", email_verified: false });
    const [known, unknown] = [await signInAs("u-5"), await signInAs("u-6")];
    expect([known.page.status, known.page.text]).toEqual([unknown.page.status, unknown.page.text]);
    expect(known.page.status).toBe(403);
  });

  it("is disconnected by its person, and connects anew", async () => {
    const ana = await visit(house, "ana");
    const page = await (await ana.get("/passkeys")).form("Disconnect").submit();
    expect(page.text).not.toContain("Connected");
    expect((await signInAs("u-2")).page.url).toBe("/");
    const told = (await outboxRows(house.deps.db)).filter(({ personId }) => personId === house.cast.id.ana);
    expect(told.map(({ subject }) => subject).sort()).toEqual([
      "Single sign-on can sign you in from now on",
      "Single sign-on can sign you in from now on",
      "Single sign-on is disconnected",
    ]);
  });

  it("is not there where the district has set none", async () => {
    const plain = await makeHouse();
    expect((await stranger(plain).get("/sign-in")).text).not.toContain("Sign in with Sunrise");
    expect((await stranger(plain).get("/sign-in/single-sign-on")).status).toBe(410);
  });
});
