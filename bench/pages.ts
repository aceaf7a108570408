import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { emailOf } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import { makeSignInLink } from "../src/people/sign-in.actions.ts";
import { districtOf } from "./district.ts";
import { ask, bareCommand, type Served, serve, startCommand } from "./served.ts";

/**
 * Pages a second and bytes a page, compressed as browsers ask for it, of `npm start` at 1,000 and at 100,000 requests on
 * SQLite, asked by autocannon: node --import ./src/preload.js bench/pages.ts
 */
const who = "dana";
const pages = ["/goals", "/requests", "/requests?sort=number", "/requests/1", "/work", "/budget", "/help"];
const seconds = 3;
const together = 4;

const autocannon = createRequire(import.meta.url).resolve("autocannon");

type Fired = { requests: { average: number }; latency: { p50: number; p99: number }; non2xx: number };

/** A process of its own asks, so that what asking costs is not what answering costs. */
async function fire(port: number, path: string, cookie: string): Promise<Fired> {
  const flags = ["--json", "--no-progress", "-c", String(together), "-d", String(seconds)];
  const headers = ["-H", `cookie=${cookie}`, "-H", "accept-encoding=br"];
  const asker = spawn(
    process.execPath,
    [autocannon, ...flags, ...headers, `http://127.0.0.1:${port}${path}`],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  const fired: Fired = JSON.parse(await text(asker.stdout));
  if (fired.non2xx > 0)
    throw new Error(`${path} answered ${fired.non2xx} times with something else than a page`);
  return fired;
}

/** Until what time calls for at a start is done: half a second without work. */
async function atRest({ spentMs }: Served): Promise<void> {
  for (let before = -1, now = spentMs(); now > before + 20; ) {
    before = now;
    await new Promise(resolve => setTimeout(resolve, 500));
    now = spentMs();
  }
}

async function signIn(served: Served, secret: string): Promise<string> {
  const headers = { "sec-fetch-site": "same-origin" };
  const answer = await ask(served.port, `/sign-in/${secret}`, { method: "POST", headers });
  const cookie = answer.headers["set-cookie"]?.map(each => each.split(";")[0]).join("; ");
  if (!cookie) throw new Error(`signing in answered ${answer.status}`);
  return cookie;
}

async function open(requests: number): Promise<{ served: Served; cookie: string }> {
  const district = await districtOf(requests);
  const by = await district.deed();
  const id = await findPersonId(district.deps.db.read, emailOf(who));
  if (!id) throw new Error(`${who} is not here`);
  const secret = await district.deps.db.write(tx => makeSignInLink(tx, by, id, "handed"));
  await district.close();
  const served = await serve(startCommand, { DATABASE_URL: district.databaseUrl, DATA_DIR: folder });
  await atRest(served);
  return { served, cookie: await signIn(served, secret) };
}

type Page = { aSecond: number; spentMs: number; bytes: number; packed: number; p99: number };

async function measure(served: Served, cookie: string, path: string): Promise<Page> {
  const plain = await ask(served.port, path, { headers: { cookie } });
  const packed = await ask(served.port, path, { headers: { cookie, "accept-encoding": "br" } });
  await fire(served.port, path, cookie);
  const before = served.spentMs();
  const fired = await fire(served.port, path, cookie);
  const count = fired.requests.average * seconds;
  return {
    aSecond: fired.requests.average,
    spentMs: (served.spentMs() - before) / count,
    bytes: plain.bytes,
    packed: packed.bytes,
    p99: fired.latency.p99,
  };
}

const folder = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
const bare = await serve(bareCommand, {});
const floor = await fire(bare.port, "/", "none");
await bare.stop();
console.log(`a bare Node that answers "ok": ${Math.round(floor.requests.average)} answers a second`);
const small = await open(1_000);
const large = await open(100_000);
for (const path of pages) {
  const one = await measure(small.served, small.cookie, path);
  const other = await measure(large.served, large.cookie, path);
  console.log(
    `${path.padEnd(24)} ${one.aSecond.toFixed(0).padStart(5)} and ${other.aSecond.toFixed(0).padStart(5)} pages a second; ` +
      `${one.spentMs.toFixed(2)} and ${other.spentMs.toFixed(2)} ms of processor a page, ${(other.spentMs / one.spentMs).toFixed(2)} x, ` +
      `so two cores make ${(2000 / one.spentMs).toFixed(0)} and ${(2000 / other.spentMs).toFixed(0)} a second; ` +
      `${other.bytes} bytes, ${other.packed} compressed; slowest of a hundred ${one.p99} and ${other.p99} ms`,
  );
}
await small.served.stop();
await large.served.stop();
rmSync(folder, { recursive: true });
