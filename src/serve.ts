import { flushCompileCache } from "node:module";
import { buildApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { Deps } from "./deps.ts";
import { announceSetup } from "./setup/announce.ts";
import { closeDeps, openDeps } from "./start.ts";
import { startTimers } from "./timers/timers.ts";
import type { Readiness } from "./web/health.ts";

/** How long probes see "not ready" before the door closes, so that a proxy sends nobody into it. */
const drainMs = 500;

/** Serves until SIGTERM or SIGINT, then finishes what it began. */
export async function serve(config: Config, opened?: Deps): Promise<void> {
  const deps = opened ?? (await openDeps(config));
  const readiness: Readiness = { isStopping: false };
  const app = await buildApp(deps, readiness);
  await app.listen({ port: config.port, host: config.host });
  await announceSetup(deps);
  const timers = startTimers(deps);
  // What this start had to compile serves the next, however this one ends.
  flushCompileCache();

  const stop = async (signal: string) => {
    if (readiness.isStopping) return;
    readiness.isStopping = true;
    deps.log.info({ signal }, "Stopping");
    await new Promise(resolve => setTimeout(resolve, drainMs));
    await app.close();
    await timers.stop();
    await closeDeps(deps);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}
