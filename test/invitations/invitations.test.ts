import { asc, desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { readInvitees, sideOf } from "../../src/invitations/invitations.rules.ts";
import { invitations } from "../../src/invitations/invitations.table.ts";
import { outbox } from "../../src/mail/outbox.table.ts";
import { sendDue } from "../../src/mail/sender.ts";
import { findPersonByEmail } from "../../src/people/people.queries.ts";
import { people } from "../../src/people/people.table.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const { db, clock } = house.deps;
const ada = await visit(house, "ada");

async function inviteAll(list: string, more: Record<string, string> = {}) {
  const checked = await (await ada.get("/admin/invitations/new"))
    .form("Look it over")
    .submit({ People: list, ...more });
  const [button = ""] = checked.buttons();
  return button.startsWith("Invite") ? checked.form(button).submit() : checked;
}

/** The link in the newest mail to this address, as it waits in the outbox. */
async function linkFor(address: string): Promise<string> {
  const [mail] = await db.read
    .select()
    .from(outbox)
    .where(eq(outbox.toAddress, address))
    .orderBy(desc(outbox.id));
  return /\/join\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "none";
}

const rowOf = async (email: string) => {
  const [row] = await db.read
    .select()
    .from(invitations)
    .where(eq(invitations.email, email))
    .orderBy(desc(invitations.id));
  if (!row) throw new Error(`nobody invited ${email}`);
  return row;
};

describe("a pasted list", () => {
  it.each<[string, string, string[]]>([
    ["Rosa Diaz <rosa@x.example>", "Rosa Diaz", ["rosa@x.example"]],
    ["Rosa Diaz, rosa@x.example", "Rosa Diaz", ["rosa@x.example"]],
    ['"Diaz, Rosa" <rosa@x.example>;', "Diaz, Rosa", ["rosa@x.example"]],
    ["Rosa\trosa@x.example", "Rosa", ["rosa@x.example"]],
    ["Rosa Diaz rosa@x.example", "Rosa Diaz", ["rosa@x.example"]],
  ])("is read as people write it: %s", (line, name, [email]) => {
    expect(readInvitees(line)).toEqual({ people: [{ row: 1, name, email }], problems: [] });
  });

  it.each<[string, RegExp]>([
    ["rosa@x.example", /has no name/],
    ["Rosa Diaz", /no e-mail address/],
    ["Rosa <rosa@x>", /no e-mail address/],
    ["Rosa <rosa@x.example, eve@evil.example>", /no e-mail address/],
    [`${"R".repeat(121)} <rosa@x.example>`, /more than 120/],
  ])("is refused where a line is none: %s", (line, said) => {
    expect(
      readInvitees(line)
        .problems.map(({ message }) => message)
        .join(),
    ).toMatch(said);
  });

  it("is told each of its problems by line, and nobody is invited", async () => {
    const again = await inviteAll(
      "Rosa <rosa@x.example>\n\nAna <ana@sanjuan.example>\nRosa <ROSA@x.example>\nnobody",
    );
    expect(again.status).toBe(422);
    const [told = ""] = again.errors;
    expect(told).toContain("Line 3: Ana Ruiz has the address ana@sanjuan.example and is here already.");
    expect(told).toContain("Line 4: This address stands on line 1 already.");
    expect(told).toContain("Line 5:");
    expect(await db.read.select().from(invitations)).toEqual([]);
  });

  it("takes at most 500 people", () => {
    const list = Array.from({ length: 501 }, (_, index) => `P${index} <p${index}@x.example>`).join("\n");
    expect(readInvitees(list).problems[0]?.message).toContain("more than 500");
  });
});

describe("an invitation", () => {
  it("stands for the side that is chosen, for that of the role, or for none", () => {
    expect([sideOf("educators", "leader"), sideOf("role", "leader"), sideOf("none", "leader")]).toEqual([
      "educators",
      "leadership",
      null,
    ]);
  });

  it("is not for strangers or other roles to send", async () => {
    expect((await stranger(house).get("/admin/invitations")).url).toContain("/sign-in");
    const lin = await visit(house, "lin");
    for (const path of ["/admin/invitations", "/admin/invitations/new"])
      expect((await lin.get(path)).status).toBe(403);
    expect(
      (await lin.post("/admin/invitations", { people: "E <e@x.example>", role: "leader", side: "role" }))
        .status,
    ).toBe(403);
  });

  it("is looked over, and goes to each with who invites and a link of their own", async () => {
    const sent = await inviteAll("Rosa Diaz <rosa@x.example>\nTim Ho, tim@x.example", {
      Role: "Technologist",
    });
    expect(sent.text).toContain("2 invitations are on the way.");
    const mails = await db.read
      .select()
      .from(outbox)
      .where(eq(outbox.kind, "invitation"))
      .orderBy(asc(outbox.id));
    expect(mails.map(({ toAddress }) => toAddress).sort()).toEqual(["rosa@x.example", "tim@x.example"]);
    expect(mails[0]?.subject).toBe("Ada Flynn invites you to Crosswalk");
    expect(await linkFor("rosa@x.example")).not.toBe(await linkFor("tim@x.example"));
    expect(await findPersonByEmail(db.read, "rosa@x.example")).toBeUndefined();
    const again = await inviteAll("Rosa Diaz <rosa@x.example>");
    expect(again.errors.join()).toContain("was invited already");
  });

  it("is used up by no look at it, and makes one account, however often it is used at once", async () => {
    const link = await linkFor("rosa@x.example");
    const forms = await Promise.all(
      Array.from({ length: 20 }, async () => (await stranger(house).get(link)).form("Accept and sign in")),
    );
    const answers = await Promise.all(forms.map(form => form.submit({ Title: "Engineer" })));
    expect(answers.filter(({ url }) => url === "/")).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19);
    const made = await db.read.select().from(people).where(eq(people.emailKey, "rosa@x.example"));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      role: "technologist",
      side: "technology",
      title: "Engineer",
      isAdmin: false,
    });
    expect((await stranger(house).get(link)).text).toContain("It was used");
  });

  it("never works as a sign-in link, nor a sign-in link as an invitation", async () => {
    const secret = (await linkFor("tim@x.example")).split("/").at(-1) ?? "";
    expect((await stranger(house).get(`/sign-in/${secret}`)).status).toBe(410);
    expect((await stranger(house).get(`/join/${secret.slice(1)}`)).status).toBe(410);
  });

  it("is sent again with a fresh link; the one before works no more", async () => {
    const before = await linkFor("tim@x.example");
    const list = await ada.get("/admin/invitations");
    expect((await list.form("Send it again to Tim Ho").submit()).text).toContain(
      "A fresh link is on the way",
    );
    expect((await stranger(house).get(before)).status).toBe(410);
    expect((await stranger(house).get(await linkFor("tim@x.example"))).status).toBe(200);
  });

  it("runs out after 14 days, and works until then", async () => {
    const now = clock.now();
    const link = await linkFor("tim@x.example");
    clock.moveTo(new Date(now.getTime() + 14 * 86_400_000 - 1));
    expect((await stranger(house).get(link)).status).toBe(200);
    clock.moveTo(new Date(now.getTime() + 14 * 86_400_000));
    const late = await stranger(house).get(link);
    expect([late.status, late.text.includes("It ran out")]).toEqual([410, true]);
    clock.moveTo(now);
  });

  it("is withdrawn: its link is dead, its mail stays, and it can be sent to the same person anew", async () => {
    const link = await linkFor("tim@x.example");
    const list = await ada.get("/admin/invitations");
    expect((await list.form("Withdraw that of Tim Ho").submit()).text).toContain("works no more");
    expect((await stranger(house).get(link)).text).toContain("It was withdrawn");
    const { id } = await rowOf("tim@x.example");
    expect((await ada.post(`/admin/invitations/${id}/resending`, {})).status).toBe(409);
    expect((await inviteAll("Tim Ho <tim@x.example>")).text).toContain("One invitation is on the way.");
  });

  it("opens no account that is there already", async () => {
    const form = (await stranger(house).get(await linkFor("tim@x.example"))).form("Accept and sign in");
    await (await ada.get("/admin/people/new"))
      .form("Add person")
      .submit({ Name: "Tim Ho", "E-mail address": "tim@x.example" });
    const refused = await form.submit();
    expect([refused.status, refused.errors]).toEqual([
      409,
      ["You are here already. Ask for a link on the sign-in page."],
    ]);
  });

  it("leaves no secret in the outbox once its mail is out, and nobody else reads it", async () => {
    await inviteAll("Uma Roy <uma@x.example>");
    await sendDue(house.deps);
    const mails = await db.read.select().from(outbox).where(eq(outbox.kind, "invitation"));
    expect(mails.filter(({ text, html }) => text !== "" || html !== "")).toEqual([]);
    expect(house.mails.some(({ text }) => text.includes("/join/"))).toBe(true);
    const [sent] = mails;
    expect((await ada.get(`/admin/mail/${sent?.id}`)).text).toContain("Nobody else may read it");
  });

  it("leaves seals that verify", async () => {
    expect(await verifySeals(db.read)).toEqual([]);
  });
});
