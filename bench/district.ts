import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import pino from "pino";
import { buildApp } from "../src/app.ts";
import { engine, readConfig } from "../src/config.ts";
import { migrate } from "../src/db/migrate.ts";
import { openDatabase } from "../src/db/open.ts";
import { makeExample } from "../src/demo/demo.actions.ts";
import { emailOf, type Name } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import { seedRequests } from "../src/demo/seed.actions.ts";
import type { Deps } from "../src/deps.ts";
import { getDistrict } from "../src/people/people.queries.ts";
import { makeSignInLink } from "../src/people/sign-in.actions.ts";
import { systemClock } from "../src/shared/clock.ts";
import { dayOf } from "../src/shared/dates.ts";
import { commandLine, type Deed } from "../src/shared/deed.ts";
import { newSecret } from "../src/shared/ids.ts";
import { trustViews } from "../src/web/render.ts";
import { startPostgres } from "../test/support/postgres-server.ts";

/** The example district with so many made-up requests, for the scripts beside this file. */
export type BenchDistrict = {
  deps: Deps;
  databaseUrl: string;
  deed(): Promise<Deed>;
  close(): Promise<void>;
};

const folder = join(import.meta.dirname, "data");
const say = (text: string) => process.stderr.write(`${text}\n`);

async function depsOn(databaseUrl: string): Promise<Deps> {
  const config = readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: folder, LOG_LEVEL: "silent" });
  return {
    config,
    db: await openDatabase(config),
    clock: systemClock,
    // Its mail goes nowhere.
    mailer: { send: async () => ({ outcome: "sent" }), close: async () => {} },
    log: pino({ level: "silent" }),
    secret: newSecret(),
  };
}

async function make(databaseUrl: string, requests: number): Promise<void> {
  await migrate({ engine, databaseUrl, dataDir: folder }, { info: () => {} });
  const deps = await depsOn(databaseUrl);
  try {
    say(`Making the example district with ${requests.toLocaleString("en-US")} requests …`);
    await makeExample(deps);
    const began = performance.now();
    await seedRequests(deps, requests);
    say(`… seeded in ${((performance.now() - began) / 1000).toFixed(0)} s.`);
  } finally {
    await deps.db.close();
  }
}

/** Made once and kept in bench/data until somebody removes it, since 100,000 take a minute or two. */
async function sqliteUrl(requests: number): Promise<string> {
  const file = join(folder, `${requests}.db`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.unfinished`;
    for (const end of ["", "-wal", "-shm"]) rmSync(unfinished + end, { force: true });
    await make(`file:${unfinished}`, requests);
    renameSync(unfinished, file);
  }
  return `file:${file}`;
}

/** On the engine of DATABASE_URL; `postgres:` alone starts a server of this bench's own. */
export async function districtOf(requests: number): Promise<BenchDistrict> {
  const stops: (() => Promise<void>)[] = [];
  let databaseUrl: string;
  if (engine === "postgres") {
    const server = await startPostgres();
    stops.push(server.stop);
    databaseUrl = server.url("bench");
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    await client.query("create database bench");
    await client.end();
    await make(databaseUrl, requests);
  } else databaseUrl = await sqliteUrl(requests);
  trustViews();
  const deps = await depsOn(databaseUrl);
  return {
    deps,
    databaseUrl,
    async deed() {
      const district = await getDistrict(deps.db.read);
      const now = deps.clock.now();
      return { by: commandLine, now, today: dayOf(now, district.timeZone), district };
    },
    async close() {
      await deps.db.close();
      for (const stop of stops) await stop();
    },
  };
}

/** The app of production, and the cookie of a person of the example who signed in as people do. */
export async function signedIn({ deps, deed }: BenchDistrict, name: Name) {
  const app = await buildApp(deps);
  await app.ready();
  const by = await deed();
  const id = await findPersonId(deps.db.read, emailOf(name));
  if (!id) throw new Error(`${name} is not here`);
  const secret = await deps.db.write(tx => makeSignInLink(tx, by, id, "handed"));
  const headers = { host: "localhost:3000", "sec-fetch-site": "same-origin" };
  const answer = await app.inject({ method: "POST", url: `/sign-in/${secret}`, headers });
  const cookie = answer.cookies.map(({ name: key, value }) => `${key}=${value}`).join("; ");
  if (!cookie) throw new Error(`signing in answered ${answer.statusCode}`);
  return { app, headers: { ...headers, cookie } };
}
