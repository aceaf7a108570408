import type { Tx } from "../db/database.ts";
import { nextNumbers } from "../db/numbers.ts";
import type { Deps } from "../deps.ts";
import { sealNew } from "../events/seals.ts";
import { getDistrict } from "../people/people.queries.ts";
import { insertRecords } from "../records/many.actions.ts";
import { conflict } from "../shared/app-error.ts";
import { addDays, dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { wait } from "../shared/wait.ts";
import { exampleMadeAt } from "./demo.queries.ts";
import { Chance } from "./seed.chance.ts";
import { Crowd, peopleFor, type SeedPerson } from "./seed.crowd.ts";
import { Moments } from "./seed.moments.ts";
import { live } from "./seed.path.ts";
import { addInvented } from "./seed.people.ts";
import { type Planned, planRequests } from "./seed.plan.ts";
import { highestNumber, listInvented, listServable, listTerms } from "./seed.queries.ts";
import type { RequestLife } from "./seed.request.ts";
import { addRequest, addWork, Rows } from "./seed.rows.ts";
import type { WorkLife } from "./seed.work.ts";
import type { World } from "./seed.world.ts";

export type Seeded = { requests: number; workItems: number; events: number; people: number };

const requestsAtOnce = 1000;
const livesAtOnce = 200;
const busyAtOnce = 100;
const peopleAtOnce = 500;
const limitMs = 60_000;
/** A server beside it gets its turn to write. */
const pauseMs = 5;
/** Ten years, and a little before the first request. */
const days = 3670;

type Progress = (done: number) => void;

/**
 * Adds made-up requests of ten years to the example district, with the people who ask, their work and its history.
 * Another call adds as many more. @throws conflict in a district that is not the example's
 */
export async function seedRequests(
  deps: Deps,
  count: number,
  progress: Progress = () => {},
): Promise<Seeded> {
  const { db, clock } = deps;
  if (!(await exampleMadeAt(db.read)))
    throw conflict(
      "Made-up requests go into the example district alone. Make it with the command demo in an empty database.",
    );
  const district = await getDistrict(db.read);
  const now = clock.now();
  const first = (await highestNumber(db.read)) + 1;
  const { people, added } = await gather(deps, district, now, first + count);
  const crowd = new Crowd(people, await listTerms(db.read));
  const goalIds = await listServable(db.read);
  const worldOf = (seed: number): World => {
    const chance = new Chance(seed);
    return { district, crowd, goalIds, chance, moments: new Moments(now, district.timeZone, chance) };
  };
  const planned = planRequests(count, worldOf(first));
  const sum = { requests: 0, workItems: 0, events: 0, people: added };
  for (let start = 0; start < planned.length; start += requestsAtOnce) {
    const some = planned.slice(start, start + requestsAtOnce);
    // A write that meets another runs again, and draws the same.
    const written = await db.write(tx => writeSome(tx, worldOf(first + start), some), { limitMs });
    sum.requests += some.length;
    sum.workItems += written.workItems;
    sum.events += written.events;
    progress(sum.requests);
    await wait(pauseMs);
  }
  return sum;
}

/** The people that so many requests need, those of earlier seeds first. */
async function gather({ db }: Deps, district: District, now: Date, requests: number) {
  const people: SeedPerson[] = await listInvented(db.read);
  const known = people.length;
  const today = dayOf(now, district.timeZone);
  const [earliest] = await listTerms(db.read);
  const inTerm = { first: addDays(today, -days), last: addDays(earliest?.from ?? today, -1) };
  const begins = new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
  const all = peopleFor(requests);
  while (people.length < all) {
    const some = Math.min(peopleAtOnce, all - people.length);
    people.push(...(await db.write(tx => addInvented(tx, people.length, some, begins, inTerm), { limitMs })));
  }
  return { people, added: people.length - known };
}

/** A part of one write at a time, so that memory holds few lives. */
async function writeSome(tx: Tx, world: World, planned: readonly Planned[]) {
  const busy = { ...world, crowd: world.crowd.someOf(world.chance, busyAtOnce) };
  const sum = { workItems: 0, events: 0 };
  for (let start = 0; start < planned.length; start += livesAtOnce) {
    const requests: RequestLife[] = [];
    const work: WorkLife[] = [];
    for (const { begins, target } of planned.slice(start, start + livesAtOnce)) {
      const made = live(busy, begins, target, requests);
      requests.push(made.request);
      work.push(...made.work);
    }
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
