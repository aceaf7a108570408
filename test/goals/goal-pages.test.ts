import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { checkIn } from "../../src/goals/check-ins.actions.ts";
import { listGoals } from "../../src/goals/goals-list.queries.ts";
import { listMeasures } from "../../src/goals/measures.queries.ts";
import { listPriorities } from "../../src/goals/priorities.queries.ts";
import { addReading } from "../../src/goals/readings.actions.ts";
import { makeHouse } from "../support/app.ts";
import { htmlRules } from "../support/html-rules.ts";
import { visit } from "../support/page.ts";
import { goalMaker } from "./made-goals.ts";

const house = await makeHouse();
const { db } = house.deps;
const make = await goalMaker(db, house.cast);
const active = await make.active();
const proposed = await make.proposed({ title: "Asked & <unanswered>" });
const draft = await make.draft({ measures: [], sponsorId: undefined, due: undefined });
const [priority] = await listPriorities(db.read);
const [measure] = await listMeasures(db.read, [(await make.see(active)).record.id]);
await make.as("dana")((tx, deed) =>
  addReading(tx, deed, { number: active }, { measureId: measure?.id ?? "", day: "2026-11-20", value: 64 }),
);
for (const [name, side] of [
  ["ana", "leadership"],
  ["joe", "technology"],
] as const)
  await make.as(name)((tx, deed) =>
    checkIn(tx, deed, { number: active }, { side, health: "at risk", changed: "“Slow” & <late>." }),
  );

const pages: [path: string, who: "ana" | "lin"][] = [
  ["/goals", "ana"],
  ["/goals?q=nothing-fits&differ=yes&health=stale&state=all&sort=due", "ana"],
  ["/goals/new", "ana"],
  [`/goals/${active}`, "ana"],
  [`/goals/${proposed}`, "lin"],
  [`/goals/${draft}`, "ana"],
  [`/goals/${active}/edit`, "ana"],
  [`/goals/${draft}/edit`, "ana"],
  [`/goals/${proposed}/confirmation`, "ana"],
  [`/goals/${proposed}/return/new`, "lin"],
  [`/goals/${draft}/discarding/new`, "ana"],
  [`/goals/${draft}/measures/new`, "ana"],
  [`/goals/${active}/measures/${measure?.id}/edit`, "ana"],
  [`/goals/${active}/readings/new`, "ana"],
  [`/goals/${active}/check-ins/new`, "lin"],
  [`/goals/${active}/hold/new`, "ana"],
  [`/goals/${active}/achievement/new`, "ana"],
  [`/goals/${active}/retirement/new`, "ana"],
  [`/goals/${active}/handover/new?seat=sponsor`, "ana"],
  ["/goals/priorities", "ana"],
  ["/goals/priorities/new", "ana"],
  [`/goals/priorities/${priority?.number}`, "ana"],
];

const visitors = { ana: await visit(house, "ana"), lin: await visit(house, "lin") };
const validator = new HtmlValidate(htmlRules);

const complaints = async (html: string) =>
  (await validator.validateString(html)).results.flatMap(result =>
    result.messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
  );

describe("the pages of goals", () => {
  it.each(pages)("%s is valid HTML with one h1", async (path, who) => {
    const page = await visitors[who].get(path);
    expect(page.status).toBe(200);
    expect(page.$("h1")).toHaveLength(1);
    expect(await complaints(page.body)).toEqual([]);
  });

  it("stay valid when a form comes back", async () => {
    const form = (await visitors.ana.get("/goals/new")).form("Propose goal");
    const page = await form.submit({ Title: "<script>", "Target, row 1": "many" });
    expect(page.status).toBe(422);
    expect(page.body).not.toContain("<script>");
    expect(await complaints(page.body)).toEqual([]);
  });

  it("show a whole list in a fixed number of queries", async () => {
    const countReads = async () => {
      let reads = 0;
      const read = db.read;
      const counted = new Proxy(read, {
        get(target, key) {
          if (key === "select" || key === "selectDistinct") reads += 1;
          return Reflect.get(target, key, target);
        },
      });
      const deed = await house.cast.deed("ana");
      await listGoals(counted, deed.by, { states: [], sort: "changed" }, deed, 51);
      return reads;
    };
    const few = await countReads();
    for (let more = 0; more < 5; more += 1) await make.active();
    expect(await countReads()).toBe(few);
  });
});
