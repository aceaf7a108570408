import { count, eq, sql, sum } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { isUniqueViolation } from "../../src/db/errors.ts";
import { account, accounts } from "./account-table.ts";
import { accountsDatabase, addAccount, countOf, namesIn } from "./accounts.ts";

let db: Database;

beforeEach(async () => {
  db = await accountsDatabase();
});

describe("a write", () => {
  test("is there for every reader once it is acknowledged", async () => {
    const answer = await db.write(async tx => {
      await addAccount(tx, "ana");
      return "done";
    });
    expect(answer).toBe("done");
    expect(await namesIn(db)).toEqual(["ana"]);
  });

  test("leaves nothing when its callback throws, and the caller gets that very error", async () => {
    const mine = new Error("mine");
    const writing = db.write(async tx => {
      await addAccount(tx, "ana");
      throw mine;
    });
    await expect(writing).rejects.toBe(mine);
    expect(await namesIn(db)).toEqual([]);
  });

  test("sees its own changes while readers still see what was", async () => {
    await db.write(async tx => {
      await addAccount(tx, "ana");
      expect(await tx.select().from(accounts)).toHaveLength(1);
    });
    const { promise: looked, resolve: look } = Promise.withResolvers<void>();
    const { promise: changed, resolve: change } = Promise.withResolvers<void>();
    const writing = db.write(async tx => {
      await tx.update(accounts).set({ count: 5 }).where(eq(accounts.name, "ana")).returning();
      change();
      await looked;
    });
    await changed;
    expect(await countOf(db, "ana")).toBe(0);
    look();
    await writing;
    expect(await countOf(db, "ana")).toBe(5);
  });

  test("runs a builder that the callback returns without awaiting it", async () => {
    const [row] = await db.write(tx => addAccount(tx, "ana"));
    expect(row?.name).toBe("ana");
    expect(await namesIn(db)).toEqual(["ana"]);
  });

  test("runs its callback twice in tests, and keeps the rows of the second run only", async () => {
    let runs = 0;
    await db.write(async tx => {
      runs += 1;
      await addAccount(tx, `run ${runs}`);
    });
    expect(runs).toBe(2);
    expect(await namesIn(db)).toEqual(["run 2"]);
  });

  test("says so when a unique value is taken, and saves nothing of the whole", async () => {
    await db.write(tx => addAccount(tx, "ana"));
    const writing = db.write(async tx => {
      await addAccount(tx, "ben");
      await addAccount(tx, "ana");
    });
    const error: unknown = await writing.catch(reason => reason);
    expect(isUniqueViolation(error)).toBe(true);
    expect(String(error)).not.toContain("ana");
    expect(await namesIn(db)).toEqual(["ana"]);
  });
});

describe("values", () => {
  test("come back as they went in, on either engine", async () => {
    const whole = account("ana", {
      balance: Number.MAX_SAFE_INTEGER,
      due: "2028-02-29",
      share: 0.1,
      notes: { words: ["a", "ä", "😀"] },
    });
    await db.write(tx => tx.insert(accounts).values(whole).returning());
    expect(await db.read.select().from(accounts)).toEqual([whole]);
  });

  test("keep a JSON text that looks like a number a text", async () => {
    await db.write(tx => addAccount(tx, "ana", { notes: "12" }));
    const [row] = await db.read.select({ notes: accounts.notes }).from(accounts);
    expect(row?.notes).toBe("12");
  });

  test("count and sum to numbers, up to 2^53 - 1", async () => {
    await db.write(tx => addAccount(tx, "ana", { balance: 2 ** 53 - 2 }));
    await db.write(tx => addAccount(tx, "ben", { balance: 1 }));
    const total = sql<number>`sum(${accounts.balance})`;
    const rows = await db.read.select({ n: count(), total, words: sum(accounts.balance) }).from(accounts);
    expect(rows).toEqual([{ n: 2, total: 2 ** 53 - 1, words: String(2 ** 53 - 1) }]);
    expect(await db.read.rows(sql`select sum(balance) as total, count(*) as n from accounts`)).toEqual([
      { total: 2 ** 53 - 1, n: 2 },
    ]);
  });

  test("are bound in hand-written SQL too: instants and booleans", async () => {
    await db.write(tx => addAccount(tx, "ana"));
    const before = new Date("2026-11-23T07:00:00.124Z");
    const query = sql`select name from accounts where opened_at < ${before} and open = ${true}`;
    expect(await db.read.rows(query)).toEqual([{ name: "ana" }]);
  });
});

describe("the reading door", () => {
  test("has no way to write: not in its type, and not behind its back", async () => {
    // @ts-expect-error There is no insert.
    const insert = async () => db.read.insert(accounts).values(account("ana"));
    // @ts-expect-error There is no delete.
    const remove = async () => db.read.with().delete(accounts);
    await expect(insert()).rejects.toThrow();
    await expect(remove()).rejects.toThrow();
    await expect(db.read.rows(sql`delete from accounts`)).rejects.toThrow();
    expect(await namesIn(db)).toEqual([]);
  });
});
