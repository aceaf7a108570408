import Sqlite from "better-sqlite3";
import { type SQL, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { engine } from "../../src/config.ts";
import type { Tx } from "../../src/db/database.ts";
import { sqlitePath } from "../../src/db/open.ts";
import { verifyAll, verifyRecords } from "../../src/operate/verify.ts";
import { makeDistrict, type Place } from "./district.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let place: Place;
beforeAll(async () => {
  place = await makeDistrict();
});

class Undo extends Error {}

/** What someone with the database's own keys could do: guards and references are off while they do it. */
async function unguarded(tx: Tx, statements: SQL[]): Promise<void> {
  if (engine === "postgres") await tx.rows(sql`set local session_replication_role = replica`);
  else
    for (const { name } of await tx.rows<{ name: string }>(
      sql`select name from sqlite_schema where type = 'trigger' and name like '%refuse%'`,
    ))
      await tx.rows(sql.raw(`drop trigger ${name}`));
  for (const statement of statements) await tx.rows(statement);
}

/** The problems that a change brings; the change is undone. */
async function problemsAfter(...statements: SQL[]): Promise<string[]> {
  let problems: string[] = [];
  const looking = place.db.write(
    async tx => {
      await unguarded(tx, statements);
      problems = await verifyRecords(tx);
      throw new Undo();
    },
    { limitMs: 60_000 },
  );
  await expect(looking).rejects.toThrow(Undo);
  return problems;
}

test("a district that lived by the verbs verifies", async () => {
  expect(await verifyAll(place.config)).toEqual([]);
});

/** Runs a statement on a connection of its own that looks up no reference. */
async function withoutReferences(databaseUrl: string, statement: string): Promise<void> {
  if (engine === "sqlite") {
    const client = new Sqlite(sqlitePath(databaseUrl));
    client.pragma("foreign_keys = OFF");
    client.exec(statement);
    client.close();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("set session_replication_role = replica");
  await client.query(statement);
  await client.end();
}

const one = (table: string) => sql.raw(`(select min(cast(id as text)) from ${table})`);
const first = (table: string) => sql`cast(id as text) = ${one(table)}`;

describe("a change behind the verbs' back is found:", () => {
  test.each<[string, SQL, RegExp]>([
    [
      "a title",
      sql`update records set title = 'x' where kind = 'goal' and number = 1`,
      /G-1 was changed without/,
    ],
    [
      "an audience",
      sql`update records set audience = 'board' where kind = 'request' and audience = 'everyone'`,
      /R-\d+ was changed/,
    ],
    [
      "why a goal is there",
      sql`update goals set why = 'Money' where ${first("goals")}`,
      /What G-\d+ holds was changed/,
    ],
    ["a target", sql`update measures set target = 1 where ${first("measures")}`, /What G-\d+ holds/],
    ["a reading", sql`update readings set value = value + 1 where ${first("readings")}`, /What G-\d+ holds/],
    ["check-ins taken out", sql`delete from check_ins`, /What G-\d+ holds/],
    ["a need", sql`update requests set need = 'Less' where ${first("requests")}`, /What R-\d+ holds/],
    [
      "a promised day",
      sql`update requests set window_to = '2030-01-01' where window_to is not null`,
      /What R-\d+ holds/,
    ],
    ["a key to a commitment", sql`delete from commitment_keys`, /What R-\d+ holds/],
    ["an estimate", sql`update estimates set likely_hours = 1`, /What R-\d+ holds/],
    ["plain words", sql`update work set plain_words = 'x' where ${first("work")}`, /What W-\d+ holds/],
    [
      "hours worked",
      sql`update effort set hours = hours + 1 where ${first("effort")}`,
      /its effort log adds up/,
    ],
    [
      "a price",
      sql`update budget_lines set unit_cents = unit_cents + 100 where ${first("budget_lines")}`,
      /What B-\d+ holds/,
    ],
    [
      "an approval",
      sql`update approvals set comment = 'Fine' where ${first("approvals")}`,
      /What B-\d+ holds/,
    ],
    ["an approval taken out", sql`delete from approvals where ${first("approvals")}`, /What B-\d+ holds/],
    ["money held", sql`delete from reservations`, /What B-\d+ holds/],
    ["a source's amount", sql`update source_amounts set cents = cents + 1`, /What source \d+ holds/],
    ["a right", sql`update people set is_admin = not is_admin`, /What person \d+ holds/],
    [
      "an address",
      sql`update people set email = 'x@y.example' where ${first("people")}`,
      /What person \d+ holds/,
    ],
    ["a term", sql`update terms set to_day = '2099-01-01'`, /What person \d+ holds/],
    ["a threshold", sql`update districts set board_cents = 1`, /What district 1 holds/],
    ["who sits where", sql`delete from record_people where seat = 'sponsor'`, /What G-\d+ holds/],
    ["what belongs under what", sql`delete from ties`, /What (R|W|B)-\d+ holds/],
    [
      "a noun's row taken out",
      sql`delete from work where id not in (select work_id from effort)`,
      /W-\d+ has lost its own row/,
    ],
    [
      "a history entry",
      sql`update events set data = '{}' where kind = 'goal drafted'`,
      /says something else/,
    ],
    ["a history entry taken out", sql`delete from events where sequence = 2`, /has a gap|ends at entry/],
    ["a seal taken out", sql`delete from record_seals where true`, /has lost its seal/],
    ["a root", sql`update event_roots set root = 'x'`, /The root of .* does not fit/],
    ["a search text", sql`update search_texts set title = 'x'`, /A search does not find/],
  ])("%s", async (_, statement, said) => {
    expect(await problemsAfter(statement)).toContainEqual(expect.stringMatching(said));
  });

  test("a seal made anew after its root was taken", async () => {
    const problems = await problemsAfter(
      sql`update record_seals set seal = 'forged' where record_id in (select id from records where kind = 'source')`,
    );
    expect(problems).toContainEqual(expect.stringMatching(/records were sealed anew after their root/));
  });
});

describe("what changes without a deed is no problem:", () => {
  test.each<[string, SQL]>([
    ["a bounced address", sql`update people set bounced_at = null`],
    ["somebody follows", sql`delete from follows`],
    ["mail goes out", sql`update outbox set attempts = attempts + 1`],
  ])("%s", async (_, statement) => {
    expect(await problemsAfter(statement)).toEqual([]);
  });
});

describe("the store", () => {
  const changed = async (there: SQL[], back: SQL[]) => {
    for (const statement of there) await place.db.write(tx => tx.rows(statement));
    const problems = await verifyAll(place.config);
    for (const statement of back) await place.db.write(tx => tx.rows(statement));
    return problems;
  };
  afterAll(async () => {
    expect(await verifyAll(place.config)).toEqual([]);
  });

  test("without a guard of the history", async () => {
    const trigger = engine === "postgres" ? "events_refuse_change" : "events_refuse_update";
    const [made] =
      engine === "postgres"
        ? await place.db.read.rows<{ text: string }>(
            sql`select pg_get_triggerdef(oid) as text from pg_trigger where tgname = ${trigger}`,
          )
        : await place.db.read.rows<{ text: string }>(
            sql`select sql as text from sqlite_schema where name = ${trigger}`,
          );
    const problems = await changed(
      [sql.raw(`drop trigger ${trigger}${engine === "postgres" ? " on events" : ""}`)],
      [sql.raw(made?.text ?? "")],
    );
    expect(problems).toEqual([expect.stringMatching(new RegExp(`trigger .*${trigger} is gone`))]);
  });

  test("with a table of somebody else", async () => {
    const problems = await changed([sql`create table notes (x text)`], [sql`drop table notes`]);
    expect(problems).toContainEqual(expect.stringMatching(/notes.* is not Crosswalk's/));
  });

  if (engine === "postgres")
    test("with a guard that is switched off", async () => {
      const problems = await changed(
        [sql`alter table events disable trigger events_refuse_change`],
        [sql`alter table events enable trigger events_refuse_change`],
      );
      expect(problems).toEqual([expect.stringContaining("not in force")]);
    });

  test("with a row that points to nothing", async () => {
    const nobody = "01900000-0000-7000-8000-000000000000";
    await withoutReferences(
      place.config.databaseUrl,
      `insert into follows (record_id, person_id, at) select '${nobody}', person_id, at from follows limit 1`,
    );
    const problems = await verifyAll(place.config);
    await withoutReferences(place.config.databaseUrl, `delete from follows where record_id = '${nobody}'`);
    expect(problems).toEqual(["1 rows of follows point to rows of records that are gone."]);
  });

  if (engine === "sqlite")
    test("with a full-text index that says something else", async () => {
      const [row] = await place.db.read.rows<{ position: number; title: string; words: string }>(
        sql`select position, title, words from search_texts limit 1`,
      );
      const entry = sql`(search_index, rowid, title, words) values ('delete', ${row?.position}, ${row?.title}, ${row?.words})`;
      const problems = await changed(
        [sql`insert into search_index ${entry}`],
        [
          sql`insert into search_index (rowid, title, words) values (${row?.position}, ${row?.title}, ${row?.words})`,
        ],
      );
      expect(problems).toEqual(["The full-text index does not hold what the search texts say."]);
    });
});
