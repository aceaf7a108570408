import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate as drizzleMigrate } from "drizzle-orm/better-sqlite3/migrator";
import { beforeEach, expect, test } from "vitest";
import { sqlitePath } from "../../src/db/open.ts";
import { emptyDatabaseUrl } from "../support/database.ts";
import { ask, dataDir, migrateWith, migrationFolder, tell } from "./migration-folder.ts";

const family = `create table parents (id integer primary key, name text default 'old');
--> statement-breakpoint
create table children (id integer primary key, parent_id integer not null references parents(id) on delete cascade);
--> statement-breakpoint
create trigger children_stay before delete on children begin select raise(abort, 'stays'); end;`;

/** What drizzle-kit writes when a column's default changes. */
const rebuild = `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_parents (id integer primary key, name text default 'new');
--> statement-breakpoint
INSERT INTO __new_parents(id, name) SELECT id, name FROM parents;
--> statement-breakpoint
DROP TABLE parents;
--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;
--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

const before = { "0000_family": family };
const after = { ...before, "0001_rebuild": rebuild };
const rows = ["insert into parents (id) values (1)", "insert into children values (1, 1), (2, 1)"];

let url: string;

beforeEach(async () => {
  url = await emptyDatabaseUrl();
});

test("a rebuilt table keeps its children", async () => {
  await migrateWith(url, before);
  await tell(url, ...rows);
  await migrateWith(url, after);
  expect(await ask(url, "select id from children order by id")).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await ask(url, "select * from pragma_foreign_key_check")).toEqual([]);
});

test("control: drizzle's own migrator deletes the children of a rebuilt table and says nothing", () => {
  const client = new Sqlite(sqlitePath(url));
  client.pragma("foreign_keys = ON");
  const naive = drizzle(client);
  const withoutTrigger = { "0000_family": family.replace(/--> statement-breakpoint\ncreate trigger.*/s, "") };
  drizzleMigrate(naive, { migrationsFolder: migrationFolder(withoutTrigger) });
  for (const row of rows) client.exec(row);
  drizzleMigrate(naive, {
    migrationsFolder: migrationFolder({ ...withoutTrigger, "0001_rebuild": rebuild }),
  });
  expect(client.prepare("select * from children").all()).toEqual([]);
  client.close();
});

test("a rebuilt table that loses its trigger is refused", async () => {
  await migrateWith(url, before);
  const loss = rebuild
    .replaceAll("parents", "children")
    .replace("name text default 'new'", "parent_id integer");
  const migrating = migrateWith(url, { ...before, "0001_rebuild": loss.replaceAll("name", "parent_id") });
  await expect(migrating).rejects.toThrow("would lose the trigger children_stay");
});

test("a row that would point to nothing is refused", async () => {
  await migrateWith(url, before);
  const orphan = "insert into children values (9, 99)";
  await expect(migrateWith(url, { ...before, "0001_orphan": orphan })).rejects.toThrow(
    "point to one that is gone",
  );
  expect(await ask(url, "select * from children")).toEqual([]);
});

test("the file is backed up first, but not when it is new or nothing is pending", async () => {
  const backups = () => (existsSync(join(dataDir, "backups")) ? readdirSync(join(dataDir, "backups")) : []);
  const made = backups().length;
  await migrateWith(url, before);
  await migrateWith(url, before);
  expect(backups()).toHaveLength(made);
  await tell(url, ...rows);
  await migrateWith(url, after);
  const [name = ""] = backups()
    .filter(file => file.endsWith("-before-0001_rebuild.db"))
    .slice(-1);
  expect(backups()).toHaveLength(made + 1);
  const copy = `file:${join(dataDir, "backups", name)}`;
  expect(await ask(copy, "select count(*) as n from children")).toEqual([{ n: 2 }]);
  expect(await ask(copy, "select name from applied_migrations")).toEqual([{ name: "0000_family" }]);
});
