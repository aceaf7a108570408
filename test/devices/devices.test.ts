import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { disablePerson } from "../../src/people/people.actions.ts";
import { getPersonRow } from "../../src/people/people.queries.ts";
import { people, sessions } from "../../src/people/people.table.ts";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { deviceWords } from "../../src/web/device.ts";
import { makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Visitor, visit } from "../support/page.ts";

const house = await makeHouse();
const { db, clock } = house.deps;
const start = clock.now();
const hours = 3600_000;
const at = (ms: number) => clock.moveTo(new Date(start.getTime() + ms));
afterEach(() => at(0));

const sessionsOf = (name: Name) =>
  db.read.select().from(sessions).where(eq(sessions.personId, house.cast.id[name]));

const isIn = async (visitor: Visitor) => (await visitor.get("/liaisons")).url === "/liaisons";

describe("my devices", () => {
  it("are listed with when they began and were last used, this one marked", async () => {
    const before = await visit(house, "tess");
    at(26 * hours);
    const now = await visit(house, "tess");
    const page = await now.get("/devices");
    expect(page.text).toContain("Signed in Mon, Nov 23, 8:00 AM. Last used Mon, Nov 23, 8:00 AM");
    expect(page.text).toMatch(/, this device Signed in Tue, Nov 24, 10:00 AM/);
    expect(page.buttons().filter(button => button === "End")).toHaveLength(1);
    expect((await before.get("/devices")).text).toContain("Last used Tue, Nov 24, 10:00 AM");
  });

  it("are ended one by one, or all but this", async () => {
    const [one, two, three] = [
      await visit(house, "mai"),
      await visit(house, "mai"),
      await visit(house, "mai"),
    ];
    const page = await (await three.get("/devices")).form("End").submit();
    expect(page.text).toContain("The device is signed out.");
    expect([await isIn(one), await isIn(two), await isIn(three)].filter(Boolean)).toHaveLength(2);
    const rest = await (await three.get("/devices")).form("End all others").submit();
    expect(rest.text).toContain("One device is signed out.");
    expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, false, true]);
    expect(rest.buttons()).not.toContain("End all others");
  });

  it("are nobody else's to see or to end", async () => {
    const [omar, dana] = [await visit(house, "omar"), await visit(house, "dana")];
    const [row] = await sessionsOf("omar");
    expect((await dana.post(`/devices/${row?.id}/end`)).status).toBe(404);
    expect((await dana.post("/devices/nothing/end")).status).toBe(404);
    await dana.post("/devices/others/end");
    expect(await isIn(omar)).toBe(true);
  });

  it("keep one session a browser: signing in anew ends the one before", async () => {
    const marcus = await visit(house, "marcus");
    const deed = await house.cast.deed("ada");
    const secret = await db.write(tx => makeSignInLink(tx, deed, house.cast.id.marcus, "handed"));
    await marcus.post(`/sign-in/${secret}`);
    const ended = (await sessionsOf("marcus")).map(({ endedAt }) => endedAt !== null);
    expect(ended.sort()).toEqual([false, true]);
  });
});

describe("a session ends at the next request", () => {
  const ways: [string, (visitor: Visitor) => Promise<unknown>, ranOut?: boolean][] = [
    ["by signing out, with the cookie kept", kept => signOutElsewhere(kept)],
    [
      "by “End all others” on another device",
      async () => (await visit(house, "priya")).post("/devices/others/end"),
    ],
    ["by an administrator who disables the person", () => disable("priya")],
    ["after a week unused", async () => at(7 * 24 * hours + 1), true],
    ["after thirty days of use", usedForThirtyDays, true],
    ["when it was begun by a clock that ran ahead", async () => at(-6 * 60_000), true],
  ];
  it.each(ways)("%s", async (_, end, ranOut = false) => {
    const priya = await visit(house, "priya");
    // The negative control: until then it opens the door.
    expect(await isIn(priya)).toBe(true);
    await end(priya);
    expect((await priya.get("/goals")).url).toBe("/sign-in?next=%2Fgoals");
    // What she sends waits for her where nobody ended the session, and is lost with one that was ended.
    expect((await priya.post("/digest/choice", { digest: "on" })).url).toBe(
      ranOut ? "/sign-in?next=%2Funsent" : "/sign-in",
    );
    await enable("priya");
  });

  async function signOutElsewhere(kept: Visitor): Promise<void> {
    const twin = await visit(house, "priya");
    twin.takeCookie(kept, "crosswalk");
    await twin.post("/sign-out");
  }
  async function disable(name: Name): Promise<void> {
    const deed = await house.cast.deed("ada");
    const person = await getPersonRow(db.read, house.cast.id[name]);
    await db.write(tx => disablePerson(tx, deed, person));
  }
  const enable = (name: Name) =>
    db.write(tx => tx.update(people).set({ disabledAt: null }).where(eq(people.id, house.cast.id[name])));
  async function usedForThirtyDays(visitor: Visitor): Promise<void> {
    for (let day = 6; day < 30; day += 6) {
      at(day * 24 * hours);
      expect(await isIn(visitor)).toBe(true);
    }
    at(30 * 24 * hours - 1);
    expect(await isIn(visitor)).toBe(true);
    at(30 * 24 * hours);
  }

  it("with the term's rights gone at midnight in the district's zone, and the session still there", async () => {
    clock.moveTo(new Date("2027-07-01T06:59:00Z"));
    const joe = await visit(house, "joe");
    expect((await joe.get("/triage")).status).toBe(200);
    clock.moveTo(new Date("2027-07-01T07:00:00Z"));
    expect((await joe.get("/triage")).status).toBe(403);
    expect(await isIn(joe)).toBe(true);
  });

  it("under load too: no request that begins after the end gets in", async () => {
    const lin = await visit(house, "lin");
    const during = Array.from({ length: 20 }, () => lin.see("/liaisons"));
    const twin = await visit(house, "lin");
    twin.takeCookie(lin, "crosswalk");
    await twin.post("/sign-out");
    const after = await Promise.all(Array.from({ length: 20 }, () => lin.see("/liaisons")));
    expect(after.map(page => page.status)).toEqual(Array(20).fill(303));
    for (const page of await Promise.all(during)) expect([200, 303]).toContain(page.status);
  });

  it("but not when a clock that ran ahead is set right: its last use is drawn back with it", async () => {
    const grace = await visit(house, "grace");
    at(3 * 24 * hours);
    expect(await isIn(grace)).toBe(true);
    at(0);
    expect(await isIn(grace)).toBe(true);
    expect((await sessionsOf("grace"))[0]?.seenAt).toEqual(start);
  });
});

describe("a device", () => {
  const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0";
  const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0";
  it.each([
    [firefox, "Firefox on Windows"],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${chrome} Safari/537.36 Edg/153.0`, "Edge on Mac"],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`, "Chrome on ChromeOS"],
    [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${chrome} Mobile Safari/537.36`, "Chrome on Android"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    ["curl/8.5.0", ""],
    ["<script>alert(1)</script>", ""],
  ])("is known by coarse words alone: %s", (agent, words) => {
    expect(deviceWords(agent)).toBe(words);
  });
});
