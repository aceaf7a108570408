import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { requestStates } from "../../src/requests/requests.rules.ts";
import { makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { htmlRules } from "../support/html-rules.ts";
import { visit } from "../support/page.ts";
import { makeLife } from "./made-life.ts";

const house = await makeHouse();
const life = await makeLife(house.deps.db, house.cast);
const at = (name: keyof typeof life | "needs info" | "duplicate"): string => {
  const number = name === "needs info" ? life.asked : name === "duplicate" ? life.twin : life[name];
  return `/requests/${typeof number === "number" ? number : 0}`;
};

const pages: [path: string, who: Name][] = [
  ["/requests", "lin"],
  ["/requests?q=nothing-fits&state=open&kind=training&goal=G-1&person=Ana&sort=due", "mai"],
  ["/requests/new", "tess"],
  ["/requests/new?title=Class%20lists%20for%20art&goal=1", "ana"],
  ["/triage", "lin"],
  [`/triage?request=${life.data}`, "joe"],
  [`/triage?request=${life.system}`, "sam"],
  [`/triage?request=${life.restricted}`, "omar"],
  ...requestStates.flatMap((state): [string, Name][] => [
    [at(state), "tess"],
    [at(state), "lin"],
    ...(state === "draft" ? [] : [[at(state), "priya"] as [string, Name]]),
  ]),
  [at("restricted"), "dana"],
  [`${at("draft")}/edit`, "tess"],
  [`${at("submitted")}/edit`, "tess"],
  [`${at("submitted")}/question/new`, "lin"],
  [`${at("submitted")}/acceptance/new`, "lin"],
  [`${at("system")}/acceptance/new`, "lin"],
  [`${at("submitted")}/refusal/new`, "lin"],
  [`${at("submitted")}/deferral/new`, "lin"],
  [`${at("submitted")}/duplicate/new`, "lin"],
  [`${at("submitted")}/withdrawal/new`, "tess"],
  [`${at("accepted")}/estimates/new`, "priya"],
  [`${at("estimated")}/estimates/new`, "priya"],
  [`${at("estimated")}/commitment/new`, "joe"],
  [`${at("committed")}/recall/new`, "joe"],
  [`${at("declined")}/reopening/new`, "joe"],
  [`${at("in delivery")}/delivery/new`, "priya"],
];

const visitors = new Map<Name, Awaited<ReturnType<typeof visit>>>();
const visitorOf = async (name: Name) => {
  const known = visitors.get(name) ?? (await visit(house, name));
  visitors.set(name, known);
  return known;
};

const validator = new HtmlValidate(htmlRules);
const complaints = async (html: string) =>
  (await validator.validateString(html)).results.flatMap(result =>
    result.messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
  );

describe.each(pages)("%s as %s", (path, who) => {
  it("is valid HTML with one h1 and ids of its own", async () => {
    const page = await (await visitorOf(who)).get(path);
    expect(page.status).toBe(200);
    expect(await complaints(page.body)).toEqual([]);
    expect([page.$("h1").length, page.$("main").length]).toEqual([1, 1]);
    const ids = page
      .$("[id]")
      .toArray()
      .map(each => page.$(each).attr("id"));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

it("a failed form is valid HTML too, and triage leads the requester's words through as text", async () => {
  const tess = await visitorOf("tess");
  const failed = await (await tess.get("/requests/new"))
    .form("Send request")
    .submit({ Title: "<script>x</script>" });
  expect(await complaints(failed.body)).toEqual([]);
  const page = await (await visitorOf("lin")).get(`/triage?request=${life.submitted}`);
  expect(page.body).toContain("Six &lt;b&gt;classes&lt;/b&gt; &amp; more.");
});

it.each([
  ["draft", "Only you and the liaison group see it."],
  ["submitted", "Waits for the liaison group to decide, for 9 days. Things like it took up to 7 weeks."],
  ["needs info", "Waits for your answer, for 3 days."],
  ["accepted", "Waits for technology to estimate it, for 11 days."],
  ["estimated", "Waits for the keys of leadership and technology to commit it, for 13 days."],
  ["committed", "Promised for Jan 11 to 29, 2027. Waits for technology to start, for 2 weeks."],
  ["in delivery", "Promised for Jan 11 to 29, 2027. Technology works on it for 2 weeks."],
  ["delivered", "Waits for you to confirm it, for 5 days. Without a word it counts as confirmed on Dec 2."],
  ["confirmed", "Since Nov 5. It took less than a day."],
  ["declined", "On Nov 13: The state’s own report says this in March."],
  ["deferred", "Comes back by itself on Mon, Jan 4, 2027, as submitted: After the move."],
  [
    "duplicate",
    `It goes on as R-${life.submitted} Nightly class lists for the reading screener, which is submitted.`,
  ],
  ["withdrawn", "On Nov 16."],
] as const)("says where a request that is %s stands, and whom it waits for", async (state, words) => {
  const page = await (await visitorOf("tess")).get(at(state));
  expect(page.$(".standing").text().replace(/\s+/g, " ").trim()).toBe(`${state} ${words}`);
});

it.each([
  ["submitted", "joe", "Accept"],
  ["accepted", "lin", null],
  ["accepted", "priya", "Estimate"],
  ["in delivery", "priya", "Deliver"],
  ["declined", "joe", null],
] as const)(
  "of one that is %s, %s has what is waited for as the filled button: %s",
  async (state, who, label) => {
    const page = await (await visitorOf(who)).get(at(state));
    const filled = page.$(".page-head [data-rank=first]").text().trim();
    expect(filled === "" ? null : filled).toBe(label);
  },
);
