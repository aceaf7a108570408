import { beforeEach, describe, expect, test } from "vitest";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { seal, unseal } from "../../src/shared/sealing.ts";
import { forgetOldUnsent } from "../../src/unsent/unsent.actions.ts";
import { unsentForms } from "../../src/unsent/unsent.table.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { monday, type Name } from "../support/cast.ts";
import { type Page, stranger, type Visitor, visit } from "../support/page.ts";

const house = await makeHouse();
const { db, clock } = house.deps;
const requests = requestMaker(db, house.cast);

const day = 24 * 60 * 60_000;
const later = (days: number) => clock.moveTo(new Date(clock.now().getTime() + days * day));
const rows = () => db.read.select().from(unsentForms);

/** In a browser that has been used before. */
async function signInAgain(browser: Visitor, name: Name, next = "/unsent"): Promise<Page> {
  const deed = await house.cast.deed(name, clock.now().toISOString());
  const secret = await db.write(tx => makeSignInLink(tx, deed, house.cast.id[name], "handed"));
  const page = await browser.get(`/sign-in/${secret}?next=${next}`);
  return page.form("Sign in").submit();
}

const typed = {
  Title: "A quiet room\nfor tests",
  "What do you want to do that you cannot do today": "Line one.\r\nLine “two” & <b>.",
};

beforeEach(async () => {
  clock.moveTo(new Date(monday));
  await db.write(tx => tx.delete(unsentForms));
});

describe("a form that is sent after its session ran out", () => {
  test("is kept, sent by nobody, and shown again to whoever wrote it once they are signed in", async () => {
    const tess = await visit(house, "tess");
    const form = (await tess.get("/requests/new")).form("Send request");
    later(8);
    const out = await form.submit({ ...typed, Kind: "Training" });
    expect([out.url, out.heading]).toEqual(["/sign-in?next=%2Funsent", "Sign in"]);
    expect(out.text).toContain("Nothing was sent and nothing is lost");
    const back = await signInAgain(tess, "tess");
    expect(back.heading).toBe("What you have not sent");
    expect(back.text).toContain("Line “two” & <b>.");
    const again = await back.form("Go on with it").submit();
    expect([again.status, again.errors]).toEqual([200, []]);
    expect(again.form("Send request").fields()).toMatchObject({
      need: [expect.stringMatching(/^Line one\.\r?\nLine “two” & <b>\.$/)],
      kind: ["training"],
    });
    expect((await tess.get("/requests?state=draft")).text).not.toContain("A quiet room");
    const draft = await again.form("Keep as draft").submit();
    expect(draft.heading).toContain("A quiet room");
    expect((await tess.get("/unsent")).text).toContain("Nothing waits to be sent");
  });

  test("is shown to nobody else who signs in on that browser, and waits for the one who wrote it", async () => {
    const tess = await visit(house, "tess");
    const form = (await tess.get("/requests/new")).form("Send request");
    later(8);
    await form.submit(typed);
    const seen = await signInAgain(tess, "ana");
    expect(seen.text).toContain("Nothing waits to be sent");
    expect(seen.body).not.toContain("quiet room");
    await tess.post("/unsent/end", { path: "/requests" });
    expect((await signInAgain(tess, "tess")).text).toContain("Line one.");
    // In another browser the same person has no key to it.
    expect((await (await visit(house, "tess")).get("/unsent")).text).toContain("Nothing waits to be sent");
  });

  test("lies in the database as nobody can read it", async () => {
    const tess = await visit(house, "tess");
    const form = (await tess.get("/requests/new")).form("Send request");
    later(8);
    await form.submit(typed);
    const [row] = await rows();
    expect(row?.path).toBe("/requests");
    expect(JSON.stringify(row)).not.toMatch(/quiet|Line one/);
    expect(Buffer.from(row?.sealed ?? "", "base64").toString("latin1")).not.toMatch(/quiet|Line one/);
  });

  test("does nothing for a stranger, for who signed out, and for a press alone", async () => {
    const ada = await visit(house, "ada");
    const settings = (await ada.get("/admin/settings")).form("Keep the settings");
    const number = await requests.draft();
    await stranger(house).post("/requests", { title: "Mine" });
    const tess = await visit(house, "tess");
    const press = (await tess.get(`/requests/${number}`)).form("Send request");
    later(8);
    expect((await press.submit()).heading).toBe("Sign in");
    expect(await rows()).toEqual([]);
    // The guard of the administrators' scope lets it in no further.
    expect((await settings.submit({ District: "Other Unified" })).url).toBe("/sign-in?next=%2Funsent");
    expect((await visit(house, "ada").then(back => back.get("/admin/settings"))).body).not.toContain(
      "Other Unified",
    );
    expect((await requests.see(number)).state).toBe("draft");
  });

  test("keeps a comment whose form can bring a file", async () => {
    const number = await requests.submitted();
    const tess = await visit(house, "tess");
    later(8);
    const body = new FormData();
    body.append("words", "Said too late.");
    body.append("file", new Blob(["x"]), "a.txt");
    await tess.post(`/requests/${number}/comments`, body);
    const page = await (await signInAgain(tess, "tess")).form("Go on with it").submit();
    expect(page.form("Comment").fields().words).toEqual(["Said too late."]);
  });
});

describe("a long form that keeps itself", () => {
  const keep = (who: Visitor, words: string, to = "/requests") =>
    who.post("/unsent", { to, words: new URLSearchParams({ title: words, key: "k" }).toString() });

  test("is offered on the same form, until it is sent or a day has passed", async () => {
    const tess = await visit(house, "tess");
    expect((await keep(tess, "Half a thought")).status).toBe(204);
    expect((await keep(tess, "Half a thought more")).status).toBe(204);
    const page = await tess.get("/requests/new");
    expect(page.text).toContain("You wrote here");
    expect((await tess.get("/unsent")).$("input[name=title]").val()).toBe("Half a thought more");
    later(1.01);
    expect((await tess.get("/requests/new")).text).not.toContain("You wrote here");
    await db.write(tx => forgetOldUnsent(tx, { now: clock.now() }));
    expect(await rows()).toEqual([]);
  });

  test("is thrown away by a press, and holds ten of one person", async () => {
    const tess = await visit(house, "tess");
    for (let number = 1; number <= 12; number += 1) {
      later(0.001);
      await keep(tess, `Words ${number}`, `/requests/${number}/edit`);
    }
    const page = await tess.get("/unsent");
    expect([page.text.includes("Words 12"), page.text.includes("Words 2 ")]).toEqual([true, false]);
    expect(page.$("input[name=title]").length).toBe(10);
    await page.form("Throw it away").submit();
    expect((await rows()).length).toBe(9);
  });

  test("refuses too much, and leads to no other site", async () => {
    const tess = await visit(house, "tess");
    expect((await keep(tess, "x".repeat(100_001))).status).toBe(422);
    await keep(tess, "Words", "https://evil.example/");
    expect((await rows()).map(({ path }) => path)).toEqual(["/"]);
  });
});

test("what is sealed opens by its secret, for what it was meant, and whole", () => {
  const sealed = seal("words", "a", "tess");
  const touched = `${sealed.slice(0, -4)}AAA=`;
  expect([
    unseal(sealed, "a", "tess"),
    unseal(sealed, "b", "tess"),
    unseal(sealed, "a", "ana"),
    unseal(touched, "a", "tess"),
    unseal("", "a", "tess"),
  ]).toEqual(["words", null, null, null, null]);
});
