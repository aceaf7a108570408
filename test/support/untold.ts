import * as cheerio from "cheerio";
import { patternOf } from "./crawl.ts";

const nouns = /^\/(goals|requests|work|budget|triage|capacity|deputies|bulk)\b/;

/** What sends nothing to anybody: one's own choices, hours and days off, a side's own order, a look before the deed. */
const ofOneself = [
  /\/followers(\/|$)/,
  /\/effort$/,
  /^\/capacity\/leave/,
  /^\/triage\/order$/,
  /^\/bulk\/\w+$/,
];

const isForOthers = (action: string): boolean =>
  nouns.test(action) && !ofOneself.some(each => each.test(action));

const words = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Forms of this page that do something to a record and do not say who is told of it: their addresses and buttons. */
export function untold(body: string): string[] {
  const actions = [...body.matchAll(/ action="([^"?]*)/g)].map(([, action = ""]) => patternOf(action));
  if (!actions.some(isForOthers)) return [];
  const $ = cheerio.load(body);
  const saidOnPage = words($("main .told").text());
  return $("main form[method=post]")
    .toArray()
    .flatMap(form => {
      const action = patternOf($(form).attr("action") ?? "");
      if (!isForOthers(action)) return [];
      if (/tell|told/i.test($(form).find(".told").text())) return [];
      const unsaid = $(form)
        .find("button")
        .toArray()
        .map(button => words($(button).text()).replace(/ [A-Z]-\d+/, ""))
        .filter(label => !saidOnPage.includes(`“${label}”`));
      return unsaid.length > 0 ? [`${action}: ${unsaid.join(", ")}`] : [];
    });
}
