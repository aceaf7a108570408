import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import type { Name } from "../../src/demo/demo.cast.ts";
import type { TestBrowser } from "./browser.ts";
import type { Example } from "./example.ts";

const desk = { width: 1280, height: 900 };

/** Somebody at a browser who knows a page only by the words on it. */
export class Hands {
  readonly page: Page;
  readonly #base: string;

  constructor(page: Page, base: string) {
    this.page = page;
    this.#base = base;
  }

  get path(): string {
    return this.page.url().slice(this.#base.length);
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.#base + path);
  }

  /** The link of these words that stands first, in the page's own part. */
  async follow(words: string | RegExp): Promise<void> {
    await this.page.locator("main").getByRole("link", { name: words }).first().click();
    await this.page.waitForLoadState();
  }

  async press(words: string | RegExp): Promise<void> {
    await this.page.locator("main").getByRole("button", { name: words }).first().click();
    await this.page.waitForLoadState();
  }

  /** What folds away under these words. */
  async open(words: string): Promise<void> {
    await this.page.locator("main summary").getByText(words, { exact: true }).first().click();
  }

  /** Each field by its label: text is typed, a choice is chosen by its words, `true` is a tick. */
  async fill(values: Record<string, string | true>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      const group = this.page.getByRole("group", { name: label, exact: true });
      if (value !== true && (await group.count()) > 0) {
        await group.getByLabel(value, { exact: true }).check();
        continue;
      }
      const field = this.field(label);
      if (value === true) await field.check();
      else if ((await field.evaluate(found => found.nodeName)) === "SELECT") await choose(field, value);
      else await field.fill(value);
    }
  }

  /** Folded forms may hold fields of the same label. */
  field(label: string): Locator {
    const asSaid = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const labelled = this.page.locator("main").getByLabel(new RegExp(`^${asSaid}( \\(optional\\))?$`));
    return labelled.filter({ visible: true });
  }

  /** Every word in the page's own part. */
  async words(): Promise<string> {
    return (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
  }

  heading(): Promise<string> {
    return this.page.locator("h1").innerText();
  }

  errors(): Promise<string[]> {
    return this.page.locator(".error-summary li").allInnerTexts();
  }
}

/** A person's option goes on with their title: the beginning is enough. */
async function choose(field: Locator, words: string): Promise<void> {
  const offered = await field.locator("option").allInnerTexts();
  const label = offered.find(each => each.startsWith(words));
  if (label === undefined) throw new Error(`“${words}” is not among ${offered.join(", ")}`);
  await field.selectOption({ label });
}

/** One of the example's people, signed in by a link and its button. */
export async function handsOf(
  browser: TestBrowser,
  { base, linkFor }: Example,
  name: Name,
  look: BrowserContextOptions = {},
): Promise<Hands> {
  const page = await browser.open(base + (await linkFor(name)), { viewport: desk, ...look });
  page.setDefaultTimeout(15_000);
  const hands = new Hands(page, base);
  await hands.press("Sign in");
  return hands;
}
