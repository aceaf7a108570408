import type { Database, Tx } from "../db/database.ts";
import { nextNumbers } from "../db/numbers.ts";
import { sealNew } from "../events/seals.ts";
import { getDistrict } from "../people/people.queries.ts";
import { insertRecords } from "../records/many.actions.ts";
import { AppError } from "../shared/app-error.ts";
import { elapsed, wait } from "../shared/wait.ts";
import { Chance } from "./seed.chance.ts";
import { Crowd } from "./seed.crowd.ts";
import { Moments } from "./seed.moments.ts";
import { live } from "./seed.path.ts";
import { type Planned, planRequests } from "./seed.plan.ts";
import { listInvented, listServable, listTerms } from "./seed.queries.ts";
import type { RequestLife } from "./seed.request.ts";
import { addRequest, addWork, Rows } from "./seed.rows.ts";
import type { WorkLife } from "./seed.work.ts";
import type { World } from "./seed.world.ts";

/** Which of the planned requests one thread makes: every `of`-th portion, from the one that is its own. */
export type Share = { count: number; first: number; now: Date; own: number; of: number };

export type Made = { requests: number; workItems: number; events: number };

const requestsAtOnce = 200;
const livesAtOnce = 50;
const busyAtOnce = 100;
const limitMs = 60_000;
/** A server beside it gets its turn to write. */
const pauseMs = 5;

/** Makes a share of the requests. Whoever makes another share plans the same ones. */
export async function seedShare(
  db: Database,
  { count, first, now, own, of }: Share,
  progress: (made: Made) => void,
): Promise<void> {
  const district = await getDistrict(db.read);
  const crowd = new Crowd(await listInvented(db.read), await listTerms(db.read));
  const goalIds = await listServable(db.read);
  const worldOf = (seed: number): World => {
    const chance = new Chance(seed);
    return { district, crowd, goalIds, chance, moments: new Moments(now, district.timeZone, chance) };
  };
  const planned = planRequests(count, worldOf(first));
  for (let start = own * requestsAtOnce; start < planned.length; start += of * requestsAtOnce) {
    const lives = livesOf(worldOf(first + start), planned.slice(start, start + requestsAtOnce));
    progress(await patiently(() => db.write(tx => writeLives(tx, lives), { limitMs })));
    await wait(pauseMs);
  }
}

/** Two who write at the same moment may both have waited long enough. */
async function patiently<T>(write: () => Promise<T>): Promise<T> {
  const began = elapsed();
  while (true)
    try {
      return await write();
    } catch (error) {
      const isBusy = error instanceof AppError && error.code === "unavailable";
      if (!isBusy || elapsed() - began > limitMs) throw error;
    }
}

type Lives = { requests: RequestLife[]; work: WorkLife[] };

function livesOf(world: World, planned: readonly Planned[]): Lives[] {
  const busy = { ...world, crowd: world.crowd.someOf(world.chance, busyAtOnce) };
  const portions: Lives[] = [];
  for (let start = 0; start < planned.length; start += livesAtOnce) {
    const lives: Lives = { requests: [], work: [] };
    for (const { begins, target } of planned.slice(start, start + livesAtOnce)) {
      const made = live(busy, begins, target, lives.requests);
      lives.requests.push(made.request);
      lives.work.push(...made.work);
    }
    portions.push(lives);
  }
  return portions;
}

async function writeLives(tx: Tx, portions: readonly Lives[]): Promise<Made> {
  const sum = { requests: 0, workItems: 0, events: 0 };
  for (const { requests, work } of portions) {
    sum.requests += requests.length;
    sum.workItems += work.length;
    sum.events += await insertLives(tx, requests, work);
  }
  return sum;
}

/** Writes them as they stand, and seals them. Says how many entries their history has. */
async function insertLives(tx: Tx, requests: RequestLife[], work: WorkLife[]): Promise<number> {
  const requestNumbers = await nextNumbers(tx, "request", requests.length);
  const workNumbers = await nextNumbers(tx, "work", work.length);
  const made = [
    ...requests.map((life, index) => life.made(requestNumbers[index] ?? 0)),
    ...work.map((life, index) => life.made(workNumbers[index] ?? 0)),
  ];
  const rows = new Rows();
  for (const life of requests) addRequest(rows, life);
  for (const life of work) addWork(rows, life);
  await insertRecords(tx, made);
  await rows.write(tx);
  await sealNew(
    tx,
    made.map(({ record }) => record),
    rows.find,
  );
  return made.reduce((sum, { chain }) => sum + chain.length, 0);
}
