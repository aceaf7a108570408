import { beforeAll, describe, expect, test } from "vitest";
import { addPerson, disablePerson } from "../../src/people/people.actions.ts";
import type { PersonRow } from "../../src/people/people.queries.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { type House, makeHouse } from "../support/app.ts";
import { type Page, type Visitor, visit } from "../support/page.ts";
import { goalMaker } from "./made-goals.ts";

let house: House;
let goals: Awaited<ReturnType<typeof goalMaker>>;
let lin: Visitor;
/** The other Ana Ruiz. */
let twin: PersonRow;

beforeAll(async () => {
  house = await makeHouse();
  goals = await goalMaker(house.deps.db, house.cast);
  lin = await visit(house, "lin");
  const deed = { ...(await house.cast.deed("ada")), by: commandLine };
  const given = {
    name: "Ana Ruiz",
    role: "leader",
    title: "Principal",
    email: "a.ruiz@sanjuan.example",
  } as const;
  twin = await house.deps.db.write(tx => addPerson(tx, deed, given));
});

const wrongAt = (page: Page, name: string) => {
  const field = page.$(`[name=${name}]`);
  return [
    page.status,
    field.val(),
    page.$(".error-summary a").attr("href") === `#${field.attr("id")}`,
    page.errors[0],
  ];
};

describe("who stands for a goal is named", () => {
  const filled = { Title: "Every child reads", Priority: "1 Student achievement", "Why for students": "So." };

  test("in a form that lists nobody, and says at its field what is wrong", async () => {
    const form = (await lin.get("/goals/new")).form("Save draft");
    const wrong = await form.submit({ ...filled, Sponsor: "Dana Okafor" });
    const words = "Dana Okafor cannot speak for leadership. Enter somebody who can.";
    expect(wrongAt(wrong, "sponsor")).toEqual([422, "Dana Okafor", true, words]);
    expect(wrong.text).not.toContain("Priya Nair");
    const several = await form.submit({ ...filled, Sponsor: "Ana Ruiz" });
    expect(wrongAt(several, "sponsor")[3]).toContain(
      "Ana Ruiz, Assistant superintendent; Ana Ruiz, Principal",
    );
    const page = await form.submit({
      ...filled,
      Sponsor: "Ana Ruiz, Principal",
      "Partner in technology": "dana@sanjuan.example",
    });
    const { seats } = await goals.see(Number(page.url.split("/").at(-1)), "lin");
    expect([seats.sponsor, seats.partner]).toEqual([twin.id, house.cast.id.dana]);
  });

  test("and stays who it is where the draft’s form comes back as it was, unless they left", async () => {
    const number = await goals.draft({ sponsorId: twin.id });
    const form = (await lin.get(`/goals/${number}/edit`)).form("Keep changes");
    await form.submit({ Title: "Every child reads well" });
    const { seats, record } = await goals.see(number, "lin");
    expect([record.title, seats.sponsor]).toEqual(["Every child reads well", twin.id]);
    const again = (await lin.get(`/goals/${number}/edit`)).form("Keep changes");
    const { db } = house.deps;
    const deed = { ...(await house.cast.deed("ada")), by: commandLine };
    await db.write(tx => disablePerson(tx, deed, twin));
    const left = await again.submit({ Title: "Every child reads at grade level" });
    const words = "Ana Ruiz cannot speak for leadership any more. Name somebody else.";
    expect(wrongAt(left, "sponsor")).toEqual([422, "Ana Ruiz", true, words]);
  });

  test("where a seat is handed over too", async () => {
    const number = await goals.active();
    const form = (await lin.get(`/goals/${number}/handover/new?seat=partner`)).form("Hand over");
    const wrong = await form.submit({ "To whom": "Mai Vang" });
    const words = "Mai Vang cannot speak for technology. Enter somebody who can.";
    expect(wrongAt(wrong, "to")).toEqual([422, "Mai Vang", true, words]);
    expect((await form.submit({ "To whom": "Dana Okafor" })).errors).toEqual([
      "This person sits there already. Name somebody else.",
    ]);
    expect((await form.submit({ "To whom": "priya" })).text).toContain("The seat is handed over.");
    expect((await goals.see(number)).seats.partner).toBe(house.cast.id.priya);
  });
});
