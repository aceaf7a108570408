import { createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listPairs } from "../../src/forecast/pairs.queries.ts";
import { readEffort } from "../../src/imports/effort-file.ts";
import { importEffortFile } from "../../src/imports/imports.commands.ts";
import { readRequests } from "../../src/imports/requests-file.ts";
import { deliverRequest } from "../../src/requests/delivery.actions.ts";
import { logEffort } from "../../src/work/effort.actions.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { allRows } from "../support/all-rows.ts";
import { type House, makeHouse } from "../support/app.ts";
import { bytesInUse } from "../support/heap.ts";
import { type Page, stranger, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-effort-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let house: House;
beforeAll(async () => {
  house = await makeHouse();
});

const header = "task_id,started_on,estimate_hours,actual_hours,category,team";
const file = (lines: string[]) => [header, ...lines, ""].join("\r\n");

async function run(lines: string[], options = {}) {
  const path = join(folder, "past.csv");
  writeFileSync(path, file(lines));
  const { ok, json, lines: said } = await importEffortFile(house.deps, path, options);
  return { ok, said, json: json as { problems: Finding[]; notes: Finding[] } };
}
type Finding = { row: number | null; column: string | null; message: string };

const pairs = () => listPairs(house.deps.db.read, house.cast.district.timeZone);

const past = [
  "1,2024-02-26,14,1.75,Training,A",
  "2,2024-02-27,7,7,,A",
  "3,2024-02-27,7,7,,A",
  "4,2024-03-01,8,0,,A",
  "5,2024-03-02,,4,,A",
  "6,2026-11-23,8,60,Training,A",
];

describe("past effort by command", () => {
  test("is checked, and nothing changes", async () => {
    const before = await allRows(house.deps.db.read);
    const { ok, json, said } = await run(past, { check: true });
    expect([ok, json]).toMatchObject([true, { checked: 6, imported: 0, tasks: 4, leftOut: 2, problems: [] }]);
    expect(said.slice(0, 2)).toEqual([
      "“past.csv”: 6 rows read, nothing changed: 4 rows are new.",
      "It holds 4 finished tasks; 2 rows can teach nothing.",
    ]);
    expect(json.notes.map(({ row, column }) => `${row} ${column}`)).toEqual([
      "1 team",
      "5 actual_hours",
      "6 estimate_hours",
      "7 actual_hours",
    ]);
    expect(json.notes.at(-1)?.message).toContain("60 hours since 2026-11-23 are more than 24 a day.");
    expect(await allRows(house.deps.db.read)).toEqual(before);
  });

  test("goes in whole and once, with its repeats, and teaches the forecast in the order of its days", async () => {
    expect(await run(past)).toMatchObject({ ok: true, json: { imported: 4, problems: [] } });
    expect(await pairs()).toEqual([
      { startedOn: "2024-02-26", likelyHours: 14, actualHours: 1.75, kind: "Training" },
      { startedOn: "2024-02-27", likelyHours: 7, actualHours: 7, kind: "" },
      { startedOn: "2024-02-27", likelyHours: 7, actualHours: 7, kind: "" },
      { startedOn: "2026-11-23", likelyHours: 8, actualHours: 60, kind: "Training" },
    ]);
    const before = await allRows(house.deps.db.read);
    expect(await run(past)).toMatchObject({ ok: true, json: { imported: 0, problems: [] } });
    expect(await allRows(house.deps.db.read)).toEqual(before);
    // A later export of the same tracker holds more.
    expect(await run([...past, "7,2025-01-07,3,4,,A"])).toMatchObject({ ok: true, json: { imported: 1 } });
  });

  test("says at row and column what cannot be, and takes nothing in", async () => {
    const before = await allRows(house.deps.db.read);
    const { ok, json } = await run([
      "1,2024-02-26,7,7,,",
      "2,yesterday,7,7,,",
      "3,2027-01-04,7,7,,",
      "4,7/1/2025,7,7,,",
      "5,2024-02-26,NaN,7,,",
      "6,2024-02-26,7,-2,,",
      "7,2024-02-26,1e9,7,,",
      "8,2024-02-30,7,7,,",
    ]);
    expect([ok, json]).toMatchObject([false, { checked: 8, imported: 0 }]);
    expect(json.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`)).toEqual([
      "3 started_on: “yesterday” is no day. Write it like 2026-02-01.",
      "4 started_on: 2027-01-04 is in the future. Only finished tasks belong here.",
      "5 started_on: “7/1/2025” could be 2025-07-01 or 2025-01-07. Write the one that is meant.",
      "6 estimate_hours: “NaN” is no number of hours. Enter hours like 7.5.",
      "7 actual_hours: “-2” is below zero. Check the hours.",
      "8 estimate_hours: “1e9” is more than 100,000 hours. Check the digits.",
      "9 started_on: “2024-02-30” is not a day of the calendar. Write the day as YYYY-MM-DD.",
    ]);
    expect(await allRows(house.deps.db.read)).toEqual(before);
  });

  test.each([readEffort, readRequests])(
    "answers every hostile file: it is read, or refused in words",
    async read => {
      const folder = join(import.meta.dirname, "../fixtures/hostile");
      const names = readdirSync(folder).filter(name => name.endsWith(".csv"));
      expect(names.length).toBeGreaterThan(30);
      for (const name of names) {
        const options = { today: "2026-11-24", fiscalYearStart: "07-01" };
        const { problems } = await read(createReadStream(join(folder, name)), options);
        expect(problems[0]?.message.length, name).toBeGreaterThan(20);
      }
    },
  );

  test("of 20,000 tasks is read in memory that holds the tasks and little more", async () => {
    async function* source() {
      yield Buffer.from(`${header}\n`);
      for (let n = 0; n < 20_000; n += 1000)
        yield Buffer.from(
          Array.from({ length: 1000 }, (_, k) => `${n + k},2020-01-01,8,${k + 1},c,t\n`).join(""),
        );
    }
    const before = bytesInUse();
    const read = await readEffort(source(), { today: "2026-11-24", fiscalYearStart: "07-01" });
    expect([read.checked, read.tasks.length, read.problems]).toEqual([20_000, 20_000, []]);
    expect(bytesInUse() - before).toBeLessThan(20_000_000);
  });
});

describe("past effort by page", () => {
  const checkBytes = async (who: "lin" | "ada", text: string): Promise<Page> =>
    (await (await visit(house, who)).get("/admin/imports/effort"))
      .form("Check the file")
      .upload("Effort file", { name: "past.csv", bytes: Buffer.from(text) });
  const check = (who: "lin" | "ada", lines: string[]) => checkBytes(who, file(lines));

  test("is not for strangers or who has neither term nor administration", async () => {
    expect((await stranger(house).get("/admin/imports/effort")).heading).toBe("Sign in");
    const priya = await visit(house, "priya");
    expect((await priya.get("/admin/imports/effort")).status).toBe(403);
    expect((await priya.post("/admin/imports/effort/x/removal")).status).toBe(403);
  });

  test("comes in by a check, out as a file that goes in again, and out for good", async () => {
    const page = await check("lin", ["9,2025-05-05,5,6,=cmd,"]);
    expect(page.text).toContain("1 row read. Nothing is changed yet.");
    const done = await page.form("Bring in 1 finished task").submit();
    expect(done.text).toContain("1 finished task of past.csv came in.");
    expect(done.text).toContain("6 finished tasks from before Crosswalk teach the forecast");
    expect(await pageProblems(done.body)).toEqual([]);
    const lin = await visit(house, "lin");
    const [csv = ""] = done.links("CSV");
    const given = (await lin.get(csv)).body;
    expect(given).toBe(
      "\ufefftask_id,started_on,estimate_hours,actual_hours,category\r\n9,2025-05-05,5,6,'=cmd\r\n",
    );
    // What is here already is known from the file that was given back.
    expect((await checkBytes("lin", given)).text).toContain(
      "There is nothing in it that is not here already.",
    );
    const out = await done.form("Take out 1 task").submit();
    expect(out.text).toContain("past.csv is taken out of the past.");
    expect(await pairs()).toHaveLength(5);
    expect((await done.form("Take out 1 task").submit()).status).toBe(200);
    const again = await checkBytes("ada", given);
    expect(again.buttons()).toContain("Bring in 1 finished task");
    const audit = await (await visit(house, "ada")).get("/admin/audit");
    expect(audit.text).toContain("took the 1 finished tasks of past.csv out of the past again");
  });

  test("of what is finished here goes out too, and counts once when it comes back", async () => {
    const make = requestMaker(house.deps.db, house.cast);
    const number = await make.committed({}, "2026-11-20T16:00:00Z");
    const { id } = await make.see(number);
    await make.as("priya")(async (tx, deed) => {
      const input = { title: "Feed", plainWords: "Lists.", goals: [], requests: [id] };
      const { number: item } = await planWork(tx, deed, input);
      await moveWork(tx, deed, item, { move: "start" }, null);
      await logEffort(tx, deed, item, { hours: 20.5, day: "2026-11-20" });
      await deliverRequest(tx, deed, make.about(number), { note: "There." });
    });
    const lin = await visit(house, "lin");
    const page = await lin.get("/admin/imports/effort");
    expect(await pageProblems(page.body)).toEqual([]);
    const given = (await lin.get(page.links("CSV of what is finished here")[0] ?? "")).body;
    expect(given).toBe(
      `\ufefftask_id,started_on,estimate_hours,actual_hours,category\r\nR-${number},2026-11-23,40,20.5,integration\r\n`,
    );
    expect((await checkBytes("lin", given)).text).toContain(
      "There is nothing in it that is not here already.",
    );
    // Elsewhere it is past effort like any other.
    expect((await checkBytes("lin", given.replace("R-", "X-"))).text).toContain("Bring in 1 finished task");
  });

  test("with a problem stays out, and the page says where", async () => {
    const page = await check("lin", ["1,2030-01-01,5,6,,"]);
    expect([page.status, page.text.includes("2030-01-01 is in the future.")]).toEqual([422, true]);
  });
});
