import { eq, sql } from "drizzle-orm";
import type { Database, Tx } from "../../src/db/database.ts";
import { emptyDatabaseUrl, openForTest } from "../support/database.ts";
import { account, accounts, accountsDdl } from "./account-table.ts";

export async function makeAccounts(databaseUrl: string, options: Parameters<typeof openForTest>[1] = {}) {
  const db = await openForTest(databaseUrl, options);
  await db.write(tx => tx.rows(sql.raw(accountsDdl[db.engine])));
  return db;
}

/** A database of this test's own with an empty accounts table. */
export const accountsDatabase = async (options: Parameters<typeof openForTest>[1] = {}): Promise<Database> =>
  makeAccounts(await emptyDatabaseUrl(), options);

export const addAccount = (tx: Tx, name: string, changes: Partial<typeof accounts.$inferInsert> = {}) =>
  tx.insert(accounts).values(account(name, changes)).returning();

export async function countOf(db: Database, name: string): Promise<number | undefined> {
  const [row] = await db.read.select().from(accounts).where(eq(accounts.name, name));
  return row?.count;
}

export const namesIn = async (db: Database): Promise<string[]> =>
  (await db.read.select({ name: accounts.name }).from(accounts).orderBy(accounts.name)).map(row => row.name);
