import { configFromEnvironment } from "../../src/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { account, accounts } from "./account-table.ts";

/** Adds accounts until it is killed, and says the name of each once its write is acknowledged. */
const db = await openDatabase(configFromEnvironment());
for (let n = 0; ; n++) {
  await db.write(tx =>
    tx
      .insert(accounts)
      .values(account(`n ${n}`))
      .returning(),
  );
  process.stdout.write(`n ${n}\n`);
}
