import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { wait } from "../../src/shared/wait.ts";
import { emptyDatabaseUrl, openForTest } from "../support/database.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { accounts } from "./account-table.ts";
import { addAccount, countOf, makeAccounts, namesIn } from "./accounts.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";

let url: string;
let db: Database;
const clients: pg.Client[] = [];

beforeEach(async () => {
  url = await emptyDatabaseUrl();
  db = await makeAccounts(url, { rerun: false });
  await db.write(tx => addAccount(tx, "ana"));
});

afterAll(() => Promise.all(clients.map(client => client.end())));

async function plainClient(databaseUrl = url): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  clients.push(client);
  return client;
}

/** Ends every other connection to this database, as an administrator or a failover would. */
const cutOthers = async () =>
  (await plainClient()).query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

test("control: READ COMMITTED loses an increment that met another", async () => {
  const [one, two] = [await plainClient(), await plainClient()];
  const seen = [];
  for (const client of [one, two]) {
    await client.query("begin");
    seen.push((await client.query("select count from accounts where name = 'ana'")).rows[0].count);
  }
  for (const [at, client] of [one, two].entries()) {
    await client.query("update accounts set count = $1 where name = 'ana'", [seen[at] + 1]);
    expect((await client.query("commit")).command).toBe("COMMIT");
  }
  expect(await countOf(db, "ana")).toBe(1);
});

test("statements that a verb asks for at once run one after the other, in their order", async () => {
  const warnings: string[] = [];
  const keep = ({ message }: Error) => void warnings.push(message);
  process.on("warning", keep);
  const names = ["ben", "eve", "joe"];
  const rows = await db.write(async tx => {
    const [, , , seen] = await Promise.all([
      ...names.map(name => addAccount(tx, name)),
      tx.select().from(accounts),
    ]);
    return seen;
  });
  await wait(0);
  process.off("warning", keep);
  expect(rows).toHaveLength(4);
  expect(warnings).toEqual([]);
});

test("a COMMIT whose answer is lost is called unknown, and nothing is tried again", async () => {
  const proxy = await startCuttingProxy(url);
  const behind = await openForTest(proxy.url, { rerun: false });
  await behind.ping();
  proxy.arm(true);
  const writing = behind.write(tx => addAccount(tx, "maybe"));
  await expect(writing).rejects.toThrow("Your change may have been saved. Look before you try again.");
  proxy.arm(false);
  await wait(50);
  expect(await namesIn(behind)).toEqual(["ana", "maybe"]);
  await behind.close();
  proxy.close();
});

test("connections that die while nobody uses them are replaced, and the process lives on", async () => {
  await db.ping();
  await cutOthers();
  await wait(100);
  expect(await namesIn(db)).toEqual(["ana"]);
});

test("a connection that dies inside a write saves nothing and says so", async () => {
  const writing = db.write(async tx => {
    await addAccount(tx, "half");
    await cutOthers();
    await wait(50);
    await addAccount(tx, "whole");
  });
  await expect(writing).rejects.toThrow("The database does not answer. Try again in a few seconds.");
  expect(await namesIn(db)).toEqual(["ana"]);
});

test("a server that is not there is said in words", async () => {
  const nowhere = await openForTest("postgres://postgres@127.0.0.1:1/none");
  await expect(nowhere.ping()).rejects.toThrow("The database does not answer.");
  await expect(namesIn(nowhere)).rejects.toThrow("The database does not answer.");
});

test("a statement that takes too long is stopped on the server too", async () => {
  const writing = db.write(tx => tx.rows(sql`select pg_sleep(30)`), { limitMs: 200 });
  await expect(writing).rejects.toThrow(/took too long/);
  await wait(300);
  const sleeping =
    "select 1 from pg_stat_activity where query like '%pg_sleep(%' and state = 'active' and pid <> pg_backend_pid()";
  expect((await (await plainClient()).query(sleeping)).rows).toEqual([]);
});

test("a table that a newer version changes under prepared statements stays readable and writable", async () => {
  const admin = await plainClient();
  const read = () => db.read.select({ count: accounts.count }).from(accounts);
  const write = () =>
    db.write(tx => tx.update(accounts).set({ count: 7 }).where(eq(accounts.name, "ana")).returning());
  await read();
  await write();
  await admin.query("alter table accounts alter column count type bigint");
  await write();
  expect(await read()).toEqual([{ count: 7 }]);
  await admin.query("alter table accounts alter column count type integer");
  expect(await read()).toEqual([{ count: 7 }]);
});

test("every write that was acknowledged is there after the server crashed", async () => {
  const server = await startPostgres();
  const own = await makeAccounts(server.url("postgres"), { rerun: false });
  const acknowledged: string[] = [];
  const add = async (name: string) => {
    await own.write(tx => addAccount(tx, name));
    acknowledged.push(name);
  };
  const backend = (await (await plainClient(server.url("postgres"))).query("select pg_backend_pid() as pid"))
    .rows[0].pid;
  const writing = Array.from({ length: 200 }, (_, n) => add(`n ${n}`).catch(() => {}));
  while (acknowledged.length < 20) await wait(1);
  process.kill(backend, "SIGKILL");
  await Promise.all(writing);
  let there: string[] | null = null;
  while (!there) there = await namesIn(own).catch(() => wait(50).then(() => null));
  expect(acknowledged.filter(name => !there.includes(name))).toEqual([]);
  await own.close();
  await server.stop();
});
