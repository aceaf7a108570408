import { asc, eq } from "drizzle-orm";
import { loadInputs } from "../src/forecast/inputs.queries.ts";
import { sayDays } from "../src/forecast/saying.ts";
import { whatMoves } from "../src/forecast/what-moves.ts";
import { records } from "../src/records/records.table.ts";
import { districtOf, signedIn } from "./district.ts";
import { line, spent } from "./measure.ts";

/**
 * What a commitment moves, worked out among some 1,000 promised requests with their work; beside saying all days once:
 * node --import ./src/preload.js bench/moves.ts
 */
const kept = await districtOf(10_000);
const { deps } = kept;
const { district, today } = await kept.deed();

async function cost<T>(work: () => Promise<T>): Promise<[ms: number, made: T]> {
  const began = spent();
  const made = await work();
  return [spent() - began, made];
}

const [loading, inputs] = await cost(() => loadInputs(deps.db.read, district, today));
const { work, promised } = inputs.open;
const [saying] = await cost(() => sayDays(inputs));
const [estimated] = await deps.db.read
  .select({ id: records.id, number: records.number, due: records.due })
  .from(records)
  .where(eq(records.state, "estimated"))
  .orderBy(asc(records.number))
  .limit(1);
if (!estimated) throw new Error("no request is estimated");
const place = { windowTo: null, rank: 1, kind: "change" as const, likelyHours: 40 };
const [first, { moved }] = await cost(() => whatMoves(deps, district, { ...estimated, ...place }));
const [again] = await cost(() => whatMoves(deps, district, { ...estimated, ...place }));
console.log(`${promised.length} promised requests, ${work.length} open work items, ${moved.length} moved`);
line("reading what days depend on", loading);
line("saying all days", saying);
line("what a commitment moves, beside both", first, loading + saying);
line("the same again", again);

/** How long somebody waits for a page, in milliseconds. */
const { app, headers } = await signedIn(kept, "dana");
async function waits(until: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!until()) {
    const began = performance.now();
    await app.inject({ url: "/goals", headers });
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b);
}
const said = (name: string, times: number[]) =>
  console.log(
    `${name.padEnd(52)} median ${times[times.length >> 1]?.toFixed(0)} ms, longest ${times.at(-1)?.toFixed(0)} ms of ${times.length}`,
  );
await waits(
  (
    (left = 30) =>
    () =>
      left-- === 0
  )(),
);
said(
  "a page while nothing else is done",
  await waits(
    (
      (left = 30) =>
      () =>
        left-- === 0
    )(),
  ),
);
let isDone = false;
const moving = whatMoves(deps, district, { ...estimated, ...place, rank: 2 }).then(() => {
  isDone = true;
});
said("the same while somebody's commitment is worked out", await waits(() => isDone));
await moving;
await app.close();
await kept.close();
