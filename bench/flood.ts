import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Crowd, Waits } from "./crowd.ts";
import { districtOf, signedIn } from "./district.ts";

/**
 * How long a refusal takes while one address floods the list of requests, and how long somebody from elsewhere waits
 * for it, beside nobody flooding: node --import ./src/preload.js bench/flood.ts
 */
const who = "dana";
const seconds = 5;

const district = await districtOf(1_000);
const config = { ...district.deps.config, trustProxy: ["127.0.0.1"] };
const { app, headers } = await signedIn({ ...district, deps: { ...district.deps, config } }, who);
const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));

const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

async function flooded(connections: number): Promise<void> {
  const child = fork(join(import.meta.dirname, "crowd.ts"), { execArgv: [] });
  const crowd: Crowd = { port: Number(port), path: "/requests", headers, connections, seconds };
  child.send(crowd);
  const [waits] = (await once(child, "message")) as [Waits];
  child.kill();
  for (const [name, times] of Object.entries(waits).sort()) {
    const sorted = times.sort((a, b) => a - b);
    const [half, most, all] = [0.5, 0.95, 1].map(share => quantile(sorted, share).toFixed(0).padStart(5));
    console.log(
      `${String(connections).padStart(4)} connections, ${name.padEnd(9)} ${String(times.length).padStart(6)} answers: ` +
        `half within ${half} ms, 95 of 100 within ${most} ms, all within ${all} ms`,
    );
  }
}

for (const connections of [0, 100, 400]) await flooded(connections);
await app.close();
await district.close();
