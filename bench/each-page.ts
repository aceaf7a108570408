import type { Name } from "../src/demo/demo.cast.ts";
import { type BenchDistrict, districtOf, signedIn } from "./district.ts";
import { median, spent } from "./measure.ts";

/**
 * Every kind of page at 1,000 and at 100,000 requests: what one takes, and its bytes as a browser gets them. On SQLite
 * processor time, on PostgreSQL (`DATABASE_URL=postgres:`) time by the clock:
 * node --import ./src/preload.js bench/each-page.ts
 */
const pages: Partial<Record<Name, string[]>> = {
  dana: [
    ...[
      "/",
      "/goals",
      "/goals?q=reading",
      "/goals?health=stale",
      "/goals/1",
      "/goals/1/line-of-sight",
      "/goals/new",
    ],
    ...[
      "/requests",
      "/requests?sort=number",
      "/requests?q=reading",
      "/requests?goal=G-1",
      "/requests?state=submitted",
    ],
    ...[
      "/requests/1",
      "/requests/new",
      "/work",
      "/work?q=reading",
      "/work?view=board",
      "/work/1",
      "/work/new",
    ],
    ...[
      "/work/effort",
      "/capacity",
      "/capacity/what-if",
      "/budget",
      "/budget/new",
      "/budget/packet?year=2027",
    ],
    ...[
      "/search?q=reading",
      "/search?q=reading%20screener",
      "/search?q=214",
      "/liaisons",
      "/digest",
      "/me",
      "/help",
    ],
  ],
  lin: ["/", "/triage", "/triage/batch", "/triage/order", "/digest", "/goals/1"],
  ana: ["/", "/goals/1"],
  marcus: ["/", "/budget", "/budget/sources"],
  vera: ["/", "/goals", "/budget"],
  ada: ["/", "/admin/people", "/admin/audit", "/admin/mail"],
};
const rounds = 15;
const heating = 8;

type Taken = { ms: number; bytes: number };

async function measure(district: BenchDistrict, who: Name, paths: readonly string[]): Promise<Taken[]> {
  const { app, headers } = await signedIn(district, who);
  const taken: Taken[] = [];
  for (const url of paths) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = -heating; round < rounds; round += 1) {
      const began = spent();
      const answer = await app.inject({ url, headers: { ...headers, "accept-encoding": "br" } });
      if (round >= 0) times.push((spent() - began) / 1000);
      if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode} to ${who}`);
      bytes = answer.rawPayload.length;
    }
    taken.push({ ms: median(times), bytes });
  }
  await app.close();
  return taken;
}

const [small, large] = [await districtOf(1_000), await districtOf(100_000)];
for (const who of Object.keys(pages) as Name[]) {
  const paths = pages[who] ?? [];
  const few = await measure(small, who, paths);
  const many = await measure(large, who, paths);
  for (const [index, path] of paths.entries()) {
    const [one, other] = [few[index], many[index]];
    if (!one || !other) throw new Error("a page was not measured");
    console.log(
      `${who.padEnd(7)} ${path.padEnd(28)} ${one.ms.toFixed(1).padStart(7)} and ${other.ms.toFixed(1).padStart(7)} ms, ` +
        `${(other.ms / one.ms).toFixed(2).padStart(5)} x; ${String(other.bytes).padStart(6)} bytes compressed`,
    );
  }
}
await small.close();
await large.close();
process.exit(0);
