import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { acceptRequest } from "../../src/requests/triage.actions.ts";
import { makeLife } from "../requests/made-life.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { looks, useBrowser } from "../support/browser.ts";
import type { Name } from "../support/cast.ts";

const browser = useBrowser();
const house = await makeHouse();
const life = await makeLife(house.deps.db, house.cast);
let base: string;
beforeAll(async () => {
  base = await house.app.listen({ port: 0, host: "127.0.0.1" });
});

async function open(name: Name, path: string, look: BrowserContextOptions = {}): Promise<Page> {
  const deed = await house.cast.deed(name);
  const secret = await house.deps.db.write(tx => makeSignInLink(tx, deed, house.cast.id[name], "handed"));
  const page = await browser.open(`${base}/sign-in/${secret}`, look);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.goto(base + path);
  return page;
}

const desk = looks[0]?.[1];

describe("triage by keys alone", () => {
  it("names its buttons by their words alone", async () => {
    const page = await open("joe", "/triage", desk);
    expect(await page.getByRole("button", { name: "Accept", exact: true }).count()).toBe(1);
    expect(
      await page
        .locator("summary")
        .filter({ hasText: /^Decline$/ })
        .count(),
    ).toBe(1);
  });

  it("walks the queue, opens a decision with the cursor in it, and goes on after it", async () => {
    const page = await open("lin", "/triage", desk);
    const first = await page.locator(".case-title").textContent();
    await page.keyboard.press("j");
    await page.waitForURL("**/triage?request=*");
    expect(await page.locator(".case-title").textContent()).not.toBe(first);
    await page.keyboard.press("k");
    await page.locator(".case-title", { hasText: first ?? "" }).waitFor();
    await page.waitForLoadState("load");
    await page.keyboard.press("x");
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".verdict-deed[open]").count()).toBe(0);
    await page.keyboard.press("i");
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.type("j x a: which grades?");
    await page.keyboard.press("Control+Enter");
    await page.locator(".flash").waitFor();
    expect(await page.locator(".flash").textContent()).toMatch(/is asked about R-\d+\. Told: .* by mail now/);
    expect(await page.locator(".case-title").textContent()).not.toBe(first);
  });

  it("is told to who cannot see where the letters are", async () => {
    const page = await open("joe", "/triage", desk);
    await page.keyboard.press("?");
    const keys = await page.getByRole("dialog", { name: "Keys" }).textContent();
    for (const word of ["Accept", "Ask for more", "Defer", "Decline"]) expect(keys).toContain(word);
  });
});

describe("a batch", () => {
  it("is ticked by keys, looked at before it is done, and shows what somebody changed meanwhile", async () => {
    const { db } = house.deps;
    const make = requestMaker(db, house.cast);
    const titles = ["A cart of chargers", "A second projector", "A label printer"];
    const numbers = await Promise.all(titles.map(title => make.submitted({ title })));
    const page = await open("lin", "/triage/batch", desk);
    for (const number of numbers) {
      await page.getByLabel(`Tick R-${number}`).focus();
      await page.keyboard.press("Space");
    }
    await page.getByRole("button", { name: "Decline …" }).click();
    await page.getByRole("heading", { name: "Decline 3 requests" }).waitFor();
    await page.getByText("A label printer").waitFor();
    const about = { number: numbers[1] ?? 0, version: null };
    await make.as("omar")((tx, deed) => acceptRequest(tx, deed, about, {}));
    await page.getByLabel("Reason").fill("The school’s own fund buys these.");
    await page.keyboard.press("Control+Enter");
    await page.locator(".flash", { hasText: "2 requests are declined. 1 was left alone" }).waitFor();
    expect(await page.locator("#not ~ *").textContent()).toMatch(/A second projector.*Omar Haddad accepted/s);
    expect((await make.see(numbers[0] ?? 0)).state).toBe("declined");
  });
});

it("a printed request says what it is before what was said and done, and shows no forms", async () => {
  const page = await open("tess", `/requests/${life.submitted}`, desk);
  const top = async (heading: string) =>
    (await page.getByRole("heading", { name: heading, exact: true }).boundingBox())?.y ?? 0;
  expect(await page.getByLabel("Comment", { exact: true }).isVisible()).toBe(true);
  await page.emulateMedia({ media: "print" });
  expect(await top("History")).toBeGreaterThan(await top("Facts"));
  for (const shown of ["What else you can do", "Following"])
    expect(await page.getByRole("heading", { name: shown }).count()).toBe(0);
  expect(await page.getByLabel("Comment", { exact: true }).isVisible()).toBe(false);
});

describe("the form for a request", () => {
  it("shows what was asked before while the title is typed", async () => {
    const page = await open("tess", "/requests/new", desk);
    await page.getByLabel("Title").pressSequentially("Class lists for a new program");
    await page.locator("#alike-found a").first().waitFor();
    expect(await page.locator("#alike-found").textContent()).toContain("Class lists for program");
  });

  it("offers who is called so while a name is typed, and understands what was taken", async () => {
    const page = await open("tess", "/requests/new", desk);
    await page.getByLabel("Title").fill("A cart for the library");
    const field = page.getByRole("combobox", { name: "For whom" });
    await field.pressSequentially("dana o");
    const offered = page.locator(`datalist#${await field.getAttribute("list")} option`);
    await offered.first().waitFor({ state: "attached" });
    expect(await offered.evaluateAll(all => all.map(each => each.getAttribute("value")))).toEqual([
      "Dana Okafor, Director of technology",
    ]);
    await field.fill("Dana Okafor, Director of technology");
    await page.getByRole("button", { name: "Keep as draft" }).click();
    await page.getByText("is kept as a draft").waitFor();
    expect(await page.locator("main").textContent()).toContain("Tess Moreno for Dana Okafor");
    expect(browser.problems).toEqual([]);
  });

  it("shows a kind’s own questions and how long it takes, once it is chosen", async () => {
    const page = await open("tess", "/requests/new", desk);
    const question = page.getByLabel("The question to answer");
    expect(await question.isVisible()).toBe(false);
    await page.getByLabel("Data or report").check();
    expect(await question.isVisible()).toBe(true);
    await page.getByLabel("Integration of two systems").check();
    expect(await question.isVisible()).toBe(false);
    expect(await page.getByText(/things like this took/).isVisible()).toBe(true);
    await page.getByLabel("Needed by").fill("2026-11-27");
    await page.getByText(/nine in ten would be there by .*, \d+ \w+ after you need it\./).waitFor();
  });

  it("keeps what is typed, says so, and offers it on the same form; unsure leads to questions", async () => {
    const page = await open("tess", "/requests/new", desk);
    await page.getByLabel("Title").fill("A timetable for the north hall");
    const questions = page.getByText("Does it leave the district");
    expect(await questions.isVisible()).toBe(false);
    await page.getByLabel("Unsure").check();
    expect(await questions.isVisible()).toBe(true);
    await page.getByText(/^Kept at .* for you alone in this browser/).waitFor();
    await page.goto(`${base}/requests/new`);
    await page.getByRole("link", { name: "Go on with it" }).click();
    await page.getByRole("button", { name: "Go on with it" }).click();
    expect(await page.getByLabel("Title").inputValue()).toBe("A timetable for the north hall");
    expect(await page.getByLabel("Unsure").isChecked()).toBe(true);
  });

  it("works without a script, phone in hand", async () => {
    const page = await open("tess", "/requests/new", { ...looks[2]?.[1], javaScriptEnabled: false });
    await page.getByLabel("Title").fill("Class lists for the choir");
    await page.getByRole("button", { name: "Look for alike ones" }).click();
    expect(await page.locator("#alike-found").textContent()).toContain("Class lists");
    await page.getByRole("button", { name: "Send request" }).click();
    expect(await page.locator(".error-summary").textContent()).toContain("things to fix");
    expect(await page.getByLabel("Title").inputValue()).toBe("Class lists for the choir");
  });
});
