import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  approvals,
  budgetLines,
  budgetRequests,
  reservations,
  sourceAmounts,
} from "../../src/budget/budget.table.ts";
import { verifyMoney } from "../../src/budget/money-check.queries.ts";
import type { Tx } from "../../src/db/database.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { aLine, Budgets } from "./made.ts";

let made: Budgets;
let number: number;

beforeAll(async () => {
  const db = await freshDatabase();
  made = new Budgets(db, await makeCast(db));
  const fund = await made.source("General Fund", { 2028: 150_000 });
  number = await made.reviewed({ lines: [aLine({ sourceId: fund.id })] });
  await made.decide(number);
});

test("finds nothing wrong with money that the verbs moved", async () => {
  expect(await verifyMoney(made.db.read)).toEqual([]);
});

const holds = "“Nightly feed of class lists” of B-1 holds other money than what was approved for it.";

const tampered: [what: string, how: (tx: Tx) => Promise<unknown>, problems: string[]][] = [
  [
    "an amount lowered behind the verbs' back",
    tx => tx.update(sourceAmounts).set({ cents: 99_999 }).returning(),
    ["General Fund has $1,000 reserved in 2027-28, and holds $999.99."],
  ],
  ["a reservation that grew", tx => tx.update(reservations).set({ cents: 100_001 }).returning(), [holds]],
  ["a reservation that went", tx => tx.delete(reservations).returning(), [holds]],
  [
    "a reservation in another year",
    tx => tx.update(reservations).set({ fiscalYear: 2029 }).returning(),
    ["General Fund has $1,000 reserved in 2028-29, and holds $0.", holds],
  ],
  [
    "a line that got more than it asks",
    tx => tx.update(budgetLines).set({ approvedCents: 100_001 }).returning(),
    [
      "“Nightly feed of class lists” of B-1 asks for $1,000 a year, and got $1,000.01.",
      holds,
      "B-1 says that $1,000 is approved, and its lines add up to something else.",
    ],
  ],
  [
    "a line that lost its source",
    tx => tx.update(budgetLines).set({ sourceId: null }).returning(),
    ["“Nightly feed of class lists” of B-1 is approved without a source.", holds],
  ],
  [
    "a sum that is none",
    tx => tx.update(budgetRequests).set({ askedCents: 1 }).returning(),
    ["B-1 says that it asks for $0.01, and its lines add up to something else."],
  ],
  [
    "a decision without its sum",
    tx => tx.update(budgetRequests).set({ approvedCents: null }).returning(),
    ["B-1 is approved, and lacks a decided sum."],
  ],
  [
    "one person with two turns",
    tx =>
      tx
        .update(approvals)
        .set({ personId: made.cast.id.lin })
        .where(eq(approvals.step, "decided"))
        .returning(),
    ["B-1 had two of its steps taken by one person."],
  ],
];

test.each(tampered)("finds %s", async (_, how, problems) => {
  const found: string[] = [];
  const rolledBack = made.db.write(async tx => {
    await how(tx);
    found.splice(0, found.length, ...(await verifyMoney(tx)));
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  expect(found.map(sentence => sentence.replaceAll(`B-${number}`, "B-1"))).toEqual(problems);
});
