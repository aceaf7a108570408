import { beforeAll, describe, expect, test } from "vitest";
import { planWork } from "../../src/work/work.actions.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Visitor, visit } from "../support/page.ts";

let house: House;
let tess: Visitor;
let mai: Visitor;

beforeAll(async () => {
  house = await makeHouse();
  await requestMaker(house.deps.db, house.cast).submitted();
  tess = await visit(house, "tess");
  mai = await visit(house, "mai");
}, 60_000);

const keep = async (address: string, name: string) => {
  const page = await tess.get(address);
  const [href = ""] = page.links("Keep this view");
  expect(page.$(`.chosen a[href="${href}"]`).length, "it stands with the words of the filters").toBe(1);
  return (await tess.get(href)).form("Keep this view").submit({ Name: name });
};

describe("a view of a list", () => {
  test("is kept under a name of one's own, with its filters and its order", async () => {
    const page = await keep("/requests?state=submitted&q=lists&sort=due&nonsense=1", "Late & mine");
    expect(page.text).toContain("“Late & mine” is kept.");
    const [href = ""] = page.links("Late & mine");
    expect([...new URL(href, "http://x").searchParams]).toEqual([
      ["state", "submitted"],
      ["q", "lists"],
      ["sort", "due"],
    ]);
    expect((await tess.get(href)).text).toContain("Nightly class lists");
    expect((await mai.get("/me/views")).text).toContain("None yet.");
  });

  test("is the work board too, and says by name what the address knows by an id", async () => {
    const deed = await house.cast.deed("dana");
    await house.deps.db.write(tx =>
      planWork(tx, deed, { title: "Feed", owner: deed.by.id ?? "", goals: [], requests: [] }),
    );
    const page = await keep(`/work?view=board&person=${deed.by.id}`, "What Dana does");
    expect(page.text).toContain("What Dana does, work: person Dana Okafor, as a board");
    const [href = ""] = page.links("What Dana does");
    expect((await tess.get(href)).$("table.board").text()).toContain("Feed");
    expect((await tess.get("/work?view=board&q=nothing")).links("Keep this view")).toEqual([]);
  });

  test("has one name, which is not empty, and leads nowhere else", async () => {
    const twice = await keep("/requests", "Late & mine");
    expect([twice.status, twice.errors[0]]).toEqual([409, expect.stringContaining("already")]);
    const empty = await keep("/requests", " ");
    expect([empty.status, empty.form("Keep this view").fields().list]).toEqual([422, ["request"]]);
    const other = { name: "Elsewhere", list: "//evil.example", query: "" };
    expect((await tess.post("/me/views", other)).status).toBe(422);
    const odd = { name: "Odd", list: "goal", query: "//evil.example?after=1&state=<b>" };
    const page = await tess.post("/me/views", odd);
    expect(page.links("Odd")[0]).toMatch(/^\/goals\?/);
  });

  test("is removed by whoever kept it", async () => {
    const end = (await tess.get("/me/views")).$("form[action$='/end']").attr("action") ?? "";
    expect((await mai.post(end)).status).toBe(404);
    expect((await tess.post(end)).text).toContain("The view is removed.");
    expect((await tess.post(end)).status).toBe(404);
  });
});
