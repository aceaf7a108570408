import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { engine, readConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/database.ts";
import type { Deps } from "../../src/deps.ts";
import type { OutgoingMail } from "../../src/mail/transport.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { newSecret } from "../../src/shared/ids.ts";
import { monday } from "../support/cast.ts";
import { afterFile, freshDatabaseUrl, openForTest } from "../support/database.ts";

export type Demo = { deps: Deps & { clock: MovedClock }; mails: OutgoingMail[] };

/** What the command works with, on an empty database, on the Monday of the tests. */
export async function emptyHouse(): Promise<Demo> {
  // Each callback once: the example is three hundred of them, and the verbs' own tests run each twice.
  const db: Database = await openForTest(await freshDatabaseUrl(), { rerun: false });
  const dataDir = mkdtempSync(join(tmpdir(), "crosswalk-demo-"));
  afterFile(() => rmSync(dataDir, { recursive: true, force: true }));
  const mails: OutgoingMail[] = [];
  const config = readConfig({
    DATABASE_URL: engine === "postgres" ? "postgres://unused" : "file:unused",
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
  });
  const mailer: Deps["mailer"] = {
    async send(mail) {
      mails.push(mail);
      return { outcome: "sent" };
    },
    async close() {},
  };
  const clock = new MovedClock(new Date(monday));
  return { deps: { config, db, clock, mailer, secret: newSecret(), log: pino({ level: "silent" }) }, mails };
}
