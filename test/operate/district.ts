import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { type Config, engine, readConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/database.ts";
import { makeExample } from "../../src/demo/demo.actions.ts";
import { openMailer } from "../../src/mail/mailer.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { newSecret } from "../../src/shared/ids.ts";
import { monday } from "../support/cast.ts";
import { afterFile, emptyDatabaseUrl, freshDatabaseUrl, openForTest } from "../support/database.ts";

export type Place = { config: Config; db: Database };

/** A folder that goes with the test file. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-operate-"));
  afterFile(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const configFor = (databaseUrl: string): Config => ({
  ...readConfig({ DATA_DIR: freshFolder(), LOG_LEVEL: "silent" }),
  engine,
  databaseUrl,
});

/** Settings for a database of its own, with all tables and no rows. */
export const freshConfig = async (): Promise<Config> => configFor(await freshDatabaseUrl());

/** Settings for a database without a table; on SQLite there is no file yet. */
export const emptyConfig = async (): Promise<Config> => configFor(await emptyDatabaseUrl());

export const open = (config: Config): Promise<Database> => openForTest(config.databaseUrl, { rerun: false });

/** The example district: every noun in every state, six weeks of history, mail, a digest and a daily root. */
export async function makeDistrict(): Promise<Place> {
  const config = await freshConfig();
  const db = await open(config);
  await makeExample({
    config,
    db,
    clock: new MovedClock(new Date(monday)),
    mailer: openMailer(config),
    secret: newSecret(),
    log: pino({ level: "silent" }),
  });
  return { config, db };
}
