import { copyFileSync, rmSync } from "node:fs";
import { openDatabase, sqlitePath } from "../src/db/open.ts";
import { composeDigests, planDigests } from "../src/digest/digest.actions.ts";
import { listReaders } from "../src/digest/digest.queries.ts";
import { latestPeriod } from "../src/digest/periods.rules.ts";
import { people } from "../src/people/people.table.ts";
import { districtOf } from "./district.ts";
import { line, spent } from "./measure.ts";

/**
 * The digests of 3,000 people planned on 100,000 requests, beside composing them without writing a row:
 * node --import ./src/preload.js bench/digest.ts
 */
const mostSeconds = 10;

const kept = await districtOf(100_000);
const deed = await kept.deed();
const { engine } = kept.deps.db;

/** The plan is written into a copy, so that the next run finds nothing planned; a server here is gone after it anyway. */
const copy = `${kept.databaseUrl}.digest`;
if (engine === "sqlite") copyFileSync(sqlitePath(kept.databaseUrl), sqlitePath(copy));
const db = engine === "sqlite" ? await openDatabase({ engine, databaseUrl: copy }) : kept.deps.db;
const deps = { ...kept.deps, db };

async function cost(work: () => Promise<unknown>): Promise<number> {
  const began = spent();
  await work();
  return spent() - began;
}

await db.write(tx => tx.update(people).set({ digest: "on" }), { limitMs: 60_000 });
const period = latestPeriod(deed.now, deed.district);
if (!period) throw new Error("no digest is due today");
const readers = await listReaders(db.read, deed.today);
const composed = await cost(() => composeDigests(deps, deed, period, readers));
const planned = await cost(() => planDigests(deps, deed, period));
const what = `${readers.length.toLocaleString("en-US")} digests`;
line(`${what}: composed`, composed);
line(`${what}: planned, beside composed`, planned, composed);
console.log(`${(planned / 1e6).toFixed(1)} s of processor time (at most ${mostSeconds})`);

if (engine === "sqlite") {
  await db.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(sqlitePath(copy) + end, { force: true });
}
await kept.close();
process.exit(planned < mostSeconds * 1e6 ? 0 : 1);
