import { eq, inArray, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database, Tx } from "../../src/db/database.ts";
import { accounts } from "./account-table.ts";
import { accountsDatabase, addAccount, countOf } from "./accounts.ts";

let db: Database;

beforeEach(async () => {
  // A slow machine may take its time here: what counts is that nothing is lost.
  db = await accountsDatabase({ retryMs: 15_000, waitMs: 15_000 });
  await db.write(tx => addAccount(tx, "ana"));
});

const increment = async (tx: Tx) => {
  const [row] = await tx.select().from(accounts).where(eq(accounts.name, "ana"));
  const next = (row?.count ?? 0) + 1;
  await tx.update(accounts).set({ count: next }).where(eq(accounts.name, "ana")).returning();
};

test("a hundred increments at the same moment add up to a hundred", async () => {
  await Promise.all(Array.from({ length: 100 }, () => db.write(increment)));
  expect(await countOf(db, "ana")).toBe(100);
});

test("control: reading at one door and writing at the other loses increments", async () => {
  const unguarded = async () => {
    const seen = await countOf(db, "ana");
    await db.write(tx =>
      tx
        .update(accounts)
        .set({ count: (seen ?? 0) + 1 })
        .returning(),
    );
  };
  await Promise.all(Array.from({ length: 100 }, unguarded));
  expect(await countOf(db, "ana")).toBeLessThan(100);
});

/** Approves only while the sum of both stays in bounds: each sees the other's old value unless writes are serial. */
const approve = (name: string) => async (tx: Tx) => {
  const total = sql<number>`sum(${accounts.count})`;
  const [before] = await tx
    .select({ total })
    .from(accounts)
    .where(inArray(accounts.name, ["left", "right"]));
  if ((before?.total ?? 0) + 60 > 100) return "refused";
  await tx.update(accounts).set({ count: 60 }).where(eq(accounts.name, name)).returning();
  return "approved";
};

test("two approvals from one purse at the same moment never overspend it", async () => {
  await db.write(async tx => {
    await addAccount(tx, "left");
    await addAccount(tx, "right");
  });
  const answers = await Promise.all([db.write(approve("left")), db.write(approve("right"))]);
  expect(answers.sort()).toEqual(["approved", "refused"]);
});

test("two writes that touch the same rows in opposite order both go through", async () => {
  await db.write(tx => addAccount(tx, "ben"));
  const both = (names: string[]) => async (tx: Tx) => {
    for (const name of names) {
      const count = sql`${accounts.count} + 1`;
      await tx.update(accounts).set({ count }).where(eq(accounts.name, name)).returning();
    }
  };
  await Promise.all([db.write(both(["ana", "ben"])), db.write(both(["ben", "ana"]))]);
  expect([await countOf(db, "ana"), await countOf(db, "ben")]).toEqual([2, 2]);
});

test("writes that wait leave the event loop room to breathe", async () => {
  let beats = 0;
  const heart = setInterval(() => {
    beats += 1;
  }, 1);
  await Promise.all(Array.from({ length: 200 }, (_, n) => db.write(tx => addAccount(tx, `person ${n}`))));
  clearInterval(heart);
  expect(beats).toBeGreaterThan(3);
});
