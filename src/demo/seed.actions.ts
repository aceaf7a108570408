import type { Deps } from "../deps.ts";
import { getDistrict } from "../people/people.queries.ts";
import { conflict } from "../shared/app-error.ts";
import { addDays, dayOf } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import { exampleMadeAt } from "./demo.queries.ts";
import { peopleFor } from "./seed.crowd.ts";
import { addInvented } from "./seed.people.ts";
import { highestNumber, listInvented, listTerms } from "./seed.queries.ts";
import { type Made, seedShare } from "./seed.share.ts";
import { startShare } from "./seed.thread.ts";

export type Seeded = Made & { people: number };

const peopleAtOnce = 500;
const limitMs = 60_000;
/** Ten years, and a little before the first request. */
const days = 3670;
/** From so many on a second thread saves more than it takes to start. */
const manyRequests = 5_000;

type Progress = (done: number) => void;

/**
 * Adds made-up requests of ten years to the example district, with the people who ask, their work and its history.
 * Another call adds as many more. Many are made in two threads on SQLite: while one writes, the other thinks them up.
 * @throws conflict in a district that is not the example's
 */
export async function seedRequests(
  deps: Deps,
  count: number,
  progress: Progress = () => {},
  many = manyRequests,
): Promise<Seeded> {
  const { db, clock, config } = deps;
  if (!(await exampleMadeAt(db.read)))
    throw conflict(
      "Made-up requests go into the example district alone. Make it with the command demo in an empty database.",
    );
  const district = await getDistrict(db.read);
  const now = clock.now();
  const first = (await highestNumber(db.read)) + 1;
  const sum = {
    requests: 0,
    workItems: 0,
    events: 0,
    people: await gather(deps, district, now, first + count),
  };
  const add = (made: Made) => {
    sum.requests += made.requests;
    sum.workItems += made.workItems;
    sum.events += made.events;
    progress(sum.requests);
  };
  const inTwo = config.engine === "sqlite" && count >= many;
  const share = { count, first, now, own: 0, of: inTwo ? 2 : 1 };
  const other = inTwo ? startShare(config.databaseUrl, { ...share, own: 1 }, add) : null;
  try {
    await Promise.all([seedShare(db, share, add), other?.done]);
  } finally {
    await other?.end();
  }
  return sum;
}

/** Adds the people that so many requests need beside those of earlier seeds. Says how many. */
async function gather({ db }: Deps, district: District, now: Date, requests: number): Promise<number> {
  const known = (await listInvented(db.read)).length;
  const today = dayOf(now, district.timeZone);
  const [earliest] = await listTerms(db.read);
  const inTerm = { first: addDays(today, -days), last: addDays(earliest?.from ?? today, -1) };
  const begins = new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
  const all = peopleFor(requests);
  for (let there = known; there < all; there += peopleAtOnce) {
    const some = Math.min(peopleAtOnce, all - there);
    await db.write(tx => addInvented(tx, there, some, begins, inTerm), { limitMs });
  }
  return Math.max(0, all - known);
}
