import { describe, expect, it } from "vitest";
import { disablePerson } from "../../src/people/people.actions.ts";
import { findPersonById } from "../../src/people/people.queries.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { makeHouse } from "../support/app.ts";
import { visit } from "../support/page.ts";
import { requestMaker } from "./made-requests.ts";

const house = await makeHouse();
const make = requestMaker(house.deps.db, house.cast);
const goals = await goalMaker(house.deps.db, house.cast);
const goal = await goals.see(await goals.active());

await make.submitted({ title: "Class lists", goals: [goal.record.id] });
await make.submitted({ title: "Badge printers", kind: "access or device" }, undefined, "ana");
await make.declined({ title: "Résumé scanner" });
await make.submitted({ title: "Hidden door", isRestricted: true });
await make.draft({ title: "Only a draft" });

const titles = async (query: string, name: "mai" | "lin" = "mai"): Promise<string[]> => {
  const page = await (await visit(house, name)).get(`/requests${query}`);
  return page
    .$("tbody th a")
    .map((_, item) => page.$(item).text())
    .get();
};

describe("the list of requests", () => {
  it("holds what the reader may see", async () => {
    expect((await titles("")).sort()).toEqual(["Badge printers", "Class lists", "Résumé scanner"]);
    expect(await titles("", "lin")).toHaveLength(5);
    const vera = await (await visit(house, "vera")).get("/requests");
    expect([vera.status, vera.$("tbody tr").length]).toEqual([200, 0]);
  });

  it.each([
    ["?state=declined", ["Résumé scanner"]],
    ["?state=open&kind=integration", ["Class lists"]],
    ["?kind=access%20or%20device", ["Badge printers"]],
    [`?goal=G-${goal.record.number}`, ["Class lists"]],
    [`?goal=${goal.record.id}`, ["Class lists"]],
    ["?goal=G-999", []],
    ["?person=Ana", ["Badge printers"]],
    ["?person=Nobody", []],
    ["?q=resume", ["Résumé scanner"]],
    ["?q=list&state=submitted", ["Class lists"]],
    ["?sort=number", ["Résumé scanner", "Badge printers", "Class lists"]],
  ])("%s holds %j", async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it("keeps its filters in the form, and takes each away by its word", async () => {
    const page = await (await visit(house, "mai")).get("/requests?state=declined&q=scanner&sort=due");
    expect(page.$("#filter-q").val()).toBe("scanner");
    expect(page.links("Declined ×, remove")).toEqual(["/requests?q=scanner&sort=due"]);
  });

  it("calls a person by name where an address holds their id", async () => {
    const { ana } = house.cast.id;
    const page = await (await visit(house, "mai")).get(`/requests?person=${ana}`);
    expect([page.$("#filter-person").val(), page.$("tbody tr").length]).toEqual(["Ana Ruiz", 1]);
  });

  it("leaves as CSV, exactly the rows that are filtered", async () => {
    const page = await (await visit(house, "mai")).get("/requests?state=declined&format=csv");
    expect(page.headers["content-type"]).toBe("text/csv; charset=utf-8");
    const [head, row, rest] = page.body.replace("\uFEFF", "").split("\r\n");
    expect(head).toBe("number,title,state,since,kind,requester,school,needed_by,changed");
    expect(row).toMatch(/^R-\d+,Résumé scanner,declined,2026-11-23,integration,Tess Moreno,/);
    expect(rest).toBe("");
  });

  it("says what belongs here where nothing fits", async () => {
    const page = await (await visit(house, "mai")).get("/requests?q=zebra");
    expect(page.text).toContain("No request fits");
  });

  it("goes on by key where there are more rows than a page holds", async () => {
    for (let n = 1; n <= 51; n += 1) await make.submitted({ title: `Many of them ${n}` });
    const mai = await visit(house, "mai");
    const page = await mai.get("/requests?q=many");
    expect(page.$("tbody tr")).toHaveLength(50);
    expect(page.text).toContain("1 to 50 of over 50");
    const next = await mai.get(page.links("Next page")[0] ?? "");
    expect([next.$("tbody tr").length, next.text]).toEqual([1, expect.stringContaining("51 to 51 of 51")]);
  });

  it("finds by name what somebody asked who has left", async () => {
    const admin = await house.cast.deed("ada");
    const row = await findPersonById(house.deps.db.read, house.cast.id.tess);
    if (!row) throw new Error("Tess is not here");
    await house.deps.db.write(tx => disablePerson(tx, admin, row));
    expect(await titles("?person=Tess%20Moreno&state=declined")).toEqual(["Résumé scanner"]);
  });
});
