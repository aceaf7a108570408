import { closeSync, copyFileSync, existsSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { backUp } from "../../src/db/backup.ts";
import { sqlitePath } from "../../src/db/open.ts";
import { verifyAll } from "../../src/operate/verify.ts";
import { wait } from "../../src/shared/wait.ts";
import { nextLine, startChild } from "../support/child.ts";
import { freshConfig, freshFolder } from "./district.ts";

vi.setConfig({ testTimeout: 120_000 });

const folder = freshFolder();

const peopleIn = (file: string): number => {
  const db = new Sqlite(file);
  const count = db.prepare<[], number>("select count(*) from people").pluck().get() ?? 0;
  db.close();
  return count;
};

test("control: a plain copy of the file while somebody writes lacks what was acknowledged", async () => {
  const config = await freshConfig();
  const life = startChild("test/operate/child-life.ts", config.databaseUrl);
  for (let n = 0; n < 20; n++) await nextLine(life);
  copyFileSync(sqlitePath(config.databaseUrl), join(folder, "naive.db"));
  await backUp(config, join(folder, "ours.db"));
  life.process.kill("SIGKILL");
  await life.ended;
  expect(peopleIn(join(folder, "naive.db"))).toBeLessThan(20);
  expect(peopleIn(join(folder, "ours.db"))).toBeGreaterThanOrEqual(20);
});

test("control: a backup copied over the file in use is not what is there afterwards", async () => {
  const config = await freshConfig();
  const path = sqlitePath(config.databaseUrl);
  const first = startChild("test/operate/child-life.ts", config.databaseUrl);
  await nextLine(first);
  first.process.kill("SIGKILL");
  await first.ended;
  const content = await backUp(config, join(folder, "early.db"));
  const life = startChild("test/operate/child-life.ts", config.databaseUrl);
  for (let n = 0; n < 10; n++) await nextLine(life);
  copyFileSync(join(folder, "early.db"), path);
  life.process.kill("SIGKILL");
  await life.ended;
  const now = await backUp(config, join(folder, "after.db")).catch(() => null);
  expect(now).not.toEqual(content);
});

test("control: a copy that is written under its own name is there half after kill -9", async () => {
  const big = join(folder, "big.db");
  const db = new Sqlite(big);
  db.exec("create table t (x text)");
  const insert = db.prepare("insert into t values (?)");
  db.transaction(() => {
    for (let n = 0; n < 20_000; n++) insert.run("x".repeat(3000));
  })();
  db.close();
  const target = join(folder, "half.db");
  const child = startChild("test/operate/child-vacuum.ts", `file:${big}`, [big, target]);
  while ((statSync(target, { throwIfNoEntry: false })?.size ?? 0) === 0) await wait(1);
  child.process.kill("SIGKILL");
  await child.ended;
  expect(existsSync(target)).toBe(true);
  expect(() => new Sqlite(target).prepare("select count(*) from t").get()).toThrow();
});

test("verify says that a file is damaged, and goes on", async () => {
  const config = await freshConfig();
  const path = sqlitePath(config.databaseUrl);
  const db = new Sqlite(path);
  db.pragma("wal_checkpoint(TRUNCATE)");
  const root = db
    .prepare<[], number>("select rootpage from sqlite_schema where name = 'people_name'")
    .pluck()
    .get();
  const size = Number(db.pragma("page_size", { simple: true }));
  db.close();
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(size, 0xff), 0, size, ((root ?? 1) - 1) * size);
  closeSync(file);
  const problems = await verifyAll(config);
  expect(problems).toContainEqual(expect.stringMatching(/damaged|malformed/));
});
