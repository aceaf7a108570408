import { beforeEach, describe, expect, test } from "vitest";
import { engine } from "../../src/config.ts";
import { pendingMigrations } from "../../src/db/migrate.ts";
import { nextLine, startChild } from "../support/child.ts";
import { emptyDatabaseUrl, freshDatabase, openForTest } from "../support/database.ts";
import { ask, migrateWith, migrationFolder, tell } from "./migration-folder.ts";

const people = "create table people (id integer primary key, name text)";
const towns =
  "create table towns (id integer primary key);\n--> statement-breakpoint\ninsert into towns values (1);";
const slow =
  engine === "postgres"
    ? "select pg_sleep(0.5)"
    : "with recursive c(n) as (select 1 union all select n + 1 from c where n < 300000) select max(n) from c";

let url: string;

beforeEach(async () => {
  url = await emptyDatabaseUrl();
});

const ledger = () => ask(url, "select name from applied_migrations order by name");

describe("migrating", () => {
  test("applies what is pending in order, once", async () => {
    const first = await migrateWith(url, { "0000_people": people });
    const second = await migrateWith(url, { "0000_people": people, "0001_towns": towns });
    const third = await migrateWith(url, { "0000_people": people, "0001_towns": towns });
    expect([first, second, third].map(({ applied }) => applied)).toEqual([
      ["0000_people"],
      ["0001_towns"],
      [],
    ]);
    expect(await ledger()).toEqual([{ name: "0000_people" }, { name: "0001_towns" }]);
    expect(await ask(url, "select id from towns")).toEqual([{ id: 1 }]);
  });

  test("leaves nothing of any pending migration when one of them fails", async () => {
    const migrating = migrateWith(url, {
      "0000_people": people,
      "0001_wrong": "insert into nowhere values (1)",
    });
    await expect(migrating).rejects.toThrow("0001_wrong failed and nothing was changed: ");
    await migrateWith(url, { "0000_people": people });
    expect(await ledger()).toEqual([{ name: "0000_people" }]);
  });

  test("applies once when two processes start at the same moment", async () => {
    const folder = migrationFolder({ "0000_people": people, "0001_slow": slow, "0002_towns": towns });
    const children = [1, 2].map(() => startChild("test/db/child-migrate.ts", url, [folder]));
    for (const child of children) expect(await nextLine(child)).toBe("ready");
    for (const child of children) child.process.stdin?.write("go\n");
    const counts = await Promise.all(children.map(nextLine));
    expect(counts.sort()).toEqual(["0", "3"]);
    expect(await ask(url, "select id from towns")).toEqual([{ id: 1 }]);
  });

  test("counts a line end of another system as no edit", async () => {
    await migrateWith(url, { "0001_towns": towns });
    expect(await migrateWith(url, { "0001_towns": towns.replaceAll("\n", "\r\n") })).toEqual({ applied: [] });
  });
});

describe("migrating refuses", () => {
  beforeEach(async () => {
    await migrateWith(url, { "0001_people": people });
  });

  test("a migration that was edited after it was applied", async () => {
    const migrating = migrateWith(url, { "0001_people": `${people}; ` });
    await expect(migrating).rejects.toThrow("0001_people was edited after it was applied.");
  });

  test("a database of a newer version", async () => {
    const migrating = migrateWith(url, { "0002_towns": towns });
    await expect(migrating).rejects.toThrow("changed by 0001_people, which this version does not know.");
  });

  test("a migration that comes before one already applied", async () => {
    const migrating = migrateWith(url, { "0000_towns": towns, "0001_people": people });
    await expect(migrating).rejects.toThrow(
      "0000_towns comes before 0001_people, which was applied already.",
    );
  });

  test("a migration that ends the transaction", async () => {
    const migrating = migrateWith(url, { "0001_people": people, "0002_own": `${towns}\nCOMMIT;` });
    await expect(migrating).rejects.toThrow("0002_own ends a transaction.");
    expect(await ledger()).toEqual([{ name: "0001_people" }]);
  });

  test("to lose rows, unless the migration says that it may", async () => {
    await tell(url, "insert into people values (1, 'Ana'), (2, 'Ben')");
    const lossy = "delete from people where id = 2";
    const migrating = migrateWith(url, { "0001_people": people, "0002_fewer": lossy });
    await expect(migrating).rejects.toThrow("would lose rows of people (2 before, 1 after)");
    expect(await ask(url, "select id from people order by id")).toEqual([{ id: 1 }, { id: 2 }]);
    await migrateWith(url, { "0001_people": people, "0002_fewer": `-- may lose: people\n${lossy}` });
    expect(await ask(url, "select id from people")).toEqual([{ id: 1 }]);
  });

  test("to lose a table with rows in it", async () => {
    await tell(url, "insert into people values (1, 'Ana')");
    const migrating = migrateWith(url, { "0001_people": people, "0002_gone": "drop table people" });
    await expect(migrating).rejects.toThrow('write "-- may lose: people" in it');
  });
});

test("a database that holds someone else's tables is left alone", async () => {
  await tell(url, "create table wp_posts (id integer)");
  const migrating = migrateWith(url, { "0000_people": people });
  await expect(migrating).rejects.toThrow("tables that Crosswalk did not make. Give it an empty database.");
});

test("readiness knows what is pending", async () => {
  expect(await pendingMigrations(await freshDatabase())).toEqual([]);
  const names = await pendingMigrations(await openForTest(url));
  expect(names[0]).toMatch(/^0000_/);
});
