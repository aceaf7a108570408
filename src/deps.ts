import type { FastifyBaseLogger } from "fastify";
import type { Config } from "./config.ts";
import type { Database } from "./db/database.ts";
import type { Mailer } from "./mail/transport.ts";
import type { Clock } from "./shared/clock.ts";

/** What a running Crosswalk is made of; made once by main, the command line or a test. */
export type Deps = {
  config: Config;
  db: Database;
  clock: Clock;
  mailer: Mailer;
  log: FastifyBaseLogger;
  /** Signs session cookies and unsubscribe links; 256 bits, base64url. */
  secret: string;
};
