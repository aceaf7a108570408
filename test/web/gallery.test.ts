import * as cheerio from "cheerio";
import type { FastifyInstance } from "fastify";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { galleryApp } from "../support/gallery/app.ts";
import { htmlRules } from "../support/html-rules.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await galleryApp();
});
afterAll(() => app.close());

const headers = { host: "localhost:3000" };
const page = async (url: string) => (await app.inject({ url, headers })).body;
const failedForm = async () => {
  const answer = await app.inject({
    method: "POST",
    url: "/gallery/form",
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    payload: "title=&lines.0.title=A&lines.1.quantity=x&unknown=1",
  });
  return answer.body;
};

const pages: [string, () => Promise<string>][] = [
  ["a record", () => page("/gallery")],
  ["a list", () => page("/gallery/list")],
  ["a form", () => page("/gallery/form")],
  ["a failed form", failedForm],
  ["an error", () => page("/gallery/forbidden")],
  ["an error of a stranger", () => page("/nowhere")],
];

describe.each(pages)("%s", (_name, html) => {
  it("is valid HTML", async () => {
    const report = await new HtmlValidate(htmlRules).validateString(await html());
    const messages = report.results.flatMap(result =>
      result.messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
    );
    expect(messages).toEqual([]);
  });

  it("has one h1, a main, a language, a title, and ids that are its own", async () => {
    const $ = cheerio.load(await html());
    expect([$("h1").length, $("main").length, $("html").attr("lang")]).toEqual([1, 1, "en-US"]);
    expect($("title").text()).toMatch(/ – Crosswalk$/);
    const ids = $("[id]")
      .toArray()
      .map(el => $(el).attr("id"));
    expect(ids.length).toBe(new Set(ids).size);
  });

  it("has nothing inline: no style, no script text, no handler", async () => {
    const $ = cheerio.load(await html());
    expect($("[style], style, script:not([src])").length).toBe(0);
    const handlers = $("*")
      .toArray()
      .flatMap(el => Object.keys($(el).attr() ?? {}).filter(name => /^on/.test(name)));
    expect(handlers).toEqual([]);
  });
});

describe("the validator of these tests", () => {
  it("finds what it is asked to find", async () => {
    const bad =
      '<!doctype html><html lang="en"><title>x</title><p style="a:b"><div id="a" id="b"></div></html>';
    const report = await new HtmlValidate(htmlRules).validateString(bad);
    expect(report.valid).toBe(false);
  });
});

it("the header marks the page and shows only what the person may open", async () => {
  const $ = cheerio.load(await page("/gallery"));
  const words = $(".main-nav a")
    .toArray()
    .map(el => $(el).text());
  expect(words.slice(0, 3)).toEqual(["My desk", "Triage", "Goals"]);
  expect(words).toContain("People");
});
