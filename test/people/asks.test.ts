import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { outbox } from "../../src/mail/outbox.table.ts";
import { answerAsk, askForLink } from "../../src/people/asks.actions.ts";
import { type AskCounts, linksAnAddress, mayMailLink, networkOf } from "../../src/people/asks.rules.ts";
import { signInAsks } from "../../src/people/asks.table.ts";
import { answerAsks } from "../../src/people/asks.timers.ts";
import { forgetOldSignIns } from "../../src/people/old-sign-ins.actions.ts";
import { people, sessions, signInLinks } from "../../src/people/people.table.ts";
import { keyedHash } from "../../src/shared/ids.ts";
import { allRows } from "../support/all-rows.ts";
import { makeHouse } from "../support/app.ts";
import { type Name, names } from "../support/cast.ts";
import { stranger } from "../support/page.ts";

const house = await makeHouse();
const { deps } = house;
const { db, clock } = deps;

const addressOf = (name: Name) => `${name}@sanjuan.example`;
const mailsTo = (name: Name) =>
  db.read
    .select()
    .from(outbox)
    .where(eq(outbox.personId, house.cast.id[name]))
    .orderBy(desc(outbox.date), desc(outbox.id));
const countTo = async (name: Name) => (await mailsTo(name)).length;
const linkIn = (text = "") => /http:\/\/localhost:3000(\/sign-in\/\S+)/.exec(text)?.[1] ?? "";

const later = (minutes: number) => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));

/** As the page does it, without the page. */
async function ask(email: string, network = "203.0.113.7"): Promise<void> {
  const deed = await house.cast.deed("ada", clock.now().toISOString());
  const address = keyedHash(deps.secret, `address ${email}`);
  await db.write(async tx => {
    await askForLink(tx, deed, { email, next: "/", address, network });
    await answerAsk(tx, deed);
  });
}

/** Posts the form while everything after the first write is held back. */
async function askHeldBack(email: string) {
  const held = Promise.withResolvers<void>();
  let writes = 0;
  deps.db = {
    ...db,
    async write(work, options) {
      writes += 1;
      if (writes > 1) await held.promise;
      return db.write(work, options);
    },
  };
  const before = await allRows(db.read);
  const page = await (await stranger(house).get("/sign-in"))
    .form("Mail me a link")
    .submit({ "E-mail address": email });
  const after = await allRows(db.read);
  const changed = Object.keys(after).filter(table => after[table]?.join() !== before[table]?.join());
  held.resolve();
  deps.db = db;
  await answerAsks(deps);
  return { status: page.status, text: page.text, headers: Object.keys(page.headers), changed };
}

describe("asking for a link", () => {
  it("is the same deed for a known, an unknown, a disabled and a bouncing address, and waits for no mail", async () => {
    const change = (name: Name, to: Partial<typeof people.$inferInsert>) =>
      db.write(tx => tx.update(people).set(to).where(eq(people.id, house.cast.id[name])));
    await change("vera", { disabledAt: clock.now() });
    await change("mai", { bouncedAt: clock.now() });
    const answers = [];
    for (const email of ["ana", "nobody", "vera", "mai"])
      answers.push(await askHeldBack(`${email}@sanjuan.example`));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 200, changed: ["sign_in_asks"] });
    await change("vera", { disabledAt: null });
    // The negative control: behind the same words, two of the four were mailed.
    const counts = [await countTo("ana"), await countTo("vera"), await countTo("mai")];
    expect(counts).toEqual([1, 0, 1]);
  });

  it("keeps no address once it is answered, nor the ask for longer than limits look back", async () => {
    const kept = await db.read.select().from(signInAsks);
    expect(kept).toHaveLength(4);
    expect(JSON.stringify(kept)).not.toContain("sanjuan");
    later(61);
    await ask("nobody@sanjuan.example");
    expect(await db.read.select().from(signInAsks)).toHaveLength(1);
  });

  it("mails a link that leads on to the page that was asked for", async () => {
    const visitor = stranger(house);
    const page = await visitor.get("/sign-in?next=%2Fgoals");
    await page.form("Mail me a link").submit({ "E-mail address": "  TESS@sanjuan.example " });
    await answerAsks(deps);
    const [mail] = await mailsTo("tess");
    const link = await visitor.get(linkIn(mail?.text));
    expect((await link.form("Sign in").submit()).url).toBe("/goals");
  });
});

describe("thirty days after its end", () => {
  it("a sign-in is forgotten, and what runs is not", async () => {
    const before = clock.now();
    const left = async () => ({
      sessions: (await db.read.select().from(sessions)).length,
      links: (await db.read.select().from(signInLinks)).length,
    });
    const deed = await house.cast.deed("ada", before.toISOString());
    await db.write(tx => forgetOldSignIns(tx, deed));
    expect(await left()).toEqual({ sessions: 1, links: 3 });
    const then = new Date(before.getTime() + 61 * 24 * 3600_000);
    await db.write(tx => forgetOldSignIns(tx, { ...deed, now: then }));
    expect(await left()).toEqual({ sessions: 0, links: 0 });
  });
});

describe("limits", () => {
  it("of an address mail five links in a quarter of an hour, each of which works", async () => {
    for (let n = 0; n < linksAnAddress + 3; n += 1) await ask(addressOf("priya"));
    const mails = await mailsTo("priya");
    expect(mails).toHaveLength(linksAnAddress);
    for (const { text } of mails) {
      const page = await stranger(house).get(linkIn(text));
      expect(page.status).toBe(200);
      await page.form("Sign in").submit();
    }
    // All are used, so that the next one is due: nobody can be kept out by asking in their name.
    await ask(addressOf("priya"));
    expect(await countTo("priya")).toBe(linksAnAddress + 1);
    await ask(addressOf("priya"));
    expect(await countTo("priya")).toBe(linksAnAddress + 1);
    later(16);
    await ask(addressOf("priya"));
    expect(await countTo("priya")).toBe(linksAnAddress + 2);
  });

  it("of a network stop what floods from it, and nobody's first link", async () => {
    later(16);
    const others = names.filter(name => name !== "grace");
    for (const name of [...others, ...others, ...others, ...others, ...others])
      await ask(addressOf(name), "a flood");
    await ask(addressOf("grace"), "a flood");
    expect(await countTo("grace")).toBe(1);
    await ask(addressOf("grace"), "a flood");
    expect(await countTo("grace")).toBe(1);
    await ask(addressOf("grace"), "somewhere else");
    expect(await countTo("grace")).toBe(2);
  });

  const asked = (given: Partial<AskCounts>): AskCounts => ({
    ...{ toAddress: 1, fromNetwork: 1, inAll: 1, isWaiting: true },
    ...given,
  });
  it.each([
    [true, {}],
    [true, { toAddress: 4, fromNetwork: 49, inAll: 499 }],
    [false, { toAddress: 5 }],
    [false, { fromNetwork: 50 }],
    [false, { inAll: 500 }],
    [true, { toAddress: 5, fromNetwork: 50, inAll: 500, isWaiting: false }],
  ])("say %s to %o", (may, given) => {
    expect(mayMailLink(asked(given))).toBe(may);
  });

  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2"],
    ["2001:DB8:0001:2::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
  ])("count %s as the network %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});
