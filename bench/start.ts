import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bareCommand, serve, startCommand } from "./served.ts";

/**
 * From nothing to a 200 of /readyz on a migrated SQLite database, and the memory at rest after it, beside a bare Node
 * that answers: node bench/start.ts
 */
const rounds = 7;
const restMs = 3_000;

const folder = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
const settings = { DATABASE_URL: `file:${join(folder, "crosswalk.db")}`, DATA_DIR: folder };
const migrate = [...startCommand.slice(0, -1), "src/cli.ts", "migrate"];
const { PATH, HOME } = process.env;
spawnSync(process.execPath, migrate, { env: { PATH, HOME, ...settings }, stdio: "inherit" });

type Seen = { readyMs: number; spentMs: number; residentMiB: number };

async function start(command: string[], more: Record<string, string>, rest = 0): Promise<Seen> {
  const served = await serve(command, { ...settings, ...more });
  const spentMs = served.spentMs();
  await new Promise(resolve => setTimeout(resolve, rest));
  const seen = { readyMs: served.readyMs, spentMs, residentMiB: served.residentMiB() };
  await served.stop();
  return seen;
}

const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const ways = {
  "a bare Node that answers": { command: bareCommand, more: {} },
  "npm start, again": { command: startCommand, more: {} },
  "npm start, the first time (no compile cache)": {
    command: startCommand,
    more: { NODE_DISABLE_COMPILE_CACHE: "1" },
  },
};
const seen = Object.fromEntries(Object.keys(ways).map(name => [name, [] as Seen[]]));
await start(startCommand, {}, restMs);
for (let round = 0; round < rounds; round += 1)
  for (const [name, { command, more }] of Object.entries(ways))
    seen[name]?.push(await start(command, more, round === 0 ? restMs : 0));

let base: Seen | undefined;
for (const [name, all] of Object.entries(seen)) {
  const readyMs = median(all.map(each => each.readyMs));
  const spentMs = median(all.map(each => each.spentMs));
  const { residentMiB = Number.NaN } = all[0] ?? {};
  base ??= { readyMs, spentMs, residentMiB };
  console.log(
    `${name.padEnd(46)} ${readyMs.toFixed(0).padStart(5)} ms to ready (${(readyMs / base.readyMs).toFixed(1)} x), ` +
      `${spentMs.toFixed(0).padStart(5)} ms of processor (${(spentMs / base.spentMs).toFixed(1)} x), ` +
      `${residentMiB.toFixed(0).padStart(4)} MiB at rest (${(residentMiB / base.residentMiB).toFixed(1)} x)`,
  );
}
rmSync(folder, { recursive: true });
