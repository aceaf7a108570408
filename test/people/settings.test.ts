import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { events } from "../../src/events/events.table.ts";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { findDistrict } from "../../src/people/people.queries.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const { db } = house.deps;
const ada = await visit(house, "ada");
const open = async () => (await ada.get("/admin/settings")).form("Keep the settings");

describe("the settings of the district", () => {
  it("are not for strangers or other roles", async () => {
    expect((await stranger(house).get("/admin/settings")).url).toContain("/sign-in");
    for (const name of ["grace", "lin", "vera"] as const) {
      const other = await visit(house, name);
      expect((await other.get("/admin/settings")).status).toBe(403);
      expect((await other.post("/admin/settings", { name: "Mine" })).status).toBe(403);
    }
  });

  it("say what hangs on each, and what the host alone can change", async () => {
    const page = await ada.get("/admin/settings");
    expect(page.text).toContain("when a liaison term gives and takes its rights");
    expect(page.text).toContain("names the day of the board meeting");
    expect(page.text).toContain("no server: each mail is a file");
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["no name", { District: "" }, /“District” is empty/],
    [
      "a day that is none",
      { Holidays: "2026-11-26 Thanksgiving\n2026-02-30 Never" },
      /Line 2 begins with no day/,
    ],
    ["a day twice", { Holidays: "2026-11-26\n2026-11-26" }, /stands there twice/],
    ["a help desk that could run a script", { "Help desk": "javascript:alert(1)" }, /is no web link/],
    ["money that is none", { "The board decides above": "much" }, /is not an amount of money/],
    ["hours below none", { "Working hours a week": "0" }, /less than 1/],
  ])("are refused with %s, and keep what was typed", async (_, typed, said) => {
    const again = await (await open()).submit(typed);
    expect(again.status).toBe(422);
    expect(again.errors.join()).toMatch(said);
    const kept = Object.values(again.form("Keep the settings").fields()).flat();
    for (const value of Object.values(typed))
      expect(kept.map(each => each.replaceAll("\r\n", "\n"))).toContain(value);
  });

  it("refuse a zone, a weekday and an hour that no form offers", async () => {
    const fields = (await open()).fields();
    const wrongs: Record<string, string>[] = [
      { timeZone: "Mars/Phobos" },
      { digestWeekday: "8" },
      { digestTime: "25:00" },
    ];
    for (const wrong of wrongs) {
      const flat = Object.fromEntries(Object.entries(fields).map(([name, [value = ""]]) => [name, value]));
      expect((await ada.post("/admin/settings", { ...flat, ...wrong })).status).toBe(422);
    }
  });

  it("hold from now on, and are told in the history with old and new", async () => {
    const kept = await (await open()).submit({
      "Digest day": "Tuesday",
      "The board decides above": "$75,000",
      // More cents than 32 bits hold.
      "Two keys above this cost": "$30,000,000",
      Holidays: "2026-11-26 Thanksgiving Day\n2026-12-25 Christmas",
    });
    expect(kept.text).toContain("They hold from now on");
    expect(kept.text).toContain("digest day from “Monday” to “Tuesday”");
    expect(kept.text).toContain("made the district San Juan Unified.");
    expect(kept.text).toContain("the board decides above from “$50,000” to “$75,000”");
    const row = await findDistrict(db.read);
    expect(row).toMatchObject({ digestWeekday: 2, boardCents: 7_500_000, twoKeysCents: 3_000_000_000 });
    expect(row?.holidays).toEqual(["2026-11-26", "2026-12-25"]);
    expect(row?.holidayNames).toEqual({ "2026-11-26": "Thanksgiving Day", "2026-12-25": "Christmas" });
  });

  it("leave no trace where nothing changed", async () => {
    const newest = () =>
      db.read
        .select()
        .from(events)
        .where(eq(events.recordId, house.cast.district.id))
        .orderBy(desc(events.sequence));
    const before = await newest();
    await (await open()).submit();
    expect(await newest()).toEqual(before);
  });

  it("take the federal holidays of the next years into the list before anything is kept", async () => {
    const form = (await open()).fields();
    const flat = Object.fromEntries(Object.entries(form).map(([name, [value = ""]]) => [name, value]));
    const page = await ada.post("/admin/settings", { ...flat, deed: "federal" });
    const [holidays = ""] = page.form("Keep the settings").fields().holidays ?? [];
    expect(holidays).toContain("2027-07-05 Independence Day");
    expect(holidays).toMatch(/2026-12-25 Christmas\r?\n/);
    expect((await findDistrict(db.read))?.holidays).toHaveLength(2);
  });

  it("of two people at once lose no word: the later one sees both", async () => {
    const mine = await open();
    const theirs = await open();
    await theirs.submit({ District: "San Juan Schools" });
    const late = await mine.submit({ District: "San Juan District" });
    expect(late.status).toBe(409);
    const clash = late.$(".clash").text();
    expect(clash).toContain("San Juan District");
    expect(clash).toContain("San Juan Schools");
    const kept = await late.form("Keep the settings").submit();
    expect(kept.text).toContain("for all of San Juan District");
  });

  it("leave a chain and seals that verify", async () => {
    expect(await verifyChains(db.read)).toEqual([]);
    expect(await verifySeals(db.read)).toEqual([]);
  });
});
