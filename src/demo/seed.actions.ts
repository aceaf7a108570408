import type { Tx } from "../db/database.ts";
import { nextNumbers } from "../db/numbers.ts";
import type { Deps } from "../deps.ts";
import { sealNew } from "../events/seals.ts";
import { getDistrict } from "../people/people.queries.ts";
import { insertRecords } from "../records/many.actions.ts";
import { conflict } from "../shared/app-error.ts";
import { addDays, dayOf } from "../shared/dates.ts";
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

const requestsAtOnce = 200;
const peopleAtOnce = 500;
const limitMs = 60_000;
/** A server beside it gets its turn to write. */
const pauseMs = 5;
const years = 10;

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
  const chance = new Chance((await highestNumber(db.read)) + 1);
  const moments = new Moments(clock.now(), district.timeZone, chance);
  const { people, added } = await gather(deps, count, moments);
  const world: World = {
    ...{ chance, moments, district },
    crowd: new Crowd(people, await listTerms(db.read)),
    goalIds: await listServable(db.read),
  };
  const planned = planRequests(count, chance, moments);
  const sum = { requests: 0, workItems: 0, events: 0, people: added };
  for (let start = 0; start < planned.length; start += requestsAtOnce) {
    const lives = makeLives(world, planned.slice(start, start + requestsAtOnce));
    sum.events += await db.write(tx => insertLives(tx, lives), { limitMs });
    sum.requests += lives.requests.length;
    sum.workItems += lives.work.length;
    progress(sum.requests);
    await wait(pauseMs);
  }
  return sum;
}

/** The people that so many requests need, those of earlier seeds first. */
async function gather({ db, clock }: Deps, count: number, moments: Moments) {
  const people: SeedPerson[] = await listInvented(db.read);
  const known = people.length;
  const district = await getDistrict(db.read);
  const terms = await listTerms(db.read);
  const first = addDays(dayOf(clock.now(), district.timeZone), -366 * years);
  const last = addDays(terms[0]?.from ?? dayOf(clock.now(), district.timeZone), -1);
  const begins = moments.before(366 * years);
  const all = peopleFor((await highestNumber(db.read)) + count);
  while (people.length < all) {
    const some = Math.min(peopleAtOnce, all - people.length);
    const added = await db.write(tx => addInvented(tx, people.length, some, begins, { first, last }), {
      limitMs,
    });
    people.push(...added);
  }
  return { people, added: people.length - known };
}

type Lives = { requests: RequestLife[]; work: WorkLife[] };

function makeLives(world: World, planned: readonly Planned[]): Lives {
  const lives: Lives = { requests: [], work: [] };
  for (const { begins, target } of planned) {
    const { request, work } = live(world, begins, target, lives.requests);
    lives.requests.push(request);
    lives.work.push(...work);
  }
  return lives;
}

/** Writes them as they stand, and seals them. Says how many entries their history has. */
async function insertLives(tx: Tx, { requests, work }: Lives): Promise<number> {
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
