import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { buildApp } from "../../src/app.ts";
import { engine, readConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/database.ts";
import type { Deps } from "../../src/deps.ts";
import type { Mailer, OutgoingMail } from "../../src/mail/transport.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { newSecret } from "../../src/shared/ids.ts";
import { type Cast, makeCast, monday } from "./cast.ts";
import { afterFile, freshDatabase, freshDatabaseUrl, openForTest } from "./database.ts";

export type House = {
  app: FastifyInstance;
  deps: Deps & { clock: MovedClock };
  cast: Cast;
  /** What the sender handed to the mail server. */
  mails: OutgoingMail[];
};

export type EmptyHouse = Omit<House, "cast">;

/** The app that production builds, on a fresh database with the cast, on the Monday of the tests. */
export async function makeHouse(settings: Record<string, string> = {}): Promise<House> {
  const databaseUrl = await freshDatabaseUrl();
  const db = await openForTest(databaseUrl);
  const cast = await makeCast(db);
  return { ...(await openHouse(db, { DATABASE_URL: databaseUrl, ...settings })), cast };
}

/** The same before anything is set up. */
export const makeEmptyHouse = async (
  options: Parameters<typeof freshDatabase>[0] = {},
): Promise<EmptyHouse> => openHouse(await freshDatabase(options), {});

async function openHouse(db: Database, settings: Record<string, string>): Promise<EmptyHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), "crosswalk-test-"));
  const mails: OutgoingMail[] = [];
  const mailer: Mailer = {
    async send(mail) {
      mails.push(mail);
      return { outcome: "sent" };
    },
    async close() {},
  };
  const config = readConfig({
    DATABASE_URL: engine === "postgres" ? "postgres://unused" : "file:unused",
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    ...settings,
  });
  const clock = new MovedClock(new Date(monday));
  const deps = { config, db, clock, mailer, secret: newSecret(), log: pino({ level: "silent" }) };
  const app = await buildApp(deps);
  afterFile(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { app, deps, mails };
}
