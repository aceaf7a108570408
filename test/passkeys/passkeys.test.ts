import { generateKeyPairSync } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { tellOfWay } from "../../src/mail/way-mail.ts";
import { isCopied } from "../../src/passkeys/passkeys.rules.ts";
import { passkeys } from "../../src/passkeys/passkeys.table.ts";
import { spentAttempts } from "../../src/people/attempts.table.ts";
import { people, sessions } from "../../src/people/people.table.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, type Visitor, visit } from "../support/page.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { type Asked, Authenticator, type Twist } from "./authenticator.ts";

const house = await makeHouse();
const { db, clock } = house.deps;

const challengeFor = async (visitor: Visitor, path: string): Promise<Asked> =>
  JSON.parse((await visitor.post(path)).body);

const openSessions = async () => (await db.read.select().from(sessions)).length;

/** Adds a passkey as the page's script would. */
async function add(visitor: Visitor, key: Authenticator, name: string, twist: Twist = {}) {
  const form = (await visitor.get("/passkeys")).form("Add a passkey");
  const asked = await challengeFor(visitor, "/passkeys/challenge");
  return visitor.post("/passkeys", { ...form.fields(), name, answer: key.make(asked, twist) });
}

const anasKey = new Authenticator();
const tesssKey = new Authenticator();

beforeAll(async () => {
  expect((await add(await visit(house, "ana"), anasKey, "Work laptop")).text).toContain("Work laptop");
  expect((await add(await visit(house, "tess"), tesssKey, "Blue key")).text).toContain("Blue key");
});

describe("one's own passkeys", () => {
  it("are added under a name, listed, and removed", async () => {
    const mai = await visit(house, "mai");
    expect((await mai.get("/passkeys")).text).toContain("None yet.");
    const key = new Authenticator();
    expect((await add(mai, key, "")).errors).toEqual(["“Name” is empty. Enter a few words."]);
    const page = await add(mai, key, "Phone & key");
    expect(page.text).toContain("Phone & key");
    expect(page.text).toContain("Not used yet.");
    const again = await add(mai, key, "Phone again");
    expect([again.status, again.errors]).toEqual([409, ["This passkey is here already."]]);
    const gone = await page.form("Remove").submit();
    expect(gone.text).toContain("None yet.");
  });

  it("are told of by mail when they come and go, also to whom has every other mail in the digest", async () => {
    const sam = await visit(house, "sam");
    const chosen = { notices: "in the digest", digest: "on" } as const;
    await db.write(tx => tx.update(people).set(chosen).where(eq(people.id, house.cast.id.sam)));
    await (await add(sam, new Authenticator(), "Desk & key")).form("Remove").submit();
    const deed = await house.cast.deed("sam");
    const way = { what: "single sign-on ended", device: "Firefox on Windows" } as const;
    await db.write(tx => tellOfWay(tx, deed, house.cast.id.sam, way));
    const told = (await outboxRows(db)).filter(({ personId }) => personId === house.cast.id.sam);
    expect(told.map(({ subject, text }) => `${subject}: ${text.replace(/\s+/g, " ")}`).sort()).toEqual([
      expect.stringMatching(/^A passkey can sign you in.* “Desk & key” was added Mon, Nov 23, 8:00 AM\./),
      expect.stringMatching(/^A passkey no longer .* “Desk & key” was removed Mon, Nov 23, 8:00 AM\./),
      expect.stringMatching(/^Single sign-on is .* It was disconnected .* 8:00 AM, on Firefox on Windows\./),
    ]);
  });

  it("are asked for with what is discoverable, verified and not there yet", async () => {
    const asked = JSON.parse((await (await visit(house, "ana")).post("/passkeys/challenge")).body);
    expect(asked.authenticatorSelection).toMatchObject({
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    expect(asked.rp).toEqual({ name: "Crosswalk", id: "localhost" });
    expect(asked.excludeCredentials.map(({ id }: { id: string }) => id)).toEqual([anasKey.id]);
    expect(asked.user.id).toBe(anasKey.userHandle);
    expect(Buffer.from(asked.challenge, "base64url")).toHaveLength(32);
  });

  it("are nobody else's to remove", async () => {
    const [row] = await db.read.select().from(passkeys).where(eq(passkeys.credentialId, anasKey.id));
    const tess = await visit(house, "tess");
    expect((await tess.post(`/passkeys/${row?.id}/removal`)).status).toBe(404);
    expect((await tess.get("/passkeys")).text).not.toContain("Work laptop");
  });

  const wrong: [string, Twist][] = [
    ["made at another site", { origin: "https://crosswalk.evil.example" }],
    ["made for another domain", { rpId: "evil.example" }],
    ["made without fingerprint, face or PIN", { isVerified: false }],
    ["made for another challenge", { challenge: Buffer.alloc(32, 7).toString("base64url") }],
    ["made as a sign-in", { type: "webauthn.get" }],
  ];
  it.each(wrong)("are not added when %s", async (_, twist) => {
    const page = await add(await visit(house, "priya"), new Authenticator(), "Wrong", twist);
    expect([page.status, page.errors]).toEqual([
      422,
      ["The passkey did not arrive. Press the button again, and answer what your browser asks."],
    ]);
  });

  it("are not added twice by one challenge, nor in another session", async () => {
    const priya = await visit(house, "priya");
    const asked = await challengeFor(priya, "/passkeys/challenge");
    const made = { name: "One", answer: new Authenticator().make(asked) };
    const other = await visit(house, "priya");
    other.takeCookie(priya, "crosswalk-add-a-passkey");
    expect((await other.post("/passkeys", made)).status).toBe(422);
    const kept = stranger(house);
    kept.takeCookie(priya, "crosswalk", "crosswalk-add-a-passkey");
    expect((await priya.post("/passkeys", made)).status).toBe(200);
    const again = { name: "Two", answer: new Authenticator().make(asked) };
    expect((await kept.post("/passkeys", again)).status).toBe(422);
  });
});

/** A browser that has begun, with what it was asked. */
async function begun() {
  const visitor = stranger(house);
  return { visitor, asked: await challengeFor(visitor, "/sign-in/passkey/challenge") };
}

describe("an hour after signing in", () => {
  it("one's own ways to sign in are read, and changed only after signing in again", async () => {
    const before = clock.now();
    const mai = await visit(house, "mai");
    const key = new Authenticator();
    await add(mai, key, "Desk");
    const { asked, visitor } = await begun();
    const [row] = await db.read.select().from(passkeys).where(eq(passkeys.credentialId, key.id));
    const fresh = (await mai.get("/passkeys")).buttons();
    expect(fresh).toEqual(["My devices", "Remove", "Add a passkey"]);
    clock.moveTo(new Date(before.getTime() + 60 * 60_000));
    const page = await mai.get("/passkeys");
    expect(page.buttons()).toEqual(["My devices", "Sign in again"]);
    for (const path of ["/passkeys/challenge", "/passkeys", `/passkeys/${row?.id}/removal`])
      expect((await mai.post(path)).status).toBe(403);
    const [again = ""] = page.links("Sign in again");
    expect((await mai.get(again)).form("Mail me a link").fields().next).toEqual(["/passkeys"]);
    clock.moveTo(before);
    await visitor.post("/sign-in/passkey", { answer: key.sign(asked) });
    clock.moveTo(new Date(before.getTime() + 30 * 60_000));
    const gone = await (await visitor.get("/passkeys")).form("Remove").submit();
    expect(gone.text).toContain("None yet.");
    clock.moveTo(before);
  });
});

describe("signing in with a passkey", () => {
  it("leads to the page that was asked for, and counts", async () => {
    const { visitor, asked } = await begun();
    anasKey.counter = 5;
    const page = await visitor.post("/sign-in/passkey", { answer: anasKey.sign(asked), next: "/goals" });
    expect([page.url, page.status]).toEqual(["/goals", 200]);
    const [row] = await db.read.select().from(passkeys).where(eq(passkeys.credentialId, anasKey.id));
    expect([row?.counter, row?.usedAt]).toEqual([5, clock.now()]);
    expect((await visitor.get("/passkeys")).text).toContain("Last used Mon, Nov 23");
    anasKey.counter = 6;
  });

  it("works again and again with a passkey that never counts", async () => {
    for (const _ of [1, 2]) {
      const { visitor, asked } = await begun();
      expect((await visitor.post("/sign-in/passkey", { answer: tesssKey.sign(asked) })).url).toBe("/");
    }
  });

  it("goes on when the person's two records were merged", async () => {
    const owner = (id: string) =>
      db.write(tx => tx.update(passkeys).set({ personId: id }).where(eq(passkeys.credentialId, tesssKey.id)));
    await owner(house.cast.id.sam);
    const { visitor, asked } = await begun();
    const page = await visitor.post("/sign-in/passkey", { answer: tesssKey.sign(asked) });
    expect(page.body).toContain("Sam Park");
    await owner(house.cast.id.tess);
  });

  it.each([
    [5, 6, false],
    [5, 5, true],
    [5, 0, true],
    [0, 1, false],
    [0, 0, false],
  ])("with a counter that was %i and is %i shows a copy: %s", (kept, given, isCopy) => {
    expect(isCopied(kept, given)).toBe(isCopy);
  });

  it("asks for no names, and for a verified person", async () => {
    const { asked } = await begun();
    expect(asked).toMatchObject({ rpId: "localhost", userVerification: "required" });
    expect(asked).not.toHaveProperty("allowCredentials");
  });

  const otherKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const altered = (change: (answer: { response: Record<string, string> }) => void) => (asked: Asked) => {
    const answer = JSON.parse(tesssKey.sign(asked));
    change(answer);
    return JSON.stringify(answer);
  };
  const flipped = (text = "") => {
    const bytes = Buffer.from(text, "base64url");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    return bytes.toString("base64url");
  };
  const twisted = (twist: Twist) => (asked: Asked) => tesssKey.sign(asked, twist);

  const wrong: [string, (asked: Asked) => string][] = [
    ["of another site", twisted({ origin: "https://crosswalk.evil.example" })],
    ["of another port", twisted({ origin: "http://localhost:3001" })],
    ["of another domain", twisted({ rpId: "evil.example" })],
    ["without fingerprint, face or PIN", twisted({ isVerified: false })],
    ["to another challenge", twisted({ challenge: Buffer.alloc(32, 7).toString("base64url") })],
    ["of a passkey being made", twisted({ type: "webauthn.create" })],
    ["signed by another key", twisted({ key: otherKey })],
    ["of a passkey that nobody has", twisted({ id: "bm9ib2R5" })],
    ["signed by one's own key for another's passkey", twisted({ id: anasKey.id })],
    ["that calls its person another", asked => tesssKey.sign(asked, { userHandle: anasKey.userHandle })],
    ["that calls its person nothing", twisted({ userHandle: undefined })],
    [
      "with a changed signature",
      altered(({ response }) => (response.signature = flipped(response.signature))),
    ],
    [
      "with changed data",
      altered(({ response }) => (response.authenticatorData = flipped(response.authenticatorData))),
    ],
    ["that is a new passkey", asked => new Authenticator().make(asked)],
    ["that is no JSON", () => "{"],
    ["that is JSON of something else", () => '{"id":{"length":1}}'],
    ["that is empty", () => ""],
  ];
  it.each(wrong)("is refused with an answer %s", async (_, answerTo) => {
    const { visitor, asked } = await begun();
    const before = await openSessions();
    const page = await visitor.post("/sign-in/passkey", { answer: answerTo(asked) });
    expect([page.status, page.heading]).toEqual([403, "The passkey did not sign you in"]);
    expect(await openSessions()).toBe(before);
    // The challenge is spent: the right answer comes too late.
    expect((await visitor.post("/sign-in/passkey", { answer: tesssKey.sign(asked) })).status).toBe(403);
  });

  it("is refused when the answer is sent again, from here or from another browser", async () => {
    const { visitor, asked } = await begun();
    const thief = stranger(house);
    const answer = tesssKey.sign(asked);
    expect((await thief.post("/sign-in/passkey", { answer })).status).toBe(403);
    const own = await begun();
    expect((await own.visitor.post("/sign-in/passkey", { answer })).status).toBe(403);
    thief.takeCookie(visitor, "crosswalk-use-a-passkey");
    expect((await visitor.post("/sign-in/passkey", { answer })).url).toBe("/");
    expect((await thief.post("/sign-in/passkey", { answer })).status).toBe(403);
    expect((await db.read.select().from(spentAttempts)).length).toBeGreaterThan(0);
  });

  it("is refused twenty times less one when twenty answers come at once", async () => {
    const { visitor, asked } = await begun();
    const answer = tesssKey.sign(asked);
    const twins = Array.from({ length: 20 }, () => {
      const twin = stranger(house);
      twin.takeCookie(visitor, "crosswalk-use-a-passkey");
      return twin;
    });
    const pages = await Promise.all(twins.map(twin => twin.post("/sign-in/passkey", { answer })));
    expect(pages.filter(page => page.status === 403)).toHaveLength(19);
  });

  it("is refused a quarter of an hour later, and when the clock was set back", async () => {
    const before = clock.now();
    for (const minutes of [16, -1]) {
      const { visitor, asked } = await begun();
      clock.moveTo(new Date(before.getTime() + minutes * 60_000));
      expect((await visitor.post("/sign-in/passkey", { answer: tesssKey.sign(asked) })).status).toBe(403);
      clock.moveTo(before);
    }
  });

  it("is refused with a copy, in words and with a line in the history", async () => {
    const { visitor, asked } = await begun();
    const page = await visitor.post("/sign-in/passkey", { answer: anasKey.sign(asked, { counter: 5 }) });
    expect(page.status).toBe(403);
    expect(page.text).toContain("a copy of your passkey was used elsewhere");
    const ada = await visit(house, "ada");
    const [href = ""] = (await ada.get("/admin/people?q=Ana")).links("Ana Ruiz");
    expect((await ada.get(href)).text).toContain("refused a passkey that looks like a copy");
    const mine = (await outboxRows(db)).filter(({ personId }) => personId === house.cast.id.ana);
    expect(mine.map(({ subject }) => subject)).toContain("A passkey of yours was refused");
  });

  it("is refused to whom an administrator disabled, and after removal", async () => {
    await db.write(tx =>
      tx.update(people).set({ disabledAt: clock.now() }).where(eq(people.id, house.cast.id.tess)),
    );
    const first = await begun();
    expect(
      (await first.visitor.post("/sign-in/passkey", { answer: tesssKey.sign(first.asked) })).status,
    ).toBe(403);
    await db.write(tx =>
      tx.update(people).set({ disabledAt: null }).where(eq(people.id, house.cast.id.tess)),
    );
    const tess = await visit(house, "tess");
    await (await tess.get("/passkeys")).form("Remove").submit();
    const { visitor, asked } = await begun();
    expect((await visitor.post("/sign-in/passkey", { answer: tesssKey.sign(asked) })).status).toBe(403);
  });
});

describe("without scripts, or at another address", () => {
  it("the link by mail stays, and the passkey's form stays hidden", async () => {
    const page = await stranger(house).get("/sign-in");
    expect(page.$("form[data-passkey]").attr("hidden")).toBeDefined();
    expect(page.form("Mail me a link").fields().email).toEqual([""]);
    const added = await (await (await visit(house, "mai")).get("/passkeys"))
      .form("Add a passkey")
      .submit({ Name: "Typed by hand" });
    expect(added.status).toBe(422);
  });

  it("passkeys are offered only where people type the address", async () => {
    const page = await house.app.inject({ url: "/sign-in", headers: { host: "127.0.0.1:3000" } });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain("data-passkey");
  });
});
