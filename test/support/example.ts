import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { afterAll, beforeAll, inject } from "vitest";
import { buildApp } from "../../src/app.ts";
import { engine, readConfig } from "../../src/config.ts";
import { openDatabase, sqlitePath } from "../../src/db/open.ts";
import { emailOf, type Name } from "../../src/demo/demo.cast.ts";
import { findPersonId } from "../../src/demo/demo.queries.ts";
import type { Deps } from "../../src/deps.ts";
import { openMailer } from "../../src/mail/mailer.ts";
import { getDistrict } from "../../src/people/people.queries.ts";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import { readSecret } from "../../src/secret.ts";
import { MovedClock } from "../../src/shared/clock.ts";
import { dayOf } from "../../src/shared/dates.ts";
import { commandLine } from "../../src/shared/deed.ts";
import { paths } from "../../src/web/paths.ts";
import { monday } from "./cast.ts";
import { copyDatabase } from "./database.ts";

export type Example = {
  app: FastifyInstance;
  deps: Deps & { clock: MovedClock };
  /** Where it listens: http://127.0.0.1:PORT. */
  base: string;
  /** The path of a sign-in link, which works once. */
  linkFor(name: Name): Promise<string>;
};

async function copyOf(databaseUrl: string, folder: string): Promise<string> {
  if (engine === "postgres") return copyDatabase("example");
  const file = join(folder, "example.db");
  copyFileSync(sqlitePath(databaseUrl), file);
  return `file:${file}`;
}

/** The app that production builds, listening, on this test file's own copy of the example district. */
export async function openExample(): Promise<Example & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-example-"));
  const original = inject("example");
  // Links in its mails were signed with it.
  const secret = readSecret(join(original.folder, "secret"));
  const databaseUrl = await copyOf(original.databaseUrl, folder);
  const config = readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: folder, LOG_LEVEL: "silent" });
  const db = await openDatabase(config);
  const clock = new MovedClock(new Date(monday));
  const log = pino({ level: "silent" });
  const deps = { config, db, clock, log, mailer: openMailer(config), secret };
  const app = await buildApp(deps);
  const base = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    app,
    deps,
    base,
    async linkFor(name) {
      const district = await getDistrict(db.read);
      const now = clock.now();
      const deed = { by: commandLine, now, today: dayOf(now, district.timeZone), district };
      const id = await findPersonId(db.read, emailOf(name));
      if (!id) throw new Error(`The example has no ${name}.`);
      return paths.signInWith(await db.write(tx => makeSignInLink(tx, deed, id, "handed")));
    },
    async close() {
      await app.close();
      await deps.mailer.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For the tests of one file. */
export function useExample(): () => Example {
  let example: Awaited<ReturnType<typeof openExample>>;
  beforeAll(async () => {
    example = await openExample();
  });
  afterAll(() => example.close());
  return () => example;
}
