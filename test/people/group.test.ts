import { describe, expect, it } from "vitest";
import { composeDigests } from "../../src/digest/digest.actions.ts";
import { getReader } from "../../src/digest/digest.queries.ts";
import { nextPeriod } from "../../src/digest/periods.rules.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { endTerm } from "../../src/people/access.actions.ts";
import { giveTerm } from "../../src/people/people.actions.ts";
import { listTerms } from "../../src/people/people-list.queries.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const { db, clock } = house.deps;
const ada = await visit(house, "ada");
const groupForm = async () => (await ada.get("/admin/group")).form("Keep the group");

describe("the page of the liaison group", () => {
  it("says to everyone who they are, for whom they stand and how to reach them", async () => {
    expect((await stranger(house).get("/liaisons")).url).toContain("/sign-in");
    await requestMaker(db, house.cast).submitted();
    for (const name of ["vera", "tess", "lin"] as const) {
      const page = await (await visit(house, name)).get("/liaisons");
      expect(page.text).toContain("Lin Tran");
      expect(page.text).toContain("until Wed, Jun 30, 2027");
      expect(page.text.includes("1 request to decide")).toBe(name !== "vera");
      expect(page.text.includes("send a request")).toBe(name !== "vera");
      expect(page.body).not.toContain("lin@sanjuan.example");
    }
  });

  it("is changed by administrators alone", async () => {
    for (const name of ["lin", "grace", "vera"] as const) {
      const other = await visit(house, name);
      expect((await other.get("/liaisons")).links("Change the group")).toEqual([]);
      expect((await other.get("/admin/group")).status).toBe(403);
      expect((await other.post("/admin/group", { name: "Ours" })).status).toBe(403);
    }
  });

  it("keeps name, charter, mailbox and a chair who is one of them", async () => {
    const bad = await (await groupForm()).submit({ Name: "", Charter: "We listen." });
    expect([bad.status, bad.form("Keep the group").fields().charter]).toEqual([422, ["We listen."]]);
    const page = await bad
      .form("Keep the group")
      .submit({ Name: "Bridge group", "Mailbox of the group": "bridge@sanjuan.example", Chair: "Lin Tran" });
    expect(page.heading).toBe("Bridge group");
    for (const words of ["We listen.", "bridge@sanjuan.example", "Lin Tran chairs the group."])
      expect(page.text).toContain(words);
    const fields = (await groupForm()).fields();
    const flat = Object.fromEntries(Object.entries(fields).map(([name, [value = ""]]) => [name, value]));
    const wrong = await ada.post("/admin/group", { ...flat, chair: house.cast.id.tess });
    expect([wrong.status, wrong.errors.join().includes("one of those who hold a term")]).toEqual([422, true]);
  });

  it("of two people at once loses no word, and the settings are not stale by it", async () => {
    const settings = (await ada.get("/admin/settings")).form("Keep the settings");
    const [one, two] = [await groupForm(), await groupForm()];
    await one.submit({ Charter: "We listen to both sides." });
    const late = await two.submit({ Charter: "We decide." });
    expect(late.status).toBe(409);
    expect(late.$(".clash").text()).toContain("We listen to both sides.");
    expect((await settings.submit({ "Working hours a week": "38" })).status).toBe(200);
    expect((await ada.get("/admin/audit?topic=terms")).text).toContain("changed the liaison group, charter");
  });
});

describe("gaps and ends", () => {
  const desk = async (name: Name) => (await (await visit(house, name)).get("/")).text;
  const digest = async (name: Name) => {
    const deed = await house.cast.deed(name, clock.now().toISOString());
    const period = nextPeriod(deed.now, deed.district);
    const reader = await getReader(db.read, house.cast.id[name], deed.today);
    if (!period) throw new Error("no digest is due");
    const [mail] = await composeDigests(house.deps, deed, period, [reader]);
    return mail?.text.replace(/\s+/g, " ") ?? "";
  };

  it("are nobody's matter while both sides are there for longer", async () => {
    expect(await desk("ada")).not.toContain("term");
    expect((await ada.get("/liaisons")).text).not.toContain("Needs a look");
  });

  it("within 30 days are told to the group and to administrators, and to no one else", async () => {
    const before = clock.now();
    clock.moveTo(new Date("2027-06-10T16:00:00Z"));
    for (const name of ["ada", "lin", "sam"] as const) expect(await desk(name)).toContain("ends Wed, Jun 30");
    for (const name of ["ana", "tess", "vera", "marcus"] as const)
      expect(await desk(name)).not.toContain("ends Wed, Jun 30");
    expect(await digest("sam")).toContain("the term of Lin Tran in the liaison group ends");
    const next = {
      personId: house.cast.id.lin,
      side: "leadership" as const,
      from: "2027-07-01",
      to: "2028-06-30",
    };
    const deed = await house.cast.deed("ada");
    await db.write(tx => giveTerm(tx, deed, next));
    const page = await (await visit(house, "vera")).get("/liaisons");
    clock.moveTo(before);
    expect(page.text).not.toContain("The term of Lin Tran");
    expect(page.text).toContain("The term of Omar Haddad");
  });

  it("of a whole side are told on the page to everyone, on the desk and in the digest to those who can mend it", async () => {
    const deed = await house.cast.deed("ada");
    for (const name of ["joe", "sam"] as const)
      for (const { id } of await listTerms(db.read, [house.cast.id[name]], deed.today))
        await db.write(tx => endTerm(tx, deed, house.cast.id[name], id));
    const said = "Nobody stands for technology in the liaison group.";
    expect((await (await visit(house, "vera")).get("/liaisons")).text).toContain(said);
    for (const name of ["ada", "lin"] as const) {
      expect(await desk(name)).toContain(said);
      expect(await digest(name)).toContain(said);
    }
    for (const name of ["joe", "ana"] as const) {
      expect(await desk(name)).not.toContain(said);
      expect(await digest(name)).not.toContain(said);
    }
    expect(await verifySeals(db.read)).toEqual([]);
  });

  it("of somebody who left are on the desk of those who can hand over", async () => {
    const [tess = ""] = (await ada.get("/admin/people?q=Tess")).links("Tess Moreno");
    const page = await ada.get(`${tess}/disabling`);
    await page.form(page.buttons()[0] ?? "").submit();
    // Once: whoever runs the house reads it among what they owe, and nowhere else.
    expect((await desk("ada")).match(/new owner/g)).toHaveLength(1);
    expect(await desk("ana")).not.toContain("new owner");
  });
});
