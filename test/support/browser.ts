import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";

/** The package's own arguments switch off the web's security and put all pages in one process: only this one is needed. */
const launchArguments = ["--no-sandbox"];

export type TestBrowser = {
  open(url: string, look?: BrowserContextOptions): Promise<Page>;
  /** What the pages of this test said to the console or threw; an answer with an error status says so there too. */
  problems: string[];
};

/** A browser for the tests of one file; each test's pages are closed after it. */
export function useBrowser(): TestBrowser {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject("chromiumPath"), args: launchArguments });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    problems.length = 0;
  });
  afterAll(() => browser.close());
  return {
    problems,
    async open(url, look = {}) {
      const context = await browser.newContext(look);
      contexts.push(context);
      const page = await context.newPage();
      page.on("console", message => problems.push(message.text()));
      page.on("pageerror", error => problems.push(String(error)));
      await page.goto(url);
      return page;
    },
  };
}

/** The ways in which every page is looked at. */
export const looks: [name: string, look: BrowserContextOptions][] = [
  ["light", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
  ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
  ["a phone", { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true }],
  ["400 percent", { colorScheme: "light", viewport: { width: 320, height: 256 } }],
];

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What can change when only the colors do, and costs as much as all the rest. */
const ofColors = ["color-contrast", "link-in-text-block"];
const rulesOf = {
  all: { runOnly: everything },
  "of colors": { runOnly: ofColors },
  "but of colors": {
    runOnly: everything,
    rules: Object.fromEntries(ofColors.map(rule => [rule, { enabled: false }])),
  },
};

/**
 * What axe finds on the page, one line each; everything that folds is open. Axe is read into the page once, which
 * costs more than a look.
 */
export async function violations(page: Page, rules: keyof typeof rulesOf = "all"): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource);
  // A mail in its sandboxed frame is looked at as a document of its own; nothing may reach into the frame.
  const options = { ...rulesOf[rules], resultTypes: ["violations"], iframes: false };
  const found: AxeResults["violations"] = await page.evaluate(`
    for (const fold of document.querySelectorAll("details:not(.menu)")) fold.open = true;
    axe.run(${JSON.stringify(options)}).then(results => results.violations);
  `);
  return found.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)}`));
}

/** How far the page can be scrolled sideways, in pixels: nothing may make a reader do that. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
