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
const rounds = 25;
const heating = 15;

type Taken = { ms: number; bytes: number };

/** The same page of each district in turn, so that whatever else the machine does falls on both alike. */
async function measure(districts: readonly BenchDistrict[], who: Name, url: string): Promise<Taken[]> {
  const visitors = await Promise.all(districts.map(district => signedIn(district, who)));
  const taken = visitors.map(() => ({ times: [] as number[], bytes: 0 }));
  for (let round = -heating; round < rounds; round += 1)
    for (const [index, { app, headers }] of visitors.entries()) {
      const began = spent();
      const answer = await app.inject({ url, headers: { ...headers, "accept-encoding": "br" } });
      const took = (spent() - began) / 1000;
      if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode} to ${who}`);
      if (round >= 0) taken[index]?.times.push(took);
      taken.splice(index, 1, { times: taken[index]?.times ?? [], bytes: answer.rawPayload.length });
    }
  for (const { app } of visitors) await app.close();
  return taken.map(({ times, bytes }) => ({ ms: median(times), bytes }));
}

const districts = [await districtOf(1_000), await districtOf(100_000)];
for (const who of Object.keys(pages) as Name[])
  for (const path of pages[who] ?? []) {
    const [one, other] = await measure(districts, who, path);
    if (!one || !other) throw new Error("a page was not measured");
    console.log(
      `${who.padEnd(7)} ${path.padEnd(28)} ${one.ms.toFixed(1).padStart(7)} and ${other.ms.toFixed(1).padStart(7)} ms, ` +
        `${(other.ms / one.ms).toFixed(2).padStart(5)} x; ${String(other.bytes).padStart(6)} bytes compressed`,
    );
  }
for (const district of districts) await district.close();
process.exit(0);
