import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyChains } from "../../src/events/verify.ts";
import { verifySeals } from "../../src/events/verify-seals.ts";
import { importPeopleFile } from "../../src/imports/imports.commands.ts";
import { imports } from "../../src/imports/imports.table.ts";
import { importPeople } from "../../src/imports/people.actions.ts";
import { readPeople } from "../../src/imports/people-file.ts";
import { findPersonByEmail } from "../../src/people/people.queries.ts";
import { allRows } from "../support/all-rows.ts";
import { type House, makeHouse } from "../support/app.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-people-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let house: House;
beforeAll(async () => {
  house = await makeHouse();
});

const header = "email,name,title,role,side,school,hours_a_week";

async function run(lines: string[], options = {}) {
  const path = join(folder, "people.csv");
  writeFileSync(path, [header, ...lines, ""].join("\r\n"));
  const { ok, json, lines: said } = await importPeopleFile(house.deps, path, options);
  return {
    ok,
    said,
    json: json as { problems: { row: number; column: string; message: string }[]; notes: unknown[] },
  };
}

const rows = [
  "uma@sanjuan.example,Uma Diaz,Principal,leader,,Arden,",
  "vic@sanjuan.example,Vic Cho,Engineer,Technologist,educators,,12.5",
  "ana@sanjuan.example,Ana Ruiz,Superintendent,leader,,,",
];

test("a check says who is new, and adds nobody", async () => {
  const before = await allRows(house.deps.db.read);
  const { ok, json, said } = await run(rows, { check: true });
  expect([ok, json]).toMatchObject([true, { checked: 3, imported: 0, people: 3, problems: [] }]);
  expect(said[0]).toBe("“people.csv”: 3 rows read, nothing changed: 2 rows are new.");
  expect(await allRows(house.deps.db.read)).toEqual(before);
});

test("new people go in, known ones stay, and a second time changes nothing", async () => {
  const { ok, json } = await run(rows);
  expect([ok, json]).toMatchObject([true, { checked: 3, imported: 2, people: 3, problems: [] }]);
  expect(json.notes).toEqual([
    {
      row: 4,
      column: "title",
      message: "“Superintendent” differs from “Assistant superintendent”, as Ana Ruiz has it. That is kept.",
    },
  ]);
  const { read } = house.deps.db;
  expect(await findPersonByEmail(read, "UMA@sanjuan.example")).toMatchObject({
    side: "leadership",
    school: "Arden",
    isAdmin: false,
  });
  expect(await findPersonByEmail(read, "vic@sanjuan.example")).toMatchObject({
    side: "educators",
    hoursAWeek: 12.5,
  });
  expect(await read.select().from(imports)).toMatchObject([{ kind: "people", checked: 3, imported: 2 }]);
  const before = await allRows(read);
  expect((await run(rows)).json).toMatchObject({ imported: 0, problems: [] });
  expect(await allRows(read)).toEqual(before);
  expect(await verifyChains(read)).toEqual([]);
  expect(await verifySeals(read)).toEqual([]);
});

test("each mistake is told at its row and column, and nobody goes in", async () => {
  const before = await allRows(house.deps.db.read);
  const { ok, json } = await run([
    "new@sanjuan.example,New One,,leader,,,",
    "no address,Somebody,,leader,,,",
    "b@sanjuan.example,,,teacher,board,,100",
    `c@sanjuan.example,C,${"x".repeat(121)},leader,,,`,
    "New@sanjuan.example,New Two,,leader,,,",
  ]);
  expect(ok).toBe(false);
  expect(json.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
    "3 email",
    "4 name",
    "4 role",
    "4 side",
    "4 hours_a_week",
    "5 title",
    "6 email",
  ]);
  expect(json.problems[2]?.message).toBe(
    "“teacher” is no role. Write one of viewer, educator, leader, technologist, finance.",
  );
  expect(await allRows(house.deps.db.read)).toEqual(before);
});

test("only an administrator brings people in", async () => {
  async function* file() {
    yield Buffer.from(`${header}\nwho@sanjuan.example,Who,,leader,,,\n`);
  }
  const reading = await readPeople(file(), {});
  const deed = await house.cast.deed("lin");
  await expect(
    house.deps.db.write(tx => importPeople(tx, deed, reading, "people.csv")),
  ).rejects.toMatchObject({ code: "forbidden" });
});
