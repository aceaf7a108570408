import { describe, expect, it } from "vitest";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { findDistrict, findPersonByEmail, listActors } from "../../src/people/people.queries.ts";
import { announceSetup } from "../../src/setup/announce.ts";
import { makeEmptyHouse } from "../support/app.ts";
import { betrays } from "../support/mighty.ts";
import { stranger } from "../support/page.ts";
import { routesOf } from "../support/routes.ts";

const house = await makeEmptyHouse();
const { db } = house.deps;
const printed: string[] = [];

/** What a start of the process prints. */
async function start({ deps } = house): Promise<string> {
  await announceSetup(deps, text => printed.push(text));
  return /http:\/\/localhost:3000(\/setup\/[\w-]{43})\n/.exec(printed.at(-1) ?? "")?.[1] ?? "none";
}

const first = await start();
const address = await start();

const you = {
  District: "Lincoln Unified",
  "Your name": "Ida Wells",
  "Your e-mail address": "ida@lincoln.example",
  "Your role": "Leader",
};

describe("an empty database", () => {
  it("shows nothing but the first run: every other address leads there", async () => {
    const visitor = stranger(house);
    const open = ["/healthz", "/readyz", "/metrics", "/assets/:hash/:name", "/setup", "/setup/:token"];
    const wrong: string[] = [];
    for (const { method, path } of await routesOf(house.app)) {
      if (open.includes(path)) continue;
      const url = path.replace(/:number|:position/g, "1").replace(/:\w+/g, "x");
      const { statusCode, headers } = await house.app.inject({
        method,
        url,
        headers: { host: "localhost:3000" },
      });
      if (statusCode !== 303 || headers.location !== "/setup") wrong.push(`${method} ${path}: ${statusCode}`);
    }
    expect(wrong).toEqual([]);
    expect((await visitor.get("/no-such-page")).url).toBe("/setup");
    expect((await visitor.get("/healthz")).status).toBe(200);
    expect((await visitor.get("/readyz")).status).toBe(200);
    expect((await stranger(house).get("/")).text).toContain("printed in the terminal");
  });

  it("opens to the newest address alone", async () => {
    for (const path of [first, "/setup/x", `${address.slice(0, -1)}`, `${address}x`]) {
      const page = await stranger(house).get(path);
      expect([path === address, page.status]).toEqual([false, 410]);
      const posted = await stranger(house).post(path, { name: "Mine", yourName: "Eve" });
      expect(posted.status).toBe(410);
      expect(betrays(posted.body)).toBeNull();
    }
    expect(await findDistrict(db.read)).toBeUndefined();
  });

  it("may be looked at as often as somebody's scanner of links likes", async () => {
    for (const _ of [1, 2, 3]) expect((await stranger(house).get(address)).status).toBe(200);
  });

  it("begins with the federal holidays, and keeps what was typed where something is wrong", async () => {
    const form = (await stranger(house).get(address)).form("Set up this district");
    expect(form.fields().holidays?.join()).toContain("2027-07-05 Independence Day");
    const again = await form.submit({ ...you, "Your e-mail address": "ida" });
    expect(again.status).toBe(422);
    expect(again.errors).toEqual([
      "“Your e-mail address” is no e-mail address. Enter one like name@district.org.",
    ]);
    expect(again.form("Set up this district").fields().name).toEqual(["Lincoln Unified"]);
  });

  it("becomes a district once, whoever sends the form at the same moment", async () => {
    const forms = await Promise.all(
      Array.from({ length: 8 }, async () =>
        (await stranger(house).get(address)).form("Set up this district"),
      ),
    );
    const answers = await Promise.all(
      forms.map((form, index) =>
        form.submit({ ...you, "Your e-mail address": `ida${index}@lincoln.example` }),
      ),
    );
    expect(answers.map(({ status }) => status).filter(status => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(7);
    const district = await findDistrict(db.read);
    expect(district).toMatchObject({
      name: "Lincoln Unified",
      timeZone: "America/New_York",
      digestTime: "07:00",
    });
    expect(district?.holidayNames["2026-11-26"]).toBe("Thanksgiving Day");
    const people = await listActors(db.read, "2026-11-23");
    expect(people.map(({ role, isAdmin }) => [role, isAdmin])).toEqual([["leader", true]]);
  });

  it("prints no address any more, and takes the old one from nobody", async () => {
    const before = printed.length;
    await announceSetup(house.deps, text => printed.push(text));
    expect(printed).toHaveLength(before);
    const page = await stranger(house).get(address);
    expect([page.status, page.text.includes("set up already")]).toEqual([410, true]);
    expect((await stranger(house).get("/setup")).url).toContain("/sign-in");
  });
});

describe("an example district instead", () => {
  it("is whole when its maker is signed in, with only themselves beside it", async () => {
    const fresh = await makeEmptyHouse({ rerun: false });
    const visitor = stranger(fresh);
    const page = await visitor.get(await start(fresh));
    const ready = await page
      .form("Make an example district instead")
      .submit({ District: "", "Your name": "Ida Wells", "Your e-mail address": "ida@lincoln.example" });
    expect([ready.url, ready.heading]).toEqual(["/setup/first", "The example is ready"]);
    const { read } = fresh.deps.db;
    expect(await findDistrict(read)).toMatchObject({
      name: "San Juan Unified",
      exampleAt: fresh.deps.clock.now(),
    });
    expect((await listActors(read, "2026-11-23")).map(({ name }) => name)).toContain("Ida Wells");
    expect((await visitor.get("/goals")).text).toContain("G-1");
    expect(await verifySeals(read)).toEqual([]);
  }, 60_000);
});

describe("the first administrator", () => {
  it("is signed in by it, and comes by mail to the first steps, whenever they like", async () => {
    const fresh = await makeEmptyHouse();
    const visitor = stranger(fresh);
    const mail = await (await visitor.get(await start(fresh))).form("Set up this district").submit(you);
    expect(mail.url).toBe("/setup/mail");
    expect(mail.text).toContain("No mail server is set");
    const tested = await mail.form("Send a test mail to me").submit();
    expect(tested.text).toContain("is on its way");
    expect(await findPersonByEmail(fresh.deps.db.read, "ida@lincoln.example")).toMatchObject({
      isAdmin: true,
    });
    const [on = ""] = tested.links("Go on");
    const steps = await visitor.get(on);
    expect(steps.text).toContain("You are the only one here");
    expect(steps.text).toContain("Nobody stands for leadership and technology yet");
    expect((await visitor.get("/setup")).url).toBe("/setup/mail");
    for (const link of ["Invite people", "Write the first goal"])
      expect((await visitor.get(steps.links(link)[0] ?? "")).status).toBe(200);
  });
});
