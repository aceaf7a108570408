import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Config, engine } from "../../src/config.ts";
import { backUp } from "../../src/db/backup.ts";
import type { Content } from "../../src/db/content.ts";
import { knownTo } from "../../src/db/migrate.ts";
import { layTables } from "../../src/db/migrate-sqlite.ts";
import { SqliteConnection } from "../../src/db/sqlite-connection.ts";
import { restoreVerified } from "../../src/operate/restore.ts";
import { verifyAll } from "../../src/operate/verify.ts";
import { addPerson } from "../../src/people/people.actions.ts";
import { commandDeed } from "../../src/people/people.commands.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { wait } from "../../src/shared/wait.ts";
import { documentOf, runCli, startCli } from "../support/cli.ts";
import { freshConfig, freshFolder, makeDistrict, open } from "./district.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

const folder = freshFolder();
const whole = join(folder, "whole.db");
let content: Content;

beforeAll(async () => {
  const place = await makeDistrict();
  content = await backUp(place.config, whole);
});

const asIs = { anyway: false };
const settingsOf = ({ databaseUrl, dataDir }: Config) => ({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir });
const backupsIn = ({ dataDir }: Config): string[] => {
  mkdirSync(join(dataDir, "backups"), { recursive: true });
  return readdirSync(join(dataDir, "backups"));
};

/** A database with one person in it, and what it holds. */
async function lived(email = "ana@x.example") {
  const config = await freshConfig();
  const db = await open(config);
  const add = (address: string) =>
    db.write(async tx => {
      const deed = await commandDeed(tx, { clock: systemClock });
      return addPerson(tx, deed, { name: "Ana", email: address, role: "leader" });
    });
  await add(email);
  return { config, db, add };
}

describe("a restore", () => {
  test("keeps what was there before in a backup, which restores it", async () => {
    const { config } = await lived();
    const before = await backUp(config, join(folder, "before.db"));
    const { saved } = await restoreVerified(config, whole, asIs);
    expect(saved).toContain(join(config.dataDir, "backups"));
    expect(await backUp(config, join(folder, "now.db"))).toEqual(content);
    await restoreVerified(config, saved ?? "", asIs);
    expect(await backUp(config, join(folder, "back.db"))).toEqual(before);
  });

  test("happens under a server that runs: it reads and writes the new records next", async () => {
    const { config, db, add } = await lived();
    await restoreVerified(config, whole, asIs);
    const [row] = await db.read.rows<{ n: number }>(sql`select count(*) as n from goals`);
    expect(row?.n).toBe(content.get("goals")?.rows);
    await add("new@x.example");
    expect(await verifyAll(config)).toEqual([]);
  });

  test("gives the next numbers after those that came with it", async () => {
    const { config, db, add } = await lived();
    await restoreVerified(config, whole, asIs);
    const [most] = await db.read.rows<{ n: number }>(
      sql`select max(number) as n from records where kind = 'person'`,
    );
    const person = await add("new@x.example");
    const [made] = await db.read.rows<{ n: number }>(
      sql`select number as n from records where id = ${person.id}`,
    );
    expect(made?.n).toBe((most?.n ?? 0) + 1);
  });

  test("still refuses to change the history", async () => {
    const { config, db } = await lived();
    await restoreVerified(config, whole, asIs);
    for (const statement of [sql`update events set kind = 'x'`, sql`delete from event_roots`])
      await expect(db.write(tx => tx.rows(statement))).rejects.toThrow("history cannot be");
  });

  test("killed at any moment leaves the old records or the new ones, and both verify", async () => {
    const ends = new Set<string>();
    for (let kill = 0; kill < 3; kill++) {
      const { config } = await lived();
      const before = await backUp(config, join(folder, "before.db"));
      const { child, said } = startCli(["restore", whole], settingsOf(config));
      // What was there is saved: from here on it is being replaced.
      const isReplacing = () => backupsIn(config).some(name => name.endsWith("before-restore.db"));
      while (!isReplacing() && child.exitCode === null) await wait(1);
      await wait(kill * 60);
      child.kill("SIGKILL");
      await said;
      await wait(200);
      const now = await backUp(config, join(folder, "after.db"));
      expect([before, content]).toContainEqual(now);
      ends.add(now.get("goals")?.rows === 0 ? "old" : "new");
      expect(await verifyAll(config)).toEqual([]);
    }
    expect([...ends]).toContain("old");
  });

  test("brings an older backup up to this version", async () => {
    const older = join(folder, "older.db");
    const file = new SqliteConnection(older);
    await layTables(file, knownTo("sqlite").slice(0, -1));
    file.close();
    const { config } = await lived();
    const { applied } = await restoreVerified(config, older, asIs);
    expect(applied).toEqual([knownTo("sqlite").at(-1)?.name]);
    expect(await verifyAll(config)).toEqual([]);
  });

  test("says in one document what it did", async () => {
    const { config } = await lived();
    const said = await runCli(["restore", whole, "--json"], settingsOf(config));
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(documentOf(said)).toEqual({
      file: whole,
      rows: expect.any(Number),
      tables: Object.fromEntries(content),
      saved: expect.stringContaining("before-restore.db"),
      applied: [],
      problems: [],
    });
  });
});

/** A copy of the whole backup that somebody changed. */
function changed(name: string, ...statements: string[]): string {
  const path = join(folder, `${name}.db`);
  copyFileSync(whole, path);
  const db = new Sqlite(path);
  for (const statement of statements) db.exec(statement);
  db.close();
  return path;
}

const written = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

function cutShort(): string {
  const path = changed("short");
  truncateSync(path, 200_000);
  return path;
}

function otherDatabase(): string {
  const path = join(folder, "other.db");
  new Sqlite(path).exec("create table if not exists t (x text)").close();
  return path;
}

/** Pages full of nothing in the middle. */
function damaged(): string {
  const bytes = readFileSync(whole);
  return written("damaged.db", bytes.fill(0xee, 40_960, 200_000));
}

describe("a file that is no sound backup is refused in words, with nothing changed:", () => {
  test.each<[string, () => string, RegExp]>([
    ["none", () => join(folder, "none.db"), /There is no such file/],
    ["a folder", () => folder, /is a folder/],
    ["an empty file", () => written("empty.db", ""), /is no backup of Crosswalk/],
    ["a text", () => written("text.db", "Dear all,\n".repeat(100)), /is no backup of Crosswalk/],
    ["a file cut short", cutShort, /is cut short: it has 200000 of \d+ bytes/],
    ["a damaged file", damaged, /is damaged/],
    ["another program's database", otherDatabase, /a database of something else/],
    [
      "a backup of a newer version",
      () => changed("newer", "insert into applied_migrations values ('9999_later', 'x', 'x')"),
      /9999_later, which this version does not know/,
    ],
    [
      "one whose migrations were edited",
      () => changed("edited", "update applied_migrations set hash = 'x'"),
      /was edited after it was applied/,
    ],
    [
      "one without a guard",
      () => changed("bare", "drop trigger events_refuse_update"),
      /The trigger .* is gone/,
    ],
    ["one with a guest", () => changed("guest", "create table guests (x text)"), /guests is not Crosswalk's/],
    [
      "one with a row that points to nothing",
      () => changed("orphan", "pragma foreign_keys = off", "delete from people where name = 'Tess Moreno'"),
      /rows point to rows that are gone/,
    ],
    [
      "one that was changed by hand",
      () => changed("forged", "update goals set why = 'Money'"),
      /does not verify, so nothing was changed\. What G-\d+ holds was changed.* add --anyway/,
    ],
  ])("%s", async (_, file, said) => {
    const { config } = await lived();
    const before = await backUp(config, join(folder, "before.db"));
    await expect(restoreVerified(config, file(), asIs)).rejects.toThrow(said);
    expect(await backUp(config, join(folder, "after.db"))).toEqual(before);
  });

  test("but one that does not verify goes in where somebody insists, and says what is wrong", async () => {
    const { config } = await lived();
    const file = changed("insisted", "update goals set why = 'Money'");
    const refused = await runCli(["restore", file, "--json"], settingsOf(config));
    expect(refused.code).toBe(1);
    expect(documentOf(refused)).toEqual({
      error: { code: "conflict", message: expect.stringContaining("does not verify") },
    });
    const { problems } = await restoreVerified(config, file, { anyway: true });
    expect(problems).toHaveLength(content.get("goals")?.rows ?? 0);
    expect(await verifyAll(config)).toEqual(problems);
  });
});

if (engine === "sqlite")
  test("a database that is damaged itself is refused with what to do", async () => {
    const { config } = await lived();
    writeFileSync(config.databaseUrl.replace("file:", ""), "rubbish".repeat(1000));
    await expect(restoreVerified(config, whole, asIs)).rejects.toThrow(
      "move that file and the ones beside it",
    );
  });
