import { AsyncResource } from "node:async_hooks";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Database, Tx } from "../../src/db/database.ts";
import { isUniqueViolation } from "../../src/db/errors.ts";
import { accounts } from "./account-table.ts";
import { accountsDatabase, addAccount, namesIn } from "./accounts.ts";

let db: Database;

beforeEach(async () => {
  db = await accountsDatabase({ rerun: false });
});

const failing = (tx: Tx) => addAccount(tx, "taken");

describe("nesting", () => {
  test("a write inside a write throws at once instead of waiting for itself", async () => {
    const writing = db.write(async tx => {
      await addAccount(tx, "outer");
      await db.write(inner => addAccount(inner, "inner"));
    });
    await expect(writing).rejects.toThrow("Pass the tx on instead.");
    expect(await namesIn(db)).toEqual([]);
  });

  test("a read past the running write throws, because it would not see its changes", async () => {
    const reading = db.write(() => namesIn(db));
    await expect(reading).rejects.toThrow("Read through the tx.");
  });

  test("a write of another database is another matter", async () => {
    const other = await accountsDatabase();
    await db.write(async tx => {
      await addAccount(tx, "here");
      await other.write(inner => addAccount(inner, "there"));
    });
    expect([await namesIn(db), await namesIn(other)]).toEqual([["here"], ["there"]]);
  });

  test("after a write, what it started may write again", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let later: Promise<unknown> = Promise.resolve();
    await db.write(async tx => {
      await addAccount(tx, "first");
      later = promise.then(() => db.write(next => addAccount(next, "second")));
    });
    resolve();
    await later;
    expect(await namesIn(db)).toEqual(["first", "second"]);
  });
});

describe("a transaction", () => {
  test("takes nothing more after a statement failed, and saves nothing if that was swallowed", async () => {
    await db.write(tx => addAccount(tx, "taken"));
    const error: unknown = await db
      .write(async tx => {
        await failing(tx).catch(() => {});
        await expect(addAccount(tx, "ana")).rejects.toThrow();
      })
      .catch(reason => reason);
    expect(String(error)).toContain("its error was swallowed; nothing was saved");
    expect(isUniqueViolation(error)).toBe(true);
    expect(await namesIn(db)).toEqual(["taken"]);
  });

  test("that was kept and used after its end throws", async () => {
    const kept: Tx[] = [];
    await db.write(async tx => void kept.push(tx));
    for (const tx of kept) {
      await expect(addAccount(tx, "late")).rejects.toThrow("used after it ended");
    }
    expect(await namesIn(db)).toEqual([]);
  });

  test("that is used from somewhere else while it runs throws there", async () => {
    const elsewhere = new AsyncResource("elsewhere");
    const stolen: Promise<string>[] = [];
    await db.write(async tx => {
      await addAccount(tx, "mine");
      const steal = async () => {
        await addAccount(tx, "stolen");
        return "saved";
      };
      stolen.push(elsewhere.runInAsyncScope(steal).catch(String));
      await Promise.all(stolen);
    });
    expect(await Promise.all(stolen)).toEqual([expect.stringContaining("outside the callback")]);
    expect(await namesIn(db)).toEqual(["mine"]);
  });

  test("whose statement was not awaited is either whole or refused, never half", async () => {
    const writing = db.write(async tx => {
      addAccount(tx, "forgotten").catch(() => {});
    });
    const outcome = await writing.then(
      () => "saved",
      () => "refused",
    );
    expect(await namesIn(db)).toEqual(outcome === "saved" ? ["forgotten"] : []);
  });

  test("that fails does not hold up or take down the writes beside it", async () => {
    await db.write(tx => addAccount(tx, "taken"));
    const outcomes = await Promise.allSettled([
      db.write(tx => addAccount(tx, "before")),
      db.write(failing),
      db.write(tx => addAccount(tx, "after")),
    ]);
    expect(outcomes.map(outcome => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const others = await db.read.select().from(accounts).where(eq(accounts.open, true));
    expect(others).toHaveLength(3);
  });
});
