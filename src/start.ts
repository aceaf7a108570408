import type { Config } from "./config.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open.ts";
import type { Deps } from "./deps.ts";
import { openLog } from "./log.ts";
import { settleMailBase } from "./mail/links.ts";
import { openMailer } from "./mail/mailer.ts";
import { readSecret } from "./secret.ts";
import { type Clock, systemClock } from "./shared/clock.ts";
import { trustViews } from "./web/render.ts";

type Options = { clock?: Clock; migrated?: boolean };

/** Opens all that a Crosswalk process works with; the database is brought up to this version first. */
export async function openDeps(config: Config, options: Options = {}): Promise<Deps> {
  const log = openLog(config.logLevel);
  settleMailBase(config.baseUrl);
  trustViews();
  if (options.migrated ?? true) await migrate(config, log);
  return {
    config,
    log,
    db: await openDatabase(config),
    clock: options.clock ?? systemClock,
    mailer: openMailer(config),
    secret: readSecret(config.secretFile),
  };
}

export async function closeDeps(deps: Deps): Promise<void> {
  await deps.mailer.close();
  await deps.db.close();
}
