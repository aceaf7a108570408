import Sqlite from "better-sqlite3";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { sqlitePath } from "../../src/db/open.ts";
import { refuseOldLibrary } from "../../src/db/sqlite-connection.ts";
import { elapsed } from "../../src/shared/wait.ts";
import { nextLine, startChild } from "../support/child.ts";
import { emptyDatabaseUrl, openForTest } from "../support/database.ts";
import { accountsDatabase, addAccount, makeAccounts, namesIn } from "./accounts.ts";

const pragmas = async (url: string) => {
  const db = await makeAccounts(url);
  return db.write(async tx => ({
    synchronous: await tx.rows(sql`pragma synchronous`),
    journal: await tx.rows(sql`pragma journal_mode`),
    foreignKeys: await tx.rows(sql`pragma foreign_keys`),
    trustedSchema: await tx.rows(sql`pragma trusted_schema`),
  }));
};

test("the writer flushes every commit to the disk, checks foreign keys and trusts no schema", async () => {
  const full = 2;
  expect(await pragmas(await emptyDatabaseUrl())).toEqual({
    synchronous: [{ synchronous: full }],
    journal: [{ journal_mode: "wal" }],
    foreignKeys: [{ foreign_keys: 1 }],
    trustedSchema: [{ trusted_schema: 0 }],
  });
});

test("control: the driver as it comes does not flush a commit in WAL mode", async () => {
  const url = await emptyDatabaseUrl();
  await makeAccounts(url);
  const naive = new Sqlite(sqlitePath(url));
  const normal = 1;
  expect(naive.pragma("synchronous", { simple: true })).toBe(normal);
  naive.close();
});

test("control: drizzle's own async transaction throws, and what it should have undone is there", async () => {
  const client = new Sqlite(sqlitePath(await emptyDatabaseUrl()));
  client.exec("create table things (id integer primary key, name text)");
  const things = sqliteTable("things", { id: integer("id").primaryKey(), name: text("name") });
  const naive = drizzle(client);
  let body: Promise<void> = Promise.resolve();
  const run = () =>
    naive.transaction(tx => {
      body = (async () => {
        await tx.insert(things).values({ name: "ghost" });
        throw new Error("undo this");
      })();
      return body;
    });
  expect(run).toThrow("Transaction function cannot return a promise");
  await expect(body).rejects.toThrow("undo this");
  expect(await naive.select().from(things)).toEqual([{ id: 1, name: "ghost" }]);
  client.close();
});

test("waits for another process that holds the lock, while this one goes on with other things", async () => {
  const url = await emptyDatabaseUrl();
  const db = await makeAccounts(url);
  const holder = startChild("test/db/child-holder.ts", url, [sqlitePath(url), "1200"]);
  expect(await nextLine(holder)).toBe("held");
  let longest = 0;
  let last = elapsed();
  const heart = setInterval(() => {
    longest = Math.max(longest, elapsed() - last);
    last = elapsed();
  }, 5);
  await db.write(tx => addAccount(tx, "patient"));
  clearInterval(heart);
  expect(await nextLine(holder)).toBe("let go");
  await holder.ended;
  expect(await namesIn(db)).toEqual(["patient"]);
  expect(longest).toBeLessThan(800);
});

test("gives up on a foreign lock in words, and writes again when it is gone", async () => {
  const url = await emptyDatabaseUrl();
  const db = await makeAccounts(url, { busyMs: 100 });
  const holder = startChild("test/db/child-holder.ts", url, [sqlitePath(url), "600"]);
  expect(await nextLine(holder)).toBe("held");
  await expect(db.write(tx => addAccount(tx, "patient"))).rejects.toThrow(
    "Another program is changing the records.",
  );
  await holder.ended;
  await db.write(tx => addAccount(tx, "patient"));
  expect(await namesIn(db)).toEqual(["patient"]);
});

test("refuses a crowd at once and a long wait in time", async () => {
  const db = await accountsDatabase({ maxWaiting: 1, waitMs: 100, rerun: false });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const holding = db.write(() => released);
  const waiting = db.write(tx => addAccount(tx, "waited too long"));
  const crowd = db.write(tx => addAccount(tx, "one too many"));
  await expect(crowd).rejects.toThrow("Too many changes at once.");
  await expect(waiting).rejects.toThrow("Too many changes at once.");
  release();
  await holding;
  await db.write(tx => addAccount(tx, "later"));
  expect(await namesIn(db)).toEqual(["later"]);
});

test("a disk that fails at COMMIT leaves the outcome open, says so, and the next write works", async () => {
  const url = await emptyDatabaseUrl();
  const db = await makeAccounts(url);
  await db.close();
  // Past the file limit a write fails as on a full disk; 1,000 or 2,000 blocks, whatever a block is here.
  const child = startChild("test/db/child-full-disk.ts", url, [], "trap '' XFSZ; ulimit -f 2000");
  expect([await nextLine(child), await nextLine(child), await nextLine(child)]).toEqual([
    "saved",
    "Your change may have been saved. Look before you try again.",
    "saved",
  ]);
  expect((await child.ended).code).toBe(0);
  const reopened = await openForTest(url);
  expect(await namesIn(reopened)).toEqual(["after", "before"]);
});

test("an SQLite that can damage a database in WAL mode is refused", () => {
  expect(() => refuseOldLibrary("3.51.2")).toThrow("Install 3.51.3 or later.");
  expect(() => refuseOldLibrary("3.9.99")).toThrow();
  expect(() => refuseOldLibrary("3.51.3")).not.toThrow();
  expect(() => refuseOldLibrary("4.0.0")).not.toThrow();
});
