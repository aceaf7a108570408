import * as cheerio from "cheerio";
import { asc } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Name, names } from "../../src/demo/demo.cast.ts";
import type { OutboxRow } from "../../src/mail/outbox.queries.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import { answerAsks } from "../../src/people/asks.timers.ts";
import { sidewaysScroll, useBrowser, violations } from "../support/browser.ts";
import { useExample } from "../support/example.ts";
import { handsOf } from "../support/hands.ts";

const example = useExample();
const browser = useBrowser();
let mails: OutboxRow[] = [];

/** What the example's people got, and a link that one of them asks for now. */
beforeAll(async () => {
  const { app, deps } = example();
  await app.inject({
    method: "POST",
    url: "/sign-in",
    headers: {
      host: "localhost:3000",
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: "email=tess%40sanjuan.example",
  });
  // The page answers first and writes the mail after it.
  await answerAsks(deps);
  const rows = await deps.db.read.select().from(outbox).orderBy(asc(outbox.date), asc(outbox.id));
  mails = rows.filter(row => row.html !== "");
});

const oneOfEach = () => [...new Map(mails.map(mail => [mail.kind, mail])).values()];
const own = "http://localhost:3000";
const anyAddress = /https?:\/\/[^\s)>]+/g;

const linksIn = (html: string): string[] => {
  const $ = cheerio.load(html);
  return $("a")
    .toArray()
    .map(each => $(each).attr("href") ?? "");
};

/** Every word in the order of the alphabet, without addresses and the numbers of lists. */
const wordsOf = (text: string): string[] =>
  (
    text
      .replace(anyAddress, " ")
      .replace(/^\d+\. /gm, " ")
      .toLowerCase()
      .match(/[\p{L}\p{N}$%’-]+/gu) ?? []
  )
    .filter(word => /[\p{L}\p{N}]/u.test(word))
    .sort();

const shownIn = (html: string): string => {
  const $ = cheerio.load(html);
  $("br, p, li, h1, h2, a, span").append(" ");
  return $("body").text();
};

describe("the mails of the example", () => {
  it("are of every kind, small, and load nothing from anywhere", () => {
    expect(
      oneOfEach()
        .map(mail => mail.kind)
        .sort(),
    ).toEqual(["digest", "notice", "sign in"]);
    for (const { html } of mails) {
      const $ = cheerio.load(html);
      expect($("img, link, script, iframe, object, video, [background], [src], [srcset]")).toHaveLength(0);
      expect(html).not.toMatch(/url\(|@import/);
      expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    }
  });

  it("say the same in both parts, word by word and link by link", () => {
    for (const { html, text } of mails) {
      expect(wordsOf(shownIn(html))).toEqual(wordsOf(text));
      expect([...new Set(linksIn(html))].sort()).toEqual([...new Set(text.match(anyAddress))].sort());
    }
  });

  it("lead their readers nowhere that refuses them", { timeout: 120_000 }, async () => {
    const refused: string[] = [];
    for (const name of names) {
      const cookie = await cookieOf(name);
      const own = mails.filter(mail => mail.toAddress.startsWith(`${name}@`));
      for (const path of new Set(own.flatMap(pathsIn))) {
        const { statusCode } = await get(path, cookie);
        if (statusCode >= 400) refused.push(`${statusCode} ${path} for ${name}`);
      }
    }
    expect(refused).toEqual([]);
  });

  it("end by one click, as their header says", async () => {
    const digest = mails.find(mail => mail.kind === "digest");
    const [address = ""] = digest?.headers["List-Unsubscribe"]?.match(anyAddress) ?? [];
    const { statusCode, body } = await get(address.slice(own.length), "");
    expect([statusCode, cheerio.load(body)("main button").length]).toEqual([200, 1]);
  });

  it.each(["light", "dark"] as const)(
    "have nothing that axe finds in %s, also on a phone",
    async colorScheme => {
      for (const { html } of oneOfEach())
        for (const width of [720, 390]) {
          const page = await browser.open("about:blank", { colorScheme, viewport: { width, height: 844 } });
          await page.setContent(html);
          expect(await violations(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        }
    },
  );

  it("stand on the page of the digest as they were sent", async () => {
    const lin = await handsOf(browser, example(), "lin");
    await lin.goTo("/digest");
    await lin.follow(/^\d need you/);
    const sent = mails.find(mail => mail.kind === "digest" && mail.toAddress.startsWith("lin@"));
    const frame = lin.page.frameLocator("iframe");
    expect(await frame.locator("h1").innerText()).toBe(
      cheerio
        .load(sent?.html ?? "")("h1")
        .text(),
    );
    await frame.getByRole("link").first().waitFor();
  });
});

const headers = { host: "localhost:3000", "sec-fetch-site": "same-origin" };

async function cookieOf(name: Name): Promise<string> {
  const { app, linkFor } = example();
  const { cookies } = await app.inject({ method: "POST", url: await linkFor(name), headers });
  return cookies.map(each => `${each.name}=${each.value}`).join("; ");
}

const get = (url: string, cookie: string) => example().app.inject({ url, headers: { ...headers, cookie } });

const pathsIn = ({ html }: OutboxRow): string[] =>
  linksIn(html).map(href => {
    if (!href.startsWith(`${own}/`)) throw new Error(`${href} leads elsewhere`);
    return href.slice(own.length).replace(/#.*$/, "");
  });
