import { brotliDecompressSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditTopicNames, auditTopics } from "../../src/events/audit.rules.ts";
import { events } from "../../src/events/events.table.ts";
import { recordDistrictExport, recordExport, viewerExportsADay } from "../../src/people/exports.actions.ts";
import { addPerson } from "../../src/people/people.actions.ts";
import { commandDeed } from "../../src/people/people.commands.ts";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const { db, clock } = house.deps;
const ada = await visit(house, "ada");
const rowsIn = async (query: string) => {
  const page = await ada.get(`/admin/audit${query}`);
  return page
    .$("tbody tr")
    .map((_, row) => page.$(row).text().replace(/\s+/g, " ").trim())
    .get();
};

describe("the audit", () => {
  it("is for administrators", async () => {
    expect((await stranger(house).get("/admin/audit")).url).toContain("/sign-in");
    for (const name of ["grace", "lin", "marcus", "vera"] as const)
      for (const url of ["/admin/audit", "/admin/audit?format=csv"])
        expect((await (await visit(house, name)).get(url)).status).toBe(403);
  });

  it("tells what was done, by whom, and about what, newest first", async () => {
    await (await ada.get("/admin/people/new"))
      .form("Add person")
      .submit({ Name: "Rosa Diaz", "E-mail address": "rosa@x.example" });
    const [newest = ""] = await rowsIn("?topic=people");
    expect(newest).toContain("Ada Flynn added Rosa Diaz, educator.");
    const deed = { ...(await house.cast.deed("ada", clock.now().toISOString())), by: commandLine };
    const given = { name: "Bo Ray", email: "bo@x.example", role: "leader", isAdmin: true } as const;
    await db.write(tx => addPerson(tx, deed, given));
    expect((await rowsIn("?topic=people"))[0]).toContain(
      "The command line added Bo Ray, leader, administrator.",
    );
    const all = await rowsIn("");
    expect(all[1]).toBe(newest);
    expect(await rowsIn("?topic=terms")).toHaveLength(4);
    expect((await rowsIn("?topic=sign-ins")).length).toBeGreaterThan(5);
    expect(await rowsIn("?topic=no-such-topic")).toEqual(all);
  });

  it("has every kind under one topic", () => {
    const kinds = auditTopicNames.flatMap(topic => auditTopics[topic]);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it("holds what was done on the host: a link that breaks the glass leaves a row", async () => {
    await db.write(async tx =>
      makeSignInLink(tx, await commandDeed(tx, house.deps), house.cast.id.ada, "handed"),
    );
    const [newest = ""] = await rowsIn("?topic=sign-ins");
    expect(newest).toContain("The command line made a sign-in link for Ada Flynn.");
  });

  it("holds that the whole district left the host", async () => {
    await db.write(async tx => recordDistrictExport(tx, await commandDeed(tx, house.deps)));
    const [newest = ""] = await rowsIn("?topic=exports");
    expect(newest).toContain("The command line took the whole district as CSV.");
  });

  it("is searched by a name or an address, for what they did and what was done to them", async () => {
    const byName = await rowsIn("?who=Rosa+Diaz");
    expect(byName.join()).toContain("Ada Flynn added Rosa Diaz");
    expect(byName.filter(row => !row.includes("Rosa") && !row.includes("Ada"))).toEqual([]);
    expect(await rowsIn("?who=rosa%40x.example")).toEqual(byName);
    expect((await rowsIn("?who=ada%40sanjuan.example&topic=people")).join()).toContain("added Rosa Diaz");
    expect((await ada.get("/admin/audit?who=nobody-of-that-name")).text).toContain("Nothing is like this");
  });

  it("keeps to days, and pages by key without a gap or a row twice", async () => {
    expect(await rowsIn("?until=2026-06-30")).toEqual([]);
    const deed = await house.cast.deed("ada");
    for (let number = 1; number <= 60; number += 1)
      await db.write(tx => recordExport(tx, deed, { list: `list ${number}`, filter: "" }));
    const seen: string[] = [];
    let next: string | undefined = "/admin/audit?topic=exports&since=2026-07-01";
    while (next !== undefined) {
      const page = await ada.get(next);
      seen.push(
        ...(page
          .$("tbody td[data-label=What]")
          .text()
          .match(/list \d+/g) ?? []),
      );
      [next] = page.links("Next page");
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
    for (const wrong of ["after=x", "since=2026-02-30", "until=%00", "who=%00", "from=-1"])
      expect((await ada.get(`/admin/audit?${wrong}`)).status).toBe(200);
  });

  it("is taken along as CSV, which is told in it", async () => {
    const csv = await ada.get("/admin/audit?topic=people&who=Rosa&format=csv");
    expect(csv.body).toContain("Ada Flynn added Rosa Diaz, educator.");
    const [newest = ""] = await rowsIn("?topic=exports");
    expect(newest).toContain("Ada Flynn took admin/audit as CSV, topic people, who Rosa.");
  });
});

describe("a list that is taken along", () => {
  const exportsOf = async (id: string) =>
    (await db.read.select().from(events).where(eq(events.recordId, id))).filter(
      ({ kind }) => kind === "list exported",
    ).length;

  it("is told once, whoever takes it; a list that is refused is not", async () => {
    const ana = await visit(house, "ana");
    expect((await ana.get("/goals?format=csv&q=reading")).status).toBe(200);
    expect((await ana.get("/admin/people?format=csv")).status).toBe(403);
    expect((await ana.get("/goals")).status).toBe(200);
    const headers = { host: "localhost:3000", cookie: ana.cookie };
    const head = await house.app.inject({ method: "HEAD", url: "/goals?format=csv", headers });
    expect([head.statusCode, head.body]).toEqual([200, ""]);
    expect(await exportsOf(house.cast.id.ana)).toBe(1);
  });

  it("is limited for a viewer, who is told so on a page and gets no file", async () => {
    const vera = await visit(house, "vera");
    const deed = await house.cast.deed("vera", clock.now().toISOString());
    for (let count = 1; count < viewerExportsADay; count += 1)
      await db.write(tx => recordExport(tx, deed, { list: "goals", filter: "" }));
    const last = await vera.get("/goals?format=csv");
    expect([last.status, String(last.headers["content-type"])]).toEqual([200, "text/csv; charset=utf-8"]);
    const refused = await vera.get("/goals?format=csv");
    // A browser takes packed answers, and has to be able to read this one.
    const packed = await house.app.inject({
      url: "/goals?format=csv",
      headers: { host: "localhost:3000", cookie: vera.cookie, "accept-encoding": "br" },
    });
    const isPacked = packed.headers["content-encoding"] === "br";
    const seen = isPacked ? brotliDecompressSync(packed.rawPayload) : packed.rawPayload;
    expect(seen.toString()).toContain("<h1");
    expect([refused.status, refused.headers["content-disposition"]]).toEqual([403, undefined]);
    expect(refused.text).toContain("Only an administrator can take more");
    clock.moveTo(new Date(clock.now().getTime() + 86_400_001));
    expect((await vera.get("/goals?format=csv")).status).toBe(200);
  });
});
