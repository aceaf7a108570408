import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { stars } from "../../src/demo/demo.cast.ts";
import { sidewaysScroll, useBrowser, violations } from "../support/browser.ts";
import { type Answered, isPage, type Walk, walk } from "../support/crawl.ts";
import { useExample } from "../support/example.ts";
import { pageProblems, shapeOf } from "../support/page-problems.ts";
import { untold } from "../support/untold.ts";

type Role = keyof typeof stars;
const roles = Object.keys(stars) as Role[];

const example = useExample();
const walks = new Map<Role, Walk>();
const answersOf = (role: Role): Answered[] => walks.get(role)?.answers ?? [];
/** A mail shown as its own document is no page of ours: it has tests of its own. */
const isMail = ({ pattern }: Answered) => pattern.endsWith("/document");

beforeAll(async () => {
  for (const role of roles) walks.set(role, await walk(example(), stars[role]));
}, 240_000);

const signatures = new Set<string>();
/** Pages of one build are checked once: the same elements with other words. */
function isNew(body: string): boolean {
  const signature = [...new Set(shapeOf(body))].sort().join();
  return !signatures.has(signature) && signatures.add(signature).size > 0;
}

async function problemsOf(answers: Answered[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { url, via, body } of answers.filter(({ body }) => isNew(body)))
    for (const problem of await pageProblems(body)) problems.push(`${url} (from ${via}): ${problem}`);
  return problems;
}

describe.each(roles)("what the %s is shown", role => {
  const pages = () => answersOf(role).filter(each => each.typed === null && isPage(each) && !isMail(each));
  const forms = () => answersOf(role).filter(each => each.typed !== null);

  it("has no link that refuses, or leads nowhere", () => {
    expect(pages().length).toBeGreaterThan(15);
    const refused = answersOf(role).filter(({ typed, status }) => typed === null && status >= 400);
    expect(refused.map(({ status, url, via }) => `${status} ${url} from ${via}`)).toEqual([]);
  });

  it("is valid HTML with one h1, landmarks, a title and nothing inline", { timeout: 120_000 }, async () => {
    expect(await problemsOf(pages())).toEqual([]);
  });

  it("says beside every button that does something to a record who is told of it", () => {
    const found = pages().flatMap(({ url, body }) => untold(body).map(each => `${each} on ${url}`));
    expect(found).toEqual([]);
    if (role !== "viewer")
      expect(pages().some(({ body }) => untold(body.replaceAll(" told", " quiet")).length > 0)).toBe(true);
  });

  it("lets the browser load nothing from elsewhere and run nothing inline", () => {
    const policies = new Set(pages().map(({ headers }) => String(headers["content-security-policy"])));
    expect([...policies]).toHaveLength(1);
    const directives = [...policies].join().split(";");
    expect(directives).toContain("default-src 'none'");
    expect(directives.filter(each => /unsafe|\*|https?:/.test(each))).toEqual([]);
  });

  it("comes back whole when a form holds a field too many: its words kept, its page valid", async () => {
    const wrong = forms().filter(
      ({ status, body, typed }) => status !== 422 || typed?.some(words => !body.includes(words)),
    );
    expect(wrong.map(({ status, url, via }) => `${status} ${url} from ${via}`)).toEqual([]);
    expect(forms().filter(({ body }) => !body.includes("error-summary"))).toEqual([]);
    expect(await problemsOf(forms())).toEqual([]);
  });
});

type Seen = Answered & { cookie: string };

/** Every page, or failed form, that holds an element not looked at yet, whatever it stands under. */
function pagesToLookAt(): Seen[] {
  const elements = new Set<string>();
  const isFresh = ({ body }: Answered) => {
    const unseen = shapeOf(body)
      .map(each => each.split(" > ").at(-1) ?? "")
      .filter(each => !elements.has(each));
    for (const each of unseen) elements.add(each);
    return unseen.length > 0;
  };
  return roles.flatMap(role =>
    answersOf(role)
      .filter(each => (isPage(each) || each.status === 422) && !isMail(each) && isFresh(each))
      .map(each => ({ ...each, cookie: walks.get(role)?.cookie ?? "" })),
  );
}

/** A page is asked for again, with its own person's cookie; the answer to a form stands in for its address. */
async function show(page: Page, { url, body, typed, cookie, headers }: Seen): Promise<void> {
  const { base } = example();
  const [name = "", value = ""] = cookie.split("=", 2);
  await page.context().clearCookies();
  await page.context().addCookies([{ name, value, url: base }]);
  const policy = String(headers["content-security-policy"]);
  if (typed)
    await page.route(`${base}${url}`, route =>
      route.fulfill({ body, contentType: "text/html", headers: { "content-security-policy": policy } }),
    );
  await page.goto(`${base}${url}`);
  await page.unrouteAll();
}

const desk = { width: 1280, height: 900 };
/** A phone has the colors of light. */
const looks = [
  ["light", "light", desk, "all"],
  ["dark", "dark", desk, "of colors"],
  ["a phone", "light", { width: 390, height: 844 }, "but of colors"],
] as const;

async function problemsInBrowser(page: Page, seen: Seen): Promise<string[]> {
  const problems: string[] = [];
  const say = (text: string) => problems.push(`${seen.pattern} ${seen.url}: ${text}`);
  const listen = (message: { text(): string }) => say(`it says to the console: ${message.text()}`);
  page.on("console", listen);
  await show(page, seen);
  for (const [look, colorScheme, viewport, rules] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const found = await violations(page, rules);
    for (const each of found) say(`${look}: ${each}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const sideways = await sidewaysScroll(page);
  if (sideways > 0) say(`it scrolls ${sideways} pixels sideways at 320`);
  page.off("console", listen);
  return problems;
}

describe("every page in a browser", () => {
  const browser = useBrowser();

  it("has nothing that axe finds in light, dark and on a phone", { timeout: 600_000 }, async () => {
    const queue = pagesToLookAt();
    expect(queue.length).toBeGreaterThan(40);

    const problems: string[] = [];
    const lookAtAll = async () => {
      const page = await browser.open("about:blank");
      for (let seen = queue.shift(); seen; seen = queue.shift())
        problems.push(...(await problemsInBrowser(page, seen)));
    };
    await Promise.all([lookAtAll(), lookAtAll()]);
    expect(problems).toEqual([]);
  });
});
