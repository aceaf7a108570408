import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { looks, sidewaysScroll, useBrowser } from "../support/browser.ts";
import { useExample } from "../support/example.ts";
import { type Hands, handsOf } from "../support/hands.ts";

const example = useExample();
const browser = useBrowser();

const focused = (page: Page): Promise<string> =>
  page.evaluate(`
    const at = document.activeElement;
    at?.labels?.[0]?.textContent.trim() ?? at?.textContent?.trim() ?? "";
  `);

/** Goes on by Tab until the words have the focus. @throws where a round of the page does not meet them */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    if ((await focused(page)).startsWith(words)) return;
  }
  throw new Error(`Tab never comes to “${words}”`);
}

const pressKeys = async ({ page }: Hands, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe("by keyboard alone", () => {
  it("a link signs in, and the skip link leads past the menu", async () => {
    const { base, linkFor } = example();
    const page = await browser.open(base + (await linkFor("tess")));
    await tabTo(page, "Sign in");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${base}/`);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement?.id")).toBe("main");
  });

  it("a request is written, comes back with its words and the focus on what is wrong, and is sent", async () => {
    const tess = await handsOf(browser, example(), "tess");
    await tess.goTo("/requests/new");
    const { page } = tess;
    await tabTo(page, "Title");
    await page.keyboard.type("A quiet printer");
    await tabTo(page, "What do you want");
    await page.keyboard.type("Print while children read.");
    await pressKeys(tess, "Control+Enter");
    await page.locator(".error-summary").waitFor();
    expect(await page.evaluate("document.activeElement?.className")).toBe("error-summary");
    await tabTo(page, "“Kind” is empty");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement?.name")).toBe("kind");
    await page.keyboard.press("Space");
    await tabTo(page, "What gets better");
    await page.keyboard.type("Nobody loses the line.");
    await tabTo(page, "Needed by");
    await page.keyboard.type("02012027");
    await tabTo(page, "School or department");
    await page.keyboard.type("Dyer Kelly Elementary");
    await tabTo(page, "How many people");
    await page.keyboard.type("24");
    await tabTo(page, "Yes");
    await pressKeys(tess, "ArrowDown", "Control+Enter");
    await page.locator(".flash").waitFor();
    expect(await tess.heading()).toBe("A quiet printer");
    expect(await tess.words()).toContain("Print while children read.");
    expect(await page.evaluate("document.activeElement?.className")).toBe("flash");
  });

  it("search and every page of the menu are one or two keys away", async () => {
    const lin = await handsOf(browser, example(), "lin");
    await pressKeys(lin, "g", "g");
    await lin.page.waitForURL("**/goals");
    await pressKeys(lin, "?");
    expect(await lin.page.getByRole("dialog", { name: "Keys" }).innerText()).toMatch(/g\s*t\s*Triage/);
    await pressKeys(lin, "Escape", "/");
    await lin.page.keyboard.type("screener");
    await pressKeys(lin, "Enter");
    await lin.page.waitForURL("**/search?q=screener");
    expect(await lin.words()).toContain("Nightly class lists for the reading screener");
  });

  it("work is moved on the board from card to card, and by buttons on a phone without scripts", async () => {
    const board = (words: string) => `/work?view=board&q=${encodeURIComponent(words)}`;
    const priya = await handsOf(browser, example(), "priya");
    for (const [key, state] of [
      ["s", "Doing"],
      ["d", "Done lately"],
    ] as const) {
      await priya.goTo(board("Period attendance"));
      await pressKeys(priya, "j");
      expect(await focused(priya.page)).toContain("Period attendance");
      await pressKeys(priya, key);
      await priya.page.locator(".flash").waitFor();
      const column = priya.page.locator(".board tr", { hasText: state });
      expect(await column.getByRole("link", { name: /Period attendance/ }).count()).toBe(1);
      expect(priya.path).toMatch(/^\/work\?.*q=Period/);
    }
    await priya.goTo(board("Roster feed"));
    await pressKeys(priya, "j", "u");
    await expect.poll(() => priya.words()).toMatch(/W-\d+ is doing\./);
    await pressKeys(priya, "j", "b");
    await priya.page.waitForURL("**/work/*#blockage");

    const sam = await handsOf(browser, example(), "sam", { ...looks[2]?.[1], javaScriptEnabled: false });
    await sam.goTo(board("Bell schedules"));
    await sam.press("Done");
    expect(await sam.words()).toMatch(/W-\d+ is done\..*Done lately W-\d+ Bell schedules/);
    expect(await sidewaysScroll(sam.page)).toBe(0);
  });

  it("a liaison walks through the queue and decides", async () => {
    const lin = await handsOf(browser, example(), "lin");
    await pressKeys(lin, "g", "t");
    await lin.page.waitForURL("**/triage");
    const first = await lin.page.locator("h2 a").first().innerText();
    const decided = (await lin.page.locator("h2 a").first().getAttribute("href")) ?? "";
    await pressKeys(lin, "j");
    await lin.page.waitForURL("**/triage?request=*");
    expect(await lin.page.locator("h2 a").first().innerText()).not.toBe(first);
    await pressKeys(lin, "k");
    await lin.page.waitForFunction(
      `document.querySelector("h2 a")?.textContent === ${JSON.stringify(first)}`,
    );
    // Keys that are pressed before a page has its scripts are lost.
    await lin.page.waitForLoadState();
    await pressKeys(lin, "i");
    await expect.poll(() => focused(lin.page)).toBe("Question");
    await lin.page.keyboard.type("Which rooms?");
    await pressKeys(lin, "Control+Enter");
    await lin.page.locator(".flash").waitFor();
    await lin.goTo(decided);
    expect(await lin.heading()).toBe(first);
    expect(await lin.words()).toContain("needs info");
    await lin.goTo("/triage/order");
    await lin.page.waitForLoadState();
    await pressKeys(lin, "j", "d");
    await lin.page.waitForURL("**/triage/order?moved=*");
    expect(await lin.page.locator(".flash").innerText()).toContain("is number 2 for leadership.");
    // The row that was moved has the focus again, a moment after the page is there.
    await lin.page.waitForFunction("document.activeElement?.closest('[data-rows] > *') !== null");
    await pressKeys(lin, "u");
    await expect.poll(() => lin.page.locator(".flash").innerText()).toContain("is first for leadership.");
    await lin.goTo("/triage");
    await lin.page.waitForLoadState();
    await pressKeys(lin, "m");
    await lin.page.waitForURL("**/triage?meeting=1*");
    const bodySize = "parseFloat(getComputedStyle(document.body).fontSize)";
    expect(await lin.page.evaluate(bodySize)).toBeGreaterThanOrEqual(24);
  });
});
