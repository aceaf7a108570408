import { describe, expect, it } from "vitest";
import { chooseDigest } from "../../src/digest/choice.actions.ts";
import { queueNotices } from "../../src/mail/notices.ts";
import { findPersonById } from "../../src/people/people.queries.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";

const house = await makeHouse();
const { db } = house.deps;
const ana = await visit(house, "ana");

describe("my page", () => {
  it("is one's own, for everybody who is signed in", async () => {
    expect((await stranger(house).get("/me")).url).toContain("/sign-in");
    for (const name of ["vera", "tess", "ada"] as const) {
      const page = await (await visit(house, name)).get("/me");
      expect([page.status, page.text.includes(`${name}@sanjuan.example`)]).toEqual([200, true]);
    }
    const page = await ana.get("/me");
    for (const path of ["My devices", "Passkeys", "Deputies", "My digest"])
      expect((await ana.get(page.links(path)[0] ?? "")).status).toBe(200);
  });

  it("keeps name, title and school, and what was typed where one is wrong", async () => {
    const bad = await (await ana.get("/me")).form("Keep changes").submit({ Name: "", Title: "Chief" });
    expect([bad.status, bad.form("Keep changes").fields().title]).toEqual([422, ["Chief"]]);
    const kept = await bad.form("Keep changes").submit({ Name: "Ana Ruiz Vega" });
    expect(kept.heading).toBe("Ana Ruiz Vega");
    expect(kept.text).toContain("name from “Ana Ruiz” to “Ana Ruiz Vega”");
    expect(await findPersonById(db.read, house.cast.id.ana)).toMatchObject({ title: "Chief" });
  });

  it("gives nobody a role, a flag, a side or an address that they typed in", async () => {
    for (const field of ["role", "isAdmin", "side", "email"])
      expect((await ana.post("/me", { name: "Ana", [field]: "finance" })).status).toBe(422);
  });

  it("of two windows at once loses no word", async () => {
    const one = (await ana.get("/me")).form("Keep changes");
    const two = (await ana.get("/me")).form("Keep changes");
    await one.submit({ Title: "Superintendent" });
    const late = await two.submit({ Title: "Assistant" });
    expect(late.status).toBe(409);
    expect(late.$(".clash").text()).toContain("Superintendent");
    expect(late.$(".clash").text()).toContain("Assistant");
  });

  it("folds what can wait into the digest, for whoever gets one", async () => {
    const goals = await goalMaker(db, house.cast);
    const number = await goals.active();
    const { record } = await goals.see(number);
    const to = [{ personId: house.cast.id.ana, as: "asked to confirm" as const }];
    const words = { verb: "Confirm", subject: "Confirm", sentence: "Read it.", path: `/goals/${number}` };
    let hour = 10;
    const told = async () => {
      const before = (await outboxRows(db)).length;
      hour += 1;
      const deed = await house.cast.deed("lin", `2026-11-23T${hour}:00:00Z`);
      await db.write(tx => queueNotices(tx, deed, { record, to }, () => words));
      return (await outboxRows(db)).length - before;
    };
    expect(await told()).toBe(1);
    const fold = "Only in the weekly digest, while I get it";
    const kept = await (await ana.get("/me"))
      .form("Keep my choices")
      .submit({ "“You are asked” and “it is delivered”": fold, "Weekly digest": "Never" });
    expect(kept.text).toContain("Your choices are kept.");
    expect(await told()).toBe(1);
    const deed = await house.cast.deed("ana");
    await db.write(tx => chooseDigest(tx, deed, house.cast.id.ana, { digest: "on" }));
    expect(await told()).toBe(0);
  });
});
