import { once } from "node:events";
import { createServer } from "node:net";
import type { CDPSession } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { type House, makeHouse } from "../support/app.ts";
import { useBrowser, violations } from "../support/browser.ts";
import { Hands } from "../support/hands.ts";

const browser = useBrowser();
let house: House;
let base: string;

/** Passkeys belong to the address of the settings, which has to be known before the app listens there. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

beforeAll(async () => {
  const port = await freePort();
  base = `http://localhost:${port}`;
  house = await makeHouse({ BASE_URL: base, PORT: String(port) });
  await house.app.listen({ port, host: "127.0.0.1" });
});

const verified = (cdp: CDPSession, authenticatorId: string, isUserVerified: boolean) =>
  cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });

describe("a passkey in a real browser", () => {
  it("is added, signs in, is refused without its person, and is removed", async () => {
    const deed = await house.cast.deed("ada");
    const secret = await house.deps.db.write(tx => makeSignInLink(tx, deed, house.cast.id.ana, "handed"));
    const page = await browser.open(`${base}/sign-in/${secret}`);
    const ana = new Hands(page, base);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await ana.press("Sign in");

    await page.locator(".person-menu summary").click();
    await page.getByRole("link", { name: "My devices" }).click();
    await ana.follow("Passkeys");
    await ana.press("Add a passkey");
    await page.locator(".error-summary").waitFor();
    expect(await ana.errors()).toEqual(["“Name” is empty. Enter a few words."]);
    await ana.fill({ Name: "Laptop at school" });
    await ana.press("Add a passkey");
    await page.locator(".flash").waitFor();
    expect(await ana.words()).toContain("Laptop at school can sign you in from now on.");
    expect(await violations(page)).toEqual([]);
    const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: "localhost" }]);

    await ana.fill({ Name: "Once more" });
    await ana.press("Add a passkey");
    await page.getByText("This device has a passkey of yours already.").waitFor();

    const signOut = async () => {
      await page.locator(".person-menu summary").click();
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForURL("**/sign-in");
    };
    await signOut();
    expect(await violations(page)).toEqual([]);
    await verified(cdp, authenticatorId, false);
    await ana.press("Sign in with a passkey");
    await page.getByText("Your browser gave no passkey.").waitFor();
    expect(ana.path).toBe("/sign-in");
    await verified(cdp, authenticatorId, true);
    await ana.press("Sign in with a passkey");
    await page.waitForURL(`${base}/`);
    // Two answers were refused with words, signing out says what it cleared, and nothing was against the page's policy.
    expect(browser.problems.filter(each => !/status of 422|^Clear-Site-Data/.test(each))).toEqual([]);

    await ana.goTo("/passkeys");
    expect(await ana.words()).toContain("Last used Mon, Nov 23");
    await ana.press("Remove");
    await page.getByText("None yet.").waitFor();
    await signOut();
    await ana.press("Sign in with a passkey");
    await page.getByRole("heading", { name: "The passkey did not sign you in" }).waitFor();
    await ana.goTo("/");
    expect(ana.path).toBe("/sign-in");
  });

  it("is not offered where scripts are off", async () => {
    const page = await browser.open(`${base}/sign-in`, { javaScriptEnabled: false });
    expect(await page.getByRole("button").allInnerTexts()).not.toContain("Sign in with a passkey");
    expect(await page.getByRole("button", { name: "Mail me a link" }).isVisible()).toBe(true);
  });
});
