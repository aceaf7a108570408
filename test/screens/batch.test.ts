import { describe, expect, it } from "vitest";
import { draftRequest, editRequest, submitRequest } from "../../src/requests/requests.actions.ts";
import { acceptRequest } from "../../src/requests/triage.actions.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { callerFor } from "../support/caller.ts";
import { type Page, visit } from "../support/page.ts";

const house = await makeHouse();
const make = requestMaker(house.deps.db, house.cast);

const states = async (numbers: number[]) =>
  Promise.all(numbers.map(async number => (await make.see(number)).state));
const pairs = (fields: Record<string, string[]>) =>
  Object.entries(fields)
    .flatMap(([name, values]) => values.map(value => `${name}=${value}`))
    .join("&");
const query = (numbers: number[]) => numbers.map(number => `request=${number}`).join("&");

describe("several requests at once", () => {
  it("are for the liaison group, and none is no batch", async () => {
    expect((await (await visit(house, "ana")).get("/triage/batch")).status).toBe(403);
    const page = await (await visit(house, "lin")).get("/triage/batch/refusal");
    expect([page.status, page.errors]).toEqual([200, ["Tick at least one request."]]);
  });

  it("say what will happen to each and what cannot, and do the rest in one press", async () => {
    const [one, two, own, big] = [
      await make.submitted({ title: "Paper" }),
      await make.submitted({ title: "Pens" }),
      await make.submitted({ title: "Mine" }, undefined, "lin"),
      await make.submitted({ title: "A new system", kind: "new system" }),
    ];
    const lin = await visit(house, "lin");
    const ticks = await lin.get("/triage/batch?all=1");
    expect(ticks.$("input[name=request]:checked").length).toBe(3);
    const page = await lin.get(`/triage/batch/acceptance?${query([one, two, own, big])}`);
    expect(page.heading).toBe("Accept 2 requests");
    expect(page.$("#could").parent().text()).toContain("Told:");
    const not = page.$("#not").parent().text();
    expect(not).toContain(`You asked for R-${own} yourself.`);
    expect(not).toContain(`R-${big} is a new system.`);
    const done = await page.form("Accept 2 requests").submit();
    expect([done.url, done.$(".flash").text()]).toEqual(["/triage", "2 requests are accepted."]);
    expect(await states([one, two, own, big])).toEqual(["accepted", "accepted", "submitted", "submitted"]);
  });

  it("leave alone what changed meanwhile, say so, and keep the words for it", async () => {
    const [one, two, three] = [
      await make.submitted({ title: "Rulers" }),
      await make.submitted({ title: "Tape" }),
      await make.submitted({ title: "Glue" }),
    ];
    const lin = await visit(house, "lin");
    const page = await lin.get(`/triage/batch/refusal?${query([one, two, three])}`);
    const empty = await page.form("Decline 3 requests").submit();
    expect([empty.status, empty.heading]).toEqual([422, "Decline 3 requests"]);
    await make.as("omar")((tx, deed) => acceptRequest(tx, deed, { number: two, version: null }, {}));
    const words = make.input({ title: "Glue sticks" });
    await make.as("tess")((tx, deed) => editRequest(tx, deed, { number: three, version: null }, words));
    const next = await page
      .form("Decline 3 requests")
      .submit({ Reason: "Buy it from the school’s own fund." });
    expect(next.$(".flash").text()).toBe("1 request is declined. 2 were left alone, below with why.");
    expect(await states([one, two, three])).toEqual(["declined", "accepted", "submitted"]);
    expect(next.$("#not").parent().text()).toMatch(
      /has left the queue: it is accepted now\. On .*Omar Haddad accepted it/s,
    );
    expect(next.$("#could").parent().text()).toContain("Tess Moreno changed it");
    expect(next.$("textarea").val()).toBe("Buy it from the school’s own fund.");
    await next.form("Decline 1 request").submit();
    expect((await make.see(three)).row.stateNote).toBe("Buy it from the school’s own fund.");
  });

  it("are refused whole where none can be done, with what was typed", async () => {
    const number = await make.submitted({ title: "Chalk" });
    const lin = await visit(house, "lin");
    const page = await lin.get(`/triage/batch/deferral?${query([number])}`);
    await make.as("omar")((tx, deed) => acceptRequest(tx, deed, { number, version: null }, {}));
    const late = await page.form("Defer 1 request").submit({ Until: "2027-03-01", Reason: "In spring." });
    expect([late.status, late.heading]).toEqual([409, "None of these can be done"]);
    expect(late.text).toContain("In spring.");
  });

  it("are given to a liaison with one mail, and never to whoever asked for one", async () => {
    const [one, two, omars] = [
      await make.submitted({ title: "Desks" }),
      await make.submitted({ title: "Chairs" }),
      await make.submitted({ title: "Omar’s lamp" }, undefined, "omar"),
    ];
    const lin = await visit(house, "lin");
    const page = await lin.get(`/triage/batch/liaison?${query([one, two, omars])}`);
    const next = await page.form("Assign 3 requests").submit({ "Looks after it": "Omar Haddad, leadership" });
    expect(next.$(".flash").text()).toBe(
      "2 requests are given to whom you chose. 1 was left alone, below with why.",
    );
    expect((await make.see(two)).row.lookedAfterById).toBe(house.cast.id.omar);
    expect((await make.see(omars)).row.lookedAfterById).toBeNull();
  });

  it("are many in one press, of which three changed", async () => {
    const numbers: number[] = [];
    for (let index = 0; index < 12; index++) numbers.push(await make.submitted({ title: `Item ${index}` }));
    const caller = await callerFor(house, house.cast.id.lin);
    const items = await Promise.all(
      numbers.map(async (number, index) => {
        const { version } = (await make.see(number)).record;
        return `${number}.${index < 3 ? version + 1 : version}`;
      }),
    );
    const answer = await caller.post("/triage/batch/acceptance", { request: items.join(" "), key: "many" });
    expect([answer.status, answer.location.match(/request=/g)?.length]).toEqual([303, 3]);
    const again = await caller.post("/triage/batch/acceptance", { request: items.join(" "), key: "many" });
    expect(again.location).toBe(answer.location);
    const bad = await caller.post("/triage/batch/acceptance", { request: "1", key: "bad" });
    expect(bad.status).toBe(422);
  });

  it("are ticked page by page, from a queue of any length, with what was ticked before", async () => {
    for (let begun = 0; begun < 205; begun += 15)
      await make.as("tess")(async (tx, deed) => {
        for (let index = begun; index < Math.min(begun + 15, 205); index++) {
          const { number } = (await draftRequest(tx, deed, make.input({ title: `Of many ${index}` }))).record;
          await submitRequest(tx, deed, { number, version: null });
        }
      });
    const lin = await visit(house, "lin");
    const numbersOn = (page: Page) =>
      page
        .$(".rows input[name=request]")
        .map((_, box) => page.$(box).attr("value"))
        .get();
    const seen: string[] = [];
    let page = await lin.get("/triage/batch");
    for (;;) {
      const numbers = numbersOn(page);
      seen.push(...numbers);
      page.$(`.rows input[value=${numbers.at(-1)}]`).attr("checked", "");
      if (!page.buttons().includes("Next page, with what is ticked")) break;
      const fields = page.form("Next page, with what is ticked").fields();
      page = await lin.get(`/triage/batch?${pairs(fields)}`);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(205);
    const ticked = page.form("Decline …").fields();
    const batch = await lin.get(`/triage/batch/refusal?${pairs(ticked)}`);
    expect(batch.heading).toBe("Decline 3 requests");
    // Whoever goes back has not lost a tick.
    const back = await lin.get(batch.links("Back to the queue")[0] ?? "");
    expect(back.$("input[name=request]:checked").length).toBe(3);

    const all = await lin.get(`/triage/batch/acceptance?${query(seen.map(Number))}`);
    expect(all.text).toContain(`200 at once is the most: the other ${seen.length - 200} stay in the queue.`);
  });
});
