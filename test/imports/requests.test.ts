import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { importRequestsFile } from "../../src/imports/imports.commands.ts";
import { allRows } from "../support/all-rows.ts";
import { type House, makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";
import { listNewestRequests } from "./newest-requests.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-requests-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let house: House;
beforeAll(async () => {
  house = await makeHouse();
});

type Finding = { row: number | null; column: string | null; message: string };

const header =
  "external_id,title,need,why,kind,requester,school,needed_by,state,opened_on,closed_on,category";
const file = (lines: string[]) => [header, ...lines, ""].join("\r\n");

async function run(lines: string[], options = {}) {
  const path = join(folder, "requests.csv");
  writeFileSync(path, file(lines));
  const { ok, json, lines: said } = await importRequestsFile(house.deps, path, options);
  return { ok, said, json: json as { problems: Finding[]; notes: Finding[] } };
}

const asked = [
  "T-1,Nightly class lists,Lists each morning.,Children wait.,Integration,tess@sanjuan.example,Dyer Kelly,2027-02-01,,,,",
  "T-2,A kiln,,,,Mai Vang,,,in progress,2026-09-01,,Facilities",
  "T-3,Old projector,,,access or device,Jane Roe,,,,2024-09-01,2024-10-15,",
  "T-4,Not that,,,,,,,Rejected,,,",
];

describe("requests by command", () => {
  test("are checked, and nothing changes", async () => {
    const before = await allRows(house.deps.db.read);
    const { ok, json, said } = await run(asked, { check: true });
    expect([ok, json]).toMatchObject([true, { checked: 4, imported: 0, requests: 4, problems: [] }]);
    expect(said[0]).toBe("“requests.csv”: 4 rows read, nothing changed: 4 rows are new.");
    const told = json.notes.map(({ row, column }) => `${row} ${column}`);
    expect(told).toEqual(
      expect.arrayContaining(["3 state", "4 closed_on", "4 requester", "5 requester", "3 need"]),
    );
    expect(await allRows(house.deps.db.read)).toEqual(before);
  });

  test("go in as submitted or as they ended, for whom they name, with one entry of history", async () => {
    expect(await run(asked)).toMatchObject({ ok: true, json: { imported: 4, problems: [] } });
    const { read } = house.deps.db;
    const found = await listNewestRequests(read, 4);
    const { tess, mai } = house.cast.id;
    expect(found).toMatchObject([
      { title: "Nightly class lists", state: "submitted", kind: "integration", requesterId: tess, events: 1 },
      { title: "A kiln", state: "submitted", kind: "other", requesterId: mai, events: 1 },
      { title: "Old projector", state: "confirmed", kind: "access or device", requesterId: null, events: 1 },
      { title: "Not that", state: "declined", requesterId: null, deliveredAt: null, events: 1 },
    ]);
    expect(found[1]?.fileText).toBe(
      "Number there: T-2\nCategory: Facilities\nState: in progress\nOpened: 2026-09-01",
    );
    expect(found[2]?.fileText).toContain("Asked by: Jane Roe");
    expect(found[2]?.deliveredAt?.toISOString()).toBe("2024-10-15T19:00:00.000Z");
    expect(await verifyChains(read)).toEqual([]);
    expect(await verifySeals(read)).toEqual([]);
  });

  test("a second time change nothing; what differs is told and kept", async () => {
    const before = await allRows(house.deps.db.read);
    const [first = "", ...rest] = asked;
    const { json } = await run([first.replace("Lists each morning.", "Lists at noon."), ...rest]);
    expect(json).toMatchObject({ imported: 0, problems: [] });
    expect(json.notes).toContainEqual({
      row: 2,
      column: "need",
      message: expect.stringMatching(
        /^“Lists at noon.” differs from “Lists each morning.” in R-\d+. That is kept.$/,
      ),
    });
    expect(await allRows(house.deps.db.read)).toEqual(before);
  });

  test("with mistakes stay out, each told by row and column", async () => {
    const before = await allRows(house.deps.db.read);
    const { ok, json } = await run([
      "A,,x,,,,,,,,,",
      "B,b,,,,,,2/3/2027,,,,",
      "C,c,,,,,,,,2026-12-01,,",
      "D,d,,,,,,,,2026-05-01,2026-04-01,",
    ]);
    expect([ok, json]).toMatchObject([false, { checked: 4, imported: 0 }]);
    expect(json.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      "2 title",
      "3 needed_by",
      "4 opened_on",
      "5 closed_on",
    ]);
    const twice = await run(["E,e,,,,,,,,,,", "E,other words,,,,,,,,,,"]);
    expect(twice.json.problems).toEqual([
      { row: 3, column: null, message: "This is the request of line 2 again. Keep one row a request." },
    ]);
    expect(await allRows(house.deps.db.read)).toEqual(before);
  });
});

describe("requests by page", () => {
  const path = "/admin/imports/requests";

  test("are not for strangers or who has neither term nor administration", async () => {
    expect((await stranger(house).get(path)).heading).toBe("Sign in");
    expect((await (await visit(house, "tess")).get(path)).status).toBe(403);
  });

  test("come in once, by a check; whoever imports asks for who is not here, and others wait for triage", async () => {
    const lin = await visit(house, "lin");
    const lines = ["X-1,Wands <b>,,,,Albus D.,,,,,,", "X-2,Maps,For buses.,,,dana@sanjuan.example,,,,,,"];
    const page = await (await lin.get(path))
      .form("Check the file")
      .upload("Requests file", { name: "more.csv", bytes: Buffer.from(file(lines)) });
    expect(page.text).toContain("2 rows read. Nothing is changed yet.");
    expect(page.text).toContain("“Albus D.” is nobody here who can ask.");
    const done = await page.form("Bring in 2 requests").submit();
    expect(done.text).toContain("2 requests came in from more.csv.");
    expect(await pageProblems(done.body)).toEqual([]);
    expect((await page.form("Bring in 2 requests").submit()).status).toBe(200);
    // Those of the command line have nobody who asks: every page of theirs opens all the same.
    for (const { number } of await listNewestRequests(house.deps.db.read, 6))
      expect((await lin.get(`/requests/${number}`)).status).toBe(200);
    for (const list of ["/requests", "/triage", "/", "/requests?format=csv"])
      expect((await lin.get(list)).status, list).toBe(200);
    const [mine, danas] = await listNewestRequests(house.deps.db.read, 2);
    expect([mine?.requesterId, danas?.requesterId]).toEqual([house.cast.id.lin, house.cast.id.dana]);
    const shown = await lin.get(`/requests/${danas?.number}`);
    expect(shown.text).toContain("Number there (from the file)X-2");
    expect(shown.text).toMatch(/Lin Tran for Dana Okafor brought this request in from the file more.csv/);
    expect(
      shown.links("Accept").length + shown.buttons().filter(label => label === "Accept").length,
    ).toBeGreaterThan(0);
  });
});
