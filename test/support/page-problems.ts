import * as cheerio from "cheerio";
import { HtmlValidate } from "html-validate";
import { htmlRules } from "./html-rules.ts";

const validator = new HtmlValidate(htmlRules);

/** What is wrong with a page before any browser sees it, one line each. */
export async function pageProblems(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  const invalid = results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `line ${line}, ${ruleId}: ${message}`),
  );
  const $ = cheerio.load(html);
  const ids = $("[id]")
    .toArray()
    .map(each => $(each).attr("id"));
  const handlers = $("*")
    .toArray()
    .flatMap(each => Object.keys($(each).attr() ?? {}).filter(name => name.startsWith("on")));
  const expected: [string, boolean][] = [
    ["one h1", $("h1").length === 1],
    [
      "one main, a header and a footer",
      ["main", "body > header", "body > footer"].every(each => $(each).length === 1),
    ],
    ["a language", $("html").attr("lang") === "en-US"],
    ["a title of its own", /^.{3,} – Crosswalk$/.test($("title").text())],
    ["ids that are its own", ids.length === new Set(ids).size],
    ["nothing inline", $("[style], style, script:not([src])").length === 0 && handlers.length === 0],
  ];
  return [...invalid, ...expected.filter(([, holds]) => !holds).map(([what]) => `it lacks ${what}`)];
}

/** Each element under its parent, with classes and the attributes that styles and readers go by. */
export function shapeOf(html: string): string[] {
  const $ = cheerio.load(html);
  const told = (name: string, value: string) =>
    /^(class|role|type|data-(?!key|go|sent|label|deed).*)$/.test(name) ? `${name}=${value}` : name;
  const own = (element: { name: string; attribs: Record<string, string> }) =>
    `${element.name}[${Object.entries(element.attribs)
      .map(([name, value]) => told(name, value))
      .sort()}]`;
  const elements = $("body *").toArray();
  return elements.map(
    each => `${each.parent && "attribs" in each.parent ? own(each.parent) : ""} > ${own(each)}`,
  );
}
