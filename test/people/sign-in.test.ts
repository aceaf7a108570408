import { describe, expect, it } from "vitest";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();

const handedLink = async () => {
  const deed = await house.cast.deed("ada");
  return `/sign-in/${await house.deps.db.write(tx => makeSignInLink(tx, deed, house.cast.id.ana, "handed"))}`;
};

describe("a sign-in link", () => {
  it("uses nothing up when a mail scanner opens it, and signs in by its button", async () => {
    const link = await handedLink();
    const scanner = stranger(house);
    await scanner.get(link);
    const head = { host: "localhost:3000" };
    await house.app.inject({ method: "OPTIONS", url: link, headers: head });
    const asked = await house.app.inject({ method: "HEAD", url: link, headers: head });
    expect([asked.statusCode, asked.body]).toEqual([200, ""]);
    expect(Number(asked.headers["content-length"])).toBeGreaterThan(1_000);
    const page = await scanner.get(link);
    expect(page.heading).toBe("Sign in to Crosswalk");
    await page.form("Sign in").submit();
    expect((await scanner.get("/sign-in")).url).toBe("/");
  });

  it("works once", async () => {
    const link = await handedLink();
    const first = await stranger(house).get(link);
    const second = await stranger(house).get(link);
    await first.form("Sign in").submit();
    expect((await second.form("Sign in").submit()).heading).toBe("This link no longer works");
    expect((await stranger(house).get(link)).status).toBe(410);
  });

  it("opens one session in twenty uses at the same moment", async () => {
    const link = await handedLink();
    const pages = await Promise.all(Array.from({ length: 20 }, () => stranger(house).get(link)));
    const answers = await Promise.all(pages.map(page => page.form("Sign in").submit()));
    expect(answers.filter(page => page.heading === "This link no longer works")).toHaveLength(19);
  });

  it("ends after a day", async () => {
    const link = await handedLink();
    const before = house.deps.clock.now();
    house.deps.clock.moveTo(new Date(before.getTime() + 24 * 3600_000 + 1));
    expect((await stranger(house).get(link)).status).toBe(410);
    house.deps.clock.moveTo(before);
  });

  it("does not work before it was made: not by a clock that ran ahead, but for its last minutes", async () => {
    const before = house.deps.clock.now();
    const madeAhead = async (minutes: number) => {
      const deed = await house.cast.deed("ada", new Date(before.getTime() + minutes * 60_000).toISOString());
      return `/sign-in/${await house.deps.db.write(tx => makeSignInLink(tx, deed, house.cast.id.ana, "handed"))}`;
    };
    const ahead = await madeAhead(24 * 60);
    expect((await stranger(house).get(ahead)).status).toBe(410);
    expect((await stranger(house).post(ahead)).status).toBe(410);
    expect((await stranger(house).get(await madeAhead(4))).status).toBe(200);
  });

  it("that is foreign or cut short says so", async () => {
    expect((await stranger(house).get("/sign-in/nothing")).status).toBe(410);
    expect((await stranger(house).get((await handedLink()).slice(0, -1))).status).toBe(410);
    for (const made of ["/sign-in/nothing", `${await handedLink()}x`, (await handedLink()).slice(0, -1)])
      expect((await stranger(house).post(made)).status).toBe(410);
  });
});

describe("asking for a link", () => {
  it("keeps what was typed when it is no address", async () => {
    const page = await stranger(house).get("/sign-in");
    const again = await page.form("Mail me a link").submit({ "E-mail address": "ana at home" });
    expect(again.status).toBe(422);
    expect(again.form("Mail me a link").fields().email).toEqual(["ana at home"]);
    expect(again.errors).toHaveLength(1);
  });
});

describe("a session", () => {
  it("leads a stranger to sign in and back", async () => {
    expect((await stranger(house).get("/goals")).url).toBe("/sign-in?next=%2Fgoals");
  });

  it("ends with signing out", async () => {
    const ana = await visit(house, "ana");
    expect((await ana.get("/sign-in")).url).toBe("/");
    await ana.post("/sign-out");
    expect((await ana.get("/")).url).toBe("/sign-in");
    const { headers } = await house.app.inject({
      method: "POST",
      url: "/sign-out",
      headers: { host: "localhost:3000" },
    });
    expect(headers["clear-site-data"]).toBe('"storage"');
  });

  it("ends after a week unused", async () => {
    const ana = await visit(house, "ana");
    const before = house.deps.clock.now();
    house.deps.clock.moveTo(new Date(before.getTime() + 7 * 24 * 3600_000 + 1));
    expect((await ana.get("/")).url).toBe("/sign-in");
    house.deps.clock.moveTo(before);
  });
});
