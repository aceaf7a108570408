import { describe, expect, it } from "vitest";
import { makeHouse } from "../support/app.ts";
import { stranger, type Visitor, visit } from "../support/page.ts";

const house = await makeHouse();
const { clock } = house.deps;
const ada = await visit(house, "ada");

/** The page of a person, found as an administrator finds it. */
const pageOf = async (name: string) => {
  const list = await ada.get(`/admin/people?q=${encodeURIComponent(name)}`);
  const [href = ""] = list.links(name);
  return ada.get(href);
};

describe("people", () => {
  it("are not for strangers or other roles", async () => {
    expect((await stranger(house).get("/admin/people")).url).toContain("/sign-in");
    for (const name of ["ana", "lin", "dana", "grace"] as const)
      expect((await (await visit(house, name)).get("/admin/people")).status).toBe(403);
  });

  it("are added by a form that keeps what was typed", async () => {
    const form = (await ada.get("/admin/people/new")).form("Add person");
    const bad = await form.submit({ Name: "Rosa Diaz", "E-mail address": "rosa at school" });
    expect(bad.status).toBe(422);
    expect(bad.form("Add person").fields().name).toEqual(["Rosa Diaz"]);
    const added = await bad
      .form("Add person")
      .submit({ "E-mail address": "rosa@sanjuan.example", Role: "Technologist" });
    expect(added.text).toContain("Rosa Diaz");
    expect((await pageOf("Rosa Diaz")).text).toMatch(/Side\s*T Technology/);
    const again = await (await ada.get("/admin/people/new"))
      .form("Add person")
      .submit({ "E-mail address": "ROSA@sanjuan.example", Name: "Rosa D." });
    expect(again.text).toContain("is here already");
  });

  it("lose their sessions and rights at the next request when disabled, and keep what they wrote", async () => {
    const mai = await visit(house, "mai");
    expect((await mai.get("/")).status).toBe(200);
    const page = await pageOf("Mai Vang");
    const [confirm = ""] = page.links("Disable");
    await (await ada.get(confirm)).form("Disable Mai Vang").submit();
    expect((await mai.get("/")).url).toContain("/sign-in");
    expect((await pageOf("Mai Vang")).text).toContain("disabled this person");
    const term = { Side: "Leadership", From: "2027-01-01", To: "2027-02-01" };
    expect((await page.form("Give the term").submit(term)).status).toBe(409);
    await (await pageOf("Mai Vang")).form("Let them sign in again").submit();
    expect((await mai.get("/")).url).toContain("/sign-in");
    expect((await (await visit(house, "mai")).get("/")).status).toBe(200);
  });

  const isIn = async (visitor: Visitor) => (await visitor.get("/liaisons")).url === "/liaisons";
  const edited = async (name: string, fields: Record<string, string>) => {
    const [edit = ""] = (await pageOf(name)).links("Edit");
    const form = await ada.get(edit);
    return { form, saved: await form.form("Keep changes").submit(fields) };
  };
  const adminFlag = "Administrator: people, terms and settings, without a say in content";

  it.each([
    ["a role", { Role: "Leader" }],
    ["the administrator's flag", { [adminFlag]: "yes" }],
    ["the approver's flag", { "Approver: decides budget requests": "yes" }],
  ])(
    "are signed out everywhere by a change of %s, which the page says before, and only they are",
    async (_, fields) => {
      const [joe, joes, omar] = [
        await visit(house, "joe"),
        await visit(house, "joe"),
        await visit(house, "omar"),
      ];
      const { form, saved } = await edited("Joe Lind", fields);
      expect(form.text).toContain("every session of this person ends at once");
      expect(saved.body).toContain("is signed out everywhere and signs in again with the new rights");
      expect([await isIn(joe), await isIn(joes), await isIn(omar), await isIn(ada)]).toEqual([
        false,
        false,
        true,
        true,
      ]);
      expect(await isIn(await visit(house, "joe"))).toBe(true);
    },
  );

  it("stay signed in where only words change", async () => {
    const joe = await visit(house, "joe");
    const { saved } = await edited("Joe Lind", { Title: "Network lead" });
    expect(saved.body).not.toContain("signed out");
    expect(await isIn(joe)).toBe(true);
  });

  it("who change their own rights keep the session that they do it in, and no other", async () => {
    const elsewhere = await visit(house, "ada");
    const { form, saved } = await edited("Ada Flynn", { "Approver: decides budget requests": "yes" });
    expect(form.text).toContain("your other devices are signed out");
    expect(saved.body).toContain("Your other devices are signed out.");
    expect([await isIn(ada), await isIn(elsewhere)]).toEqual([true, false]);
  });

  it("have their new rights when they come back", async () => {
    expect((await (await visit(house, "omar")).get("/admin/people")).status).toBe(403);
    await edited("Omar Haddad", { [adminFlag]: "yes" });
    expect((await (await visit(house, "omar")).get("/admin/people")).status).toBe(200);
  });

  it("keep an administrator: the last one cannot leave", async () => {
    const fresh = await makeHouse();
    const only = await visit(fresh, "ada");
    const list = await only.get("/admin/people?q=Ada");
    const [href = ""] = list.links("Ada Flynn");
    const [confirm = ""] = (await only.get(href)).links("Disable");
    const refused = await (await only.get(confirm)).form("Disable Ada Flynn").submit();
    expect(refused.text).toContain("last administrator");
    expect((await only.get("/admin/people")).status).toBe(200);
  });

  it("get a link that is shown once and signs in", async () => {
    const shown = await (await pageOf("Tess Moreno")).form("Make a sign-in link").submit();
    const link = /\/sign-in\/[\w-]{43}/.exec(shown.text)?.[0] ?? "";
    expect((await (await stranger(house).get(link)).form("Sign in").submit()).url).toBe("/");
    expect((await pageOf("Tess Moreno")).text).not.toContain(link);
  });
});

describe("a liaison term", () => {
  it("gives its rights from its first midnight in the district's zone and takes them after its last", async () => {
    const before = clock.now();
    const page = await pageOf("Priya Nair");
    await page.form("Give the term").submit({ Side: "Technology", From: "2026-11-25", To: "2026-11-26" });
    const priya = await visit(house, "priya");
    const may = async (instant: string) => {
      clock.moveTo(new Date(instant));
      return (await priya.get("/")).$("nav").text().includes("Triage");
    };
    expect(await may("2026-11-25T07:59:59Z")).toBe(false);
    expect(await may("2026-11-25T08:00:00Z")).toBe(true);
    expect(await may("2026-11-27T07:59:59Z")).toBe(true);
    expect(await may("2026-11-27T08:00:00Z")).toBe(false);
    clock.moveTo(before);
  });

  it("overlaps no other of the same person, and does not end before it begins", async () => {
    const page = await pageOf("Lin Tran");
    const overlap = await page
      .form("Give the term")
      .submit({ Side: "Leadership", From: "2027-01-01", To: "2027-02-01" });
    expect(overlap.status).toBe(409);
    expect(overlap.text).toContain(
      "They stand for leadership already, Jul 1, 2026 to Jun 30, 2027. End that first",
    );
    const reversed = await page
      .form("Give the term")
      .submit({ Side: "Leadership", From: "2028-02-01", To: "2028-01-01" });
    expect(reversed.status).toBe(422);
    const past = await page
      .form("Give the term")
      .submit({ Side: "Leadership", From: "2026-01-01", To: "2026-02-01" });
    expect([past.status, past.text.includes("“To” has passed. Enter a later last day.")]).toEqual([
      422,
      true,
    ]);
    expect(past.text).toContain("made this person liaison for leadership, Jul 1, 2026 to Jun 30, 2027.");
  });

  it("shows on the page of the group, for everyone", async () => {
    const page = await (await visit(house, "vera")).get("/liaisons");
    expect(page.text).toContain("Lin Tran");
    expect(page.text).toContain("For technology");
  });
});
