import { beforeAll, describe, expect, test } from "vitest";
import { bringInBudgets } from "../../src/budget/plan.actions.ts";
import { findPlannedBudgets } from "../../src/budget/plan.queries.ts";
import { listNamed } from "../../src/people/named.queries.ts";
import { addPerson } from "../../src/people/people.actions.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, type Visitor, visit } from "../support/page.ts";

let house: House;
let dana: Visitor;
let lin: Visitor;
let ofPlan: number;

beforeAll(async () => {
  house = await makeHouse();
  const { db } = house.deps;
  const goals = await goalMaker(db, house.cast);
  const goal = await goals.see(await goals.active());
  const deed = { ...(await house.cast.deed("ada")), by: commandLine };
  await db.write(async tx => {
    const twin = { name: "Mai Vang", role: "leader", title: "Counselor", school: "Casa Roble" } as const;
    await addPerson(tx, deed, { ...twin, email: "m.vang@sanjuan.example" });
    const title = "Tablets, 2026-27";
    const planned = { planKey: "tablets", title, fiscalYear: 2027, goalId: goal.record.id };
    const line = { planKey: "a", label: "Tablets", kind: "other", quantity: 1, unitCents: 100 } as const;
    const lines = [{ ...line, recurrence: "one-time", years: 1, sourceId: null } as const];
    await bringInBudgets(tx, deed, "plan.csv", [{ ...planned, lines }]);
  });
  dana = await visit(house, "dana");
  lin = await visit(house, "lin");
  ofPlan = (await findPlannedBudgets(db.read, ["tablets"])).get("tablets")?.record.number ?? 0;
});

describe("a name that was typed", () => {
  test.each([
    ["Ana Ruiz", ["Ana Ruiz"]],
    ["ruiz", ["Ana Ruiz"]],
    ["Ruiz, Ana", ["Ana Ruiz"]],
    ["  tess   mor ", ["Tess Moreno"]],
    ["M", ["Mai Vang", "Mai Vang", "Marcus Bell", "Tess Moreno"]],
    ["ANA@sanjuan.example", ["Ana Ruiz"]],
    ["Ana Ruiz, Assistant superintendent", ["Ana Ruiz"]],
    ["Ana Ruiz, Principal", []],
    [", Principal", []],
    ["Teacher", []],
    ["Nobody", []],
    ["nobody@sanjuan.example", []],
  ])("%j means %j", async (text, names) => {
    expect((await listNamed(house.deps.db.read, text)).map(person => person.name)).toEqual(names);
  });

  test.each(["Mai Vang, Principal", "mai vang, casa roble", "Mai, counselor"])(
    "%j is one of two who are called so",
    async text => {
      expect(await listNamed(house.deps.db.read, text)).toHaveLength(1);
    },
  );
});

describe("while a name is typed", () => {
  const offered = async (visitor: Visitor, text: string): Promise<unknown> =>
    JSON.parse((await visitor.get(`/people/names?q=${encodeURIComponent(text)}`)).body);

  test("ten are offered at most, each as a form understands it", async () => {
    expect(await offered(dana, "mai v")).toEqual(["Mai Vang, Principal", "Mai Vang, Counselor, Casa Roble"]);
    for (const name of ["Mai Vang, Counselor, Casa Roble", "Tess Moreno, Teacher, Dyer Kelly Elementary"])
      expect(await listNamed(house.deps.db.read, name)).toHaveLength(1);
    const deed = { ...(await house.cast.deed("ada")), by: commandLine };
    await house.deps.db.write(async tx => {
      for (let n = 1; n <= 12; n += 1)
        await addPerson(tx, deed, {
          name: `Yolanda Cruz ${n}`,
          role: "educator",
          email: `y${n}@sanjuan.example`,
        });
    });
    expect(await offered(dana, "yol")).toHaveLength(10);
  });

  test("nobody is offered for an address, or to a viewer, who meets nobody in the search either", async () => {
    const vera = await visit(house, "vera");
    for (const nothing of [offered(dana, "mai@sanjuan.example"), offered(dana, ""), offered(vera, "mai")])
      expect(await nothing).toEqual([]);
    expect((await vera.get("/search?q=mai")).text).not.toContain("Mai Vang");
  });
});

const aGoal = { Title: "Every child reads", Priority: "1 Student achievement", "Why for students": "So." };
const forms = [
  ["a goal", "/goals/new", "Save draft", aGoal],
  ["a request", "/requests/new", "Keep as draft", { Title: "Class lists" }],
  ["a work item", "/work/new", "Plan work", { Title: "Nightly feed" }],
  ["a budget request", "/budget/new", "Save draft", { Title: "Carts" }],
  ["a draft of a plan that is taken up", "/budget/:number/authorship", "Take it up", {}],
] as const;

describe.each(forms)("“For whom” of %s", (_, path, button, filled) => {
  const send = async (forWhom: string): Promise<Page> => {
    const typist = path.includes(":number") ? lin : dana;
    const form = (await typist.get(path.replace(":number", String(ofPlan)))).form(button);
    return form.submit({ ...filled, "For whom": forWhom });
  };

  const refused = [
    ["Nobody Known", "Nobody here is called “Nobody Known”. Enter a name or an e-mail address."],
    [
      "Mai Vang",
      "“Mai Vang” can mean Mai Vang, Principal; Mai Vang, Counselor, Casa Roble. Enter one as it stands here, or an e-mail address.",
    ],
    ["Vera", expect.stringMatching(/^Vera Cole cannot (draft|ask|plan).+\. Enter somebody who can\.$/)],
  ];
  test.each(refused)(
    "says at its field what is wrong with %s, and keeps what was typed",
    async (typed, words) => {
      const page = await send(typed);
      expect([page.status, page.errors]).toEqual([422, [words]]);
      const field = page.$("[name=forWhom]");
      expect(field.val()).toBe(typed);
      expect(page.$(`[id="${field.attr("aria-describedby")?.split(" ")[0]}"]`).length).toBe(1);
      expect(page.$(".error-summary a").attr("href")).toBe(`#${field.attr("id")}`);
    },
  );

  test("takes a name, and the history names both", async () => {
    const page = await send("priya nair");
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/(Dana Okafor|Lin Tran) for Priya Nair/);
  });
});
