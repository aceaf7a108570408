import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { importPlanFile } from "../../src/imports/imports.commands.ts";
import { districts } from "../../src/people/people.table.ts";
import { allRows } from "../support/all-rows.ts";
import { type House, makeHouse } from "../support/app.ts";
import { makeCast } from "../support/cast.ts";
import { nextLine, startChild } from "../support/child.ts";
import { emptyDatabaseUrl, freshDatabase, freshDatabaseUrl, openForTest } from "../support/database.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const fixture = (path: string) => join(import.meta.dirname, "../fixtures", path);

const keys = [
  "checked",
  "imported",
  "goals",
  "measures",
  "workItems",
  "budgetLines",
  "centsBySource",
  "problems",
  "notes",
];

describe("each hostile file", () => {
  let house: House;
  beforeAll(async () => {
    house = await makeHouse();
  });

  const run = async (name: string, options = {}, deps = house.deps) => {
    const { ok, json } = await importPlanFile(deps, fixture(`hostile/${name}.csv`), options);
    return { ok, json: json as { checked: number; imported: number; problems: unknown[] } };
  };

  test.each([
    "windows-1252",
    "invalid-utf8",
    "stray-quote",
    "ragged-rows",
    "duplicate-header",
    "missing-required-columns",
    "dates",
    "money",
    "empty",
    "header-only",
    "many-columns",
    "not-a-csv",
    "html-saved-as",
  ])("that is wrong is refused, and changes no row: %s", async name => {
    const before = await allRows(house.deps.db.read);
    const { ok, json } = await run(name);
    expect(ok).toBe(false);
    expect(Object.keys(json)).toEqual(keys);
    expect(json.problems.length).toBeGreaterThan(0);
    expect(json.imported).toBe(0);
    expect(await allRows(house.deps.db.read)).toEqual(before);
  });

  test.each([
    ["utf16le-bom", 2],
    ["utf16be-bom", 2],
    ["utf8-bom", 2],
    ["semicolon", 1],
    ["tab-separated", 1],
    ["quotes-in-quotes", 1],
    ["embedded-newlines", 2],
    ["bare-cr-lines", 2],
    ["mixed-line-ends", 3],
    ["no-final-newline", 1],
    ["formula-injection", 11],
    ["html-script", 7],
    ["unknown-and-reordered-columns", 1],
    ["duplicate-goal-codes", 2],
    ["nul-bytes", 1],
    ["control-characters", 1],
    ["emoji-rtl", 10],
    ["blank-lines-before-header", 2],
    ["sep-line", 1],
  ])("that is odd but clear goes in, once: %s, %i rows", async (name, rows) => {
    const deps = { ...house.deps, db: await freshDatabase() };
    const checked = await run(name, { check: true }, deps);
    expect([checked.ok, checked.json.imported]).toEqual([true, 0]);
    const { ok, json } = await run(name, {}, deps);
    expect([ok, json.imported]).toEqual([true, rows]);
    const before = await allRows(deps.db.read);
    expect((await run(name, {}, deps)).json.imported).toBe(0);
    expect(await allRows(deps.db.read)).toEqual(before);
  });

  test("has its case above", async () => {
    const files = (await readdir(fixture("hostile"))).filter(name => name.endsWith(".csv"));
    expect(files).toHaveLength(13 + 19);
  });

  test("in Windows-1252 goes in by that choice", async () => {
    const { ok, json } = await run("windows-1252", { encoding: "windows-1252" });
    expect([ok, json.imported]).toEqual([true, 1]);
  });

  test("has its report for people, with nothing in it that a terminal would obey", async () => {
    for (const name of ["control-characters", "emoji-rtl", "html-script", "nul-bytes", "dates"]) {
      const { lines } = await importPlanFile(house.deps, fixture(`hostile/${name}.csv`), { check: true });
      expect(lines.join(""), name).toMatch(/^\P{Cc}+$/u);
      expect(lines[0]).toContain(`“${name}.csv”: `);
    }
  });
});

describe("the real command", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "crosswalk-import-"));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  async function crosswalk(databaseUrl: string, ...args: string[]) {
    const { PATH, HOME, TMPDIR } = process.env;
    const env = { PATH, HOME, TMPDIR, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
    const script = ["--import", "./src/preload.js", "--disable-warning=ExperimentalWarning"];
    const command = [...script, "src/cli.ts", "import", "plan", ...args, "--json"];
    const { stdout, code } = await promisify(execFile)(process.execPath, command, { env }).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      (error: { stdout: string; code: number }) => error,
    );
    return { code, json: JSON.parse(stdout) };
  }

  test("checks, imports and knows a plan again, beginning with an empty database", async () => {
    const url = await emptyDatabaseUrl();
    const file = fixture("plans/san-juan-usd-ca.csv");
    const checked = await crosswalk(url, file, "--check");
    expect(checked).toMatchObject({ code: 0, json: { checked: 86, imported: 0, goals: 5, measures: 15 } });
    expect(Object.keys(checked.json)).toEqual(keys);
    const db = await openForTest(url);
    expect(await db.read.select().from(districts)).toEqual([]);

    const done = await crosswalk(url, file);
    expect(done).toMatchObject({
      code: 0,
      json: { imported: 86, workItems: 80, budgetLines: 86, problems: [] },
    });
    expect(done.json.centsBySource).toEqual(checked.json.centsBySource);
    expect(await db.read.select().from(districts)).toHaveLength(1);
    const before = await allRows(db.read);
    expect(await crosswalk(url, file)).toMatchObject({
      code: 0,
      json: { checked: 86, imported: 0, goals: 5 },
    });
    expect(await allRows(db.read)).toEqual(before);
  });

  test.each([
    [["missing.csv"], "missing.csv: there is no such file or folder. Check the name."],
    [[tmpdir()], "this is a folder. Name the file in it."],
    [[fixture("hostile/empty.csv"), "--encoding", "latin-7"], "“latin-7” cannot be chosen."],
    [[fixture("hostile/empty.csv")], "This file is empty."],
  ])("says in the same shape why it refuses %j", async (args, reason) => {
    const { code, json } = await crosswalk(await freshDatabaseUrl(), ...args);
    expect(code).toBe(1);
    expect(Object.keys(json)).toEqual(keys);
    expect(json.problems).toEqual([{ row: null, column: null, message: expect.stringContaining(reason) }]);
  });

  test("killed in the middle leaves nothing, and goes in whole the next time", async () => {
    const url = await freshDatabaseUrl();
    const db = await openForTest(url);
    await makeCast(db);
    const before = await allRows(db.read);
    const child = startChild("test/imports/import-and-wait.ts", url, [fixture("plans/san-juan-usd-ca.csv")]);
    expect(await nextLine(child)).toBe("86 rows written");
    child.process.kill("SIGKILL");
    expect((await child.ended).code).toBeNull();
    expect(await allRows(db.read)).toEqual(before);
    const done = await crosswalk(url, fixture("plans/san-juan-usd-ca.csv"));
    expect(done).toMatchObject({ code: 0, json: { imported: 86 } });
  });
});
