import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { looks, sidewaysScroll, useBrowser, violations } from "../support/browser.ts";
import { galleryApp } from "../support/gallery/app.ts";

const browser = useBrowser();
let app: FastifyInstance;
let base: string;
beforeAll(async () => {
  app = await galleryApp();
  base = await app.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => app.close());

const desk = looks[0]?.[1];

/** At 400 percent all stands as on a phone, and narrower; the colors of dark are looked at on the pages themselves. */
const apart = looks.filter(([name]) => name === "light" || name === "400 percent");

describe.each(apart)("in %s", (_, look) => {
  it.each(["/gallery", "/gallery/list", "/gallery/form", "/nowhere"])(
    "%s has nothing that axe finds, and never scrolls sideways",
    async path => {
      const page = await browser.open(base + path, look);
      expect(await violations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      expect(browser.problems.filter(text => !text.includes("404"))).toEqual([]);
    },
  );

  it("a failed form has nothing that axe finds, and the summary has the focus", async () => {
    const page = await browser.open(`${base}/gallery/form`, look);
    await page.fill("#lines-0-title", "Licenses");
    await page.getByRole("button", { name: "Send request" }).click();
    await page.locator(".error-summary").waitFor();
    expect(await page.evaluate("document.activeElement?.className")).toBe("error-summary");
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  });
});

it("axe finds a control without a name, so that its silence means something", async () => {
  const page = await browser.open(`${base}/gallery/form`, desk);
  await page.evaluate("document.querySelector('label[for=title]')?.remove()");
  expect((await violations(page)).join()).toMatch(/label/);
});

it("the policy keeps an inline script from running", async () => {
  const page = await browser.open(`${base}/gallery`, desk);
  await page.evaluate(`
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken'";
    document.body.append(script);
  `);
  expect(await page.title()).not.toBe("taken");
});

describe("keys", () => {
  const focused = "document.activeElement?.textContent?.trim() || document.activeElement?.id";

  it("search, walk through a list, go to a page, and say what they are", async () => {
    const page = await browser.open(`${base}/gallery/list`, desk);
    await page.keyboard.press("j");
    expect(await page.evaluate(focused)).toMatch(/foster youth/);
    await page.keyboard.press("j");
    expect(await page.evaluate(focused)).toMatch(/English language arts/);
    await page.keyboard.press("k");
    expect(await page.evaluate(focused)).toMatch(/foster youth/);
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog", { name: "Keys" }).textContent()).toMatch(/g\s*r\s*Requests/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("/");
    expect(await page.evaluate(focused)).toBe("search");
    await page.keyboard.type("g r ? /");
    expect(await page.inputValue("#search")).toBe("g r ? /");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await page.waitForURL("**/requests");
  });

  it("send a form by Ctrl and Enter from any of its fields", async () => {
    const page = await browser.open(`${base}/gallery/form`, desk);
    await page.fill("#what", "one");
    await page.keyboard.press("Control+Enter");
    await page.locator(".error-summary").waitFor();
    expect(await page.inputValue("#what")).toBe("one");
  });
});

it("a menu opens by key and closes by Escape, with the focus back on it", async () => {
  const page = await browser.open(`${base}/gallery`, desk);
  await page.locator(".main-nav summary").focus();
  await page.keyboard.press("Enter");
  expect(await page.getByRole("link", { name: "People" }).isVisible()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  expect(await page.getByRole("link", { name: "People" }).isVisible()).toBe(false);
  expect(await page.evaluate("document.activeElement?.textContent")).toBe("More");
});

describe("a growing table", () => {
  it("gets its row at once with scripts, by a new page without, and reads the same on the server", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await browser.open(`${base}/gallery/form`, { ...desk, javaScriptEnabled });
      await page.fill("#lines-0-title", "One");
      await page.getByRole("button", { name: "Add a line" }).click();
      await page.locator("#lines-1-title").waitFor();
      expect(await page.evaluate("document.activeElement?.id")).toBe("lines-1-title");
      await page.fill("#lines-1-title", "Two");
      await page.getByLabel("Number, row 2").fill("x");
      await page.getByRole("button", { name: "Send request" }).click();
      await page.locator(".error-summary").waitFor();
      expect(await page.inputValue("#lines-1-title")).toBe("Two");
      expect(await page.locator("#lines-1-quantity-error").textContent()).toMatch(/not a whole number/);
    }
  });
});

it("text spacing of WCAG 1.4.12 cuts nothing off", async () => {
  const page = await browser.open(`${base}/gallery`, {
    viewport: { width: 390, height: 844 },
    bypassCSP: true,
  });
  await page.addStyleTag({
    content:
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }",
  });
  expect(await sidewaysScroll(page)).toBe(0);
});
