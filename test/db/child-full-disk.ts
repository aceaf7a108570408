import { configFromEnvironment } from "../../src/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { account, accounts } from "./account-table.ts";

/** Writes more than the file may grow by, then a little; says how each ended. */
const db = await openDatabase(configFromEnvironment());
const add = (name: string, notes: string) =>
  db
    .write(tx => tx.insert(accounts).values(account(name, { notes })).returning())
    .then(
      () => "saved",
      (error: Error) => error.message,
    );
console.log(await add("before", "x"));
console.log(await add("too large", "x".repeat(4_000_000)));
console.log(await add("after", "x"));
await db.close();
