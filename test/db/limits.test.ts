import { beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { AppError } from "../../src/shared/app-error.ts";
import { wait } from "../../src/shared/wait.ts";
import { accountsDatabase, addAccount, namesIn } from "./accounts.ts";

let db: Database;

beforeEach(async () => {
  db = await accountsDatabase({ rerun: false });
});

test("a callback that holds on too long is cut off, and nothing of it is saved", async () => {
  const { promise: forever } = Promise.withResolvers<void>();
  const holding = db.write(
    async tx => {
      await addAccount(tx, "held");
      await forever;
    },
    { limitMs: 100 },
  );
  const next = db.write(tx => addAccount(tx, "next"));
  await expect(holding).rejects.toThrow(
    new AppError("unavailable", "This took too long and was not saved. Try again."),
  );
  await next;
  expect(await namesIn(db)).toEqual(["next"]);
});

test("a callback that was cut off cannot go on in secret", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const outcomes: Promise<string>[] = [];
  const holding = db.write(
    async tx => {
      await released;
      outcomes.push(addAccount(tx, "late").then(() => "saved", String));
    },
    { limitMs: 50 },
  );
  await expect(holding).rejects.toThrow("This took too long");
  release();
  await wait(10);
  expect(await Promise.all(outcomes)).toEqual([expect.stringContaining("used after it ended")]);
  expect(await namesIn(db)).toEqual([]);
});

test("a caller who knows that it takes long may say so", async () => {
  await db.write(
    async tx => {
      await wait(2_100);
      await addAccount(tx, "slow");
    },
    { limitMs: 10_000 },
  );
  expect(await namesIn(db)).toEqual(["slow"]);
});

test("a closed database finishes what has begun and refuses the rest in words", async () => {
  const begun = db.write(async tx => {
    await wait(20);
    await addAccount(tx, "begun");
  });
  await wait(5);
  const closing = db.close();
  await expect(db.write(tx => addAccount(tx, "late"))).rejects.toThrow("Crosswalk is stopping.");
  await expect(namesIn(db)).rejects.toThrow("Crosswalk is stopping.");
  await expect(db.ping()).rejects.toThrow("Crosswalk is stopping.");
  await begun;
  await closing;
  await db.close();
});
